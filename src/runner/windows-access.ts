import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import { PortolanError } from '../errors.ts';

/** Runs a program to its end; rejects where it fails. */
export type RunProgram = (file: string, parameters: readonly string[]) => Promise<void>;

/** `RunProgram` of this process: no shell, no window, and an end after ten seconds. */
export const runProgram: RunProgram = (file, parameters) =>
  new Promise((resolve, reject) => {
    execFile(file, [...parameters], { windowsHide: true, timeout: 10_000 }, (error) =>
      error === null ? resolve() : reject(error),
    );
  });

/** Well-known security identifiers, which bear the same name in every language of Windows: SYSTEM and Administrators. */
const guardians = ['S-1-5-18', 'S-1-5-32-544'] as const;

/**
 * Leaves a folder, and what comes into it, to the system, the administrators and one account: what lies below
 * `ProgramData` may else be read by everybody who can sign in. Windows has no modes that could do it.
 */
export async function closeToOthers(
  folder: string,
  {
    windowsFolder,
    account,
    run,
  }: { readonly windowsFolder: string; readonly account: string; readonly run: RunProgram },
): Promise<void> {
  // Full control, for files and folders that are made in it as well.
  const grants = [...guardians.map((id) => `*${id}`), account].map((who) => `${who}:(OI)(CI)F`);
  try {
    await run(win32.join(windowsFolder, 'System32', 'icacls.exe'), [folder, '/inheritance:r', '/grant:r', ...grants]);
  } catch (cause) {
    throw new PortolanError(
      'file-unwritable',
      `The folder ${folder} cannot be closed to other accounts`,
      'Run this as an administrator, or choose another folder with --state.',
      { cause },
    );
  }
}
