import { closeSync, fchownSync, fstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { PortolanError } from '../errors.ts';
import { isCode } from './folder.ts';

/** What a journal tells of. */
export type JournalEvent =
  | 'enrolled'
  | 'started'
  | 'stopped'
  | 'connected'
  | 'disconnected'
  | 'denied'
  /** A job, or something that passed for one, that was not believed. */
  | 'rejected'
  /** A job that the policy refused. */
  | 'refused'
  /** A job begins: written before anything is connected to. */
  | 'probing'
  | 'probed'
  | 'returned'
  | 'policy'
  | 'fault'
  /** Lines like the last ones were left out: `count` of `of`. */
  | 'left-out';

/** What a line holds besides its time and event. */
export type JournalFields = Readonly<Record<string, string | number | boolean | null>>;

/** The runner's own record for whoever answers for the server it stands on. */
export interface Journal {
  /** Writes one line. Fails where it cannot: what must be on record is then not done. */
  write(event: JournalEvent, fields: JournalFields): void;
  close(): void;
}

/** A file is put away at this size, and so many are kept: some 100,000 lines. */
const usualSize = { bytes: 5_000_000, files: 5 } as const;

/**
 * A hub could fill the journal with refusals until what came before is rotated away. Of these events only so many a
 * minute are written, and the others counted.
 */
const noisy = new Set<JournalEvent>(['rejected', 'refused', 'returned', 'fault', 'disconnected', 'denied']);
const noisyPerMinute = 120;

/** A journal in a file of JSON lines, readable by its account alone. */
export function openJournal(
  path: string,
  { now, bytes = usualSize.bytes, files = usualSize.files }: JournalParts,
): Journal {
  let file = openFile(path);
  let size = fstatSync(file).size;
  let minute = 0;
  const seen = new Map<JournalEvent, number>();

  function put(at: number, event: JournalEvent, fields: JournalFields): void {
    const line = `${JSON.stringify({ at: new Date(at).toISOString(), event, ...fields })}\n`;
    if (size > 0 && size + line.length > bytes) rotate();
    size += writeSync(file, line);
  }

  function rotate(): void {
    closeSync(file);
    rmSync(`${path}.${files - 1}`, { force: true });
    for (let nth = files - 1; nth >= 1; nth--) move(nth === 1 ? path : `${path}.${nth - 1}`, `${path}.${nth}`);
    file = openFile(path);
    size = fstatSync(file).size;
  }

  /** Whether this line is one too many in its minute; closes the account of the minute before. */
  function isTooMany(at: number, event: JournalEvent): boolean {
    const current = Math.floor(at / 60_000);
    if (current !== minute) {
      const before = [...seen];
      seen.clear();
      minute = current;
      for (const [of, count] of before)
        if (count > noisyPerMinute) put(at, 'left-out', { of, count: count - noisyPerMinute });
    }
    if (!noisy.has(event)) return false;
    const count = (seen.get(event) ?? 0) + 1;
    seen.set(event, count);
    return count > noisyPerMinute;
  }

  return {
    write(event, fields) {
      const at = now();
      if (!isTooMany(at, event)) put(at, event, fields);
    },
    close() {
      closeSync(file);
    },
  };
}

export interface JournalParts {
  /** Milliseconds since the epoch. */
  now(): number;
  readonly bytes?: number;
  readonly files?: number;
}

/** A journal that keeps nothing: for a runner inside the bot, whose audit trail is the bot's. */
export const noJournal: Journal = { write: () => undefined, close: () => undefined };

function openFile(path: string): number {
  try {
    const file = openSync(path, 'a', 0o600);
    // Root may write a line; the file stays the account's that has the folder.
    const folder = statSync(dirname(path));
    if (process.geteuid?.() === 0 && folder.uid !== 0) fchownSync(file, folder.uid, folder.gid);
    return file;
  } catch (cause) {
    throw new PortolanError(
      'file-unwritable',
      `The journal ${path} cannot be written`,
      'Let the account of the runner write its folder.',
      { cause },
    );
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}
