import { readFile } from 'node:fs/promises';
import { PortolanError } from '../../errors.ts';

/** The text of a file that an option names. Fails with what to do where it cannot be read. */
export async function readGivenFile(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new PortolanError(
      'config-invalid',
      `The file ${path} of --${option} cannot be read`,
      'Look at its name and at who may read it.',
      {
        cause,
      },
    );
  }
}
