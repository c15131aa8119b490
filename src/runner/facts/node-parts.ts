import { open, statfs } from 'node:fs/promises';
import os from 'node:os';
import { decode } from './decode.ts';
import type { FactParts } from './parts.ts';
import { allowedCommands, createRun, windowsPathOf } from './run.ts';

/** Most that is read of a file: `machine.config` is some 40 KB, a hosts file may be long. */
const longestFile = 256 * 1_024;

async function readStart(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestFile), 0, longestFile, 0);
    return decode(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** What only the runner knows. */
export interface RunnerParts {
  readonly stateFolder: string;
  /** `C:\Windows`, or where the system says it is. */
  readonly windowsFolder: string;
  /** Aborted when the runner stops: commands that still run are ended. */
  readonly signal: AbortSignal;
  skewMs(): number | null;
}

/** The parts of the server that this process runs on. */
export function nodeParts({ stateFolder, windowsFolder, signal, skewMs }: RunnerParts): FactParts {
  return {
    platform: process.platform,
    nodeVersion: process.versions.node,
    stateFolder,
    windowsFolder,
    run: createRun({ allowed: allowedCommands, pathOf: windowsPathOf(windowsFolder), signal }),
    os,
    statfs: (path) => statfs(path),
    readFile: readStart,
    now: Date.now,
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    skewMs,
  };
}
