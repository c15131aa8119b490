import { execFile } from 'node:child_process';
import { join } from 'node:path/win32';
import { decode } from './decode.ts';
import type { Run } from './parts.ts';
import { type Command, commands } from './windows/commands.ts';

/** Most that a command may print: the key of all protocols with everything below is some 5 KB. */
const longestOutput = 512 * 1_024;

/** What a runner of commands stands on. */
export interface RunParts {
  /** The only commands that are ever started, arguments and all. */
  readonly allowed: readonly Command[];
  /** Where a program is: always a full path, so that no other of its name is found first. */
  readonly pathOf: (file: Command['file']) => string;
  /** Ends whatever runs when the runner stops. */
  readonly signal: AbortSignal;
}

/** The programs of Windows itself. */
export function windowsPathOf(windowsFolder: string): RunParts['pathOf'] {
  const folders = { 'reg.exe': 'System32', 'powershell.exe': String.raw`System32\WindowsPowerShell\v1.0` } as const;
  return (file) => join(windowsFolder, folders[file], file);
}

/** The commands of this program. */
export const allowedCommands: readonly Command[] = Object.values(commands);

/**
 * Makes what starts commands, without a shell and without a window. Asked for a command that is not allowed it rejects
 * with a TypeError, since that is a fault of ours; all else that goes wrong is null.
 */
export function createRun({ allowed, pathOf, signal }: RunParts): Run {
  return async (file, args, timeoutMs) => {
    const command = allowed.find(
      (one) => one.file === file && one.args.length === args.length && one.args.every((arg, at) => arg === args[at]),
    );
    if (command === undefined) throw new TypeError(`${file} is no command of this program`);
    const { promise, resolve } = Promise.withResolvers<string | null>();
    execFile(
      pathOf(command.file),
      command.args,
      {
        encoding: 'buffer',
        timeout: timeoutMs,
        // It reads; there is nothing that it could want to finish.
        killSignal: 'SIGKILL',
        maxBuffer: longestOutput,
        windowsHide: true,
        signal,
      },
      (error, stdout) => resolve(error === null ? decode(stdout) : null),
    );
    return promise;
  };
}
