import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Questions typed before, newest first, as readline wants them. */
export interface History {
  readonly lines: readonly string[];
  /** Most lines that are kept. */
  readonly size: number;
  /** Remembers a line for the next session. A disk that cannot be written costs the history and nothing else. */
  add(line: string): Promise<void>;
}

/** A year of daily use; the file stays under a few hundred kilobytes. */
const size = 1_000;

/** Opens the history kept in a file. A file that is missing or cannot be read is an empty history. */
export async function openHistory(file: string): Promise<History> {
  const stored = await readFile(file, 'utf8').catch(() => '');
  const lines = stored
    .split('\n')
    .filter((line) => line !== '')
    .slice(-size)
    .toReversed();
  const kept = lines.toReversed();
  return {
    lines,
    size,
    async add(line) {
      kept.push(line.replace(/\s+/gu, ' ').trim());
      if (kept.length > size) kept.shift();
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await writeFile(file, `${kept.join('\n')}\n`, { mode: 0o600 });
      } catch {
        // Losing the history must never cost an answer.
      }
    },
  };
}
