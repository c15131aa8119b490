import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'postject';
import { formatOf, fuse, fuseOf, withoutSignature } from './executable.ts';
import { nodeFor, type PlatformId, platforms, thisPlatform } from './node-binary.ts';

const run = promisify(execFile);

/** The name under which Node looks for its program. */
const resource = 'NODE_SEA_BLOB';

/**
 * The program in the form that goes into an executable. Neither a snapshot nor a code cache: both belong to one platform and
 * one processor. It must be made by
 * the very version of Node that it goes into, which the lockfile sees to.
 */
async function blobOf(program: string, folder: string): Promise<Buffer> {
  const main = join(folder, 'runner.cjs');
  const output = join(folder, 'runner.blob');
  const config = join(folder, 'sea.json');
  await writeFile(main, program);
  const settings = {
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    useCodeCache: false,
    // NODE_OPTIONS could load any code into it.
    execArgvExtension: 'none',
  };
  await writeFile(config, JSON.stringify({ main, output, ...settings }));
  const here = thisPlatform();
  // The pinned one where there is one, whichever Node runs this tool.
  const node = here === null ? process.execPath : await nodeFor(here, folder);
  await run(node, ['--experimental-sea-config', config], { timeout: 60_000 });
  return readFile(output);
}

/** An executable that was made. */
export interface Executable {
  readonly platform: PlatformId;
  readonly path: string;
  readonly bytes: number;
}

/**
 * Puts a CommonJS program into the Node of each platform, as one file that needs nothing else. Fails where what
 * came out is no executable with a program in it.
 */
export async function makeExecutables(
  program: string,
  wanted: readonly PlatformId[],
  out: string,
): Promise<readonly Executable[]> {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-sea-'));
  try {
    const blob = await blobOf(program, folder);
    const made: Executable[] = [];
    for (const platform of wanted) {
      const node = withoutSignature(await readFile(await nodeFor(platform, folder)));
      if (fuseOf(node) !== 'unset') throw new Error(`the Node for ${platform} cannot take a program`);
      const path = join(out, platforms[platform].file);
      await writeFile(path, node);
      await inject(path, resource, blob, { sentinelFuse: fuse });
      await chmod(path, 0o755);
      const binary = await readFile(path);
      const expected = platform.startsWith('win') ? 'pe' : 'elf';
      if (formatOf(binary) !== expected || fuseOf(binary) !== 'set' || !binary.includes(blob))
        throw new Error(`${path} is no ${expected} file with a program in it`);
      made.push({ platform, path, bytes: binary.length });
    }
    return made;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
