import { type FileHandle, open } from 'node:fs/promises';
import { PortolanError } from '../errors.ts';
import { acceptedSkewMs } from '../wire/version.ts';
import { readWhole, writeWhole } from './folder.ts';

/** The nonces of the jobs that were taken, so that none is executed twice. */
export interface Nonces {
  /**
   * Remembers the nonce of a job that expires at `expiresAt`; when this resolves it is on the disk. `again` where it was
   * remembered already, `full` where no more can be remembered. Rejects where the disk fails: the job must not run then.
   */
  claim(nonce: string, expiresAt: number): Promise<'first' | 'again' | 'full'>;
  close(): Promise<void>;
}

/** A job is believed for the accepted skew beyond its expiry, and this much more covers a clock that is set back (milliseconds). */
const keepMs = acceptedSkewMs + 3_600_000;

/** Most nonces that are kept: more than two hours at the usual rate. A hub that needs more is not believed. */
const mostNonces = 100_000;

/** A line is some 60 bytes, and a file is written anew when half of it is history. */
const longestFile = 3 * 80 * mostNonces;

/** Fewer lines than this are not worth writing anew. */
const spareLines = 1_000;

interface Memory {
  readonly until: ReadonlyMap<string, number>;
  claim(nonce: string, expiresAt: number): 'first' | 'again' | 'full';
  forget(): void;
}

function createMemory(until: Map<string, number>, now: () => number, most: number): Memory {
  function forget(): void {
    for (const [nonce, time] of until) if (time <= now()) until.delete(nonce);
  }
  return {
    until,
    forget,
    claim(nonce, expiresAt) {
      if (until.has(nonce)) return 'again';
      if (until.size >= most) forget();
      if (until.size >= most) return 'full';
      until.set(nonce, expiresAt + keepMs);
      return 'first';
    },
  };
}

/** Nonces that end with the process: for a runner whose jobs do, too. */
export function createMemoryNonces({ now, most = mostNonces }: NonceParts): Nonces {
  const memory = createMemory(new Map(), now, most);
  return { claim: async (nonce, expiresAt) => memory.claim(nonce, expiresAt), close: async () => undefined };
}

export interface NonceParts {
  /** Milliseconds since the epoch. */
  now(): number;
  readonly most?: number;
}

interface Waiting {
  readonly line: string;
  resolve(claimed: 'first'): void;
  reject(error: unknown): void;
}

/**
 * Nonces in a file of lines `until nonce`. Claims that come while the disk is busy share its next sync. Fails where a
 * line in the middle is damaged: what it held could be replayed.
 */
export async function openNonces(path: string, { now, most = mostNonces }: NonceParts): Promise<Nonces> {
  const memory = createMemory(readNonces(path, (await readWhole(path, longestFile)) ?? ''), now, most);
  let file: FileHandle | null = null;
  let lines = 0;
  /** As many lines as make a new file worth while. */
  let tooMany = 0;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;

  /** Writes what is still of use as a new file, and goes on at its end. */
  async function startAnew(): Promise<void> {
    await file?.close();
    file = null;
    memory.forget();
    const kept = [...memory.until].map(([nonce, until]) => lineOf(nonce, until));
    await writeWhole(path, kept.join(''));
    file = await open(path, 'a', 0o600);
    lines = kept.length;
    tooMany = 2 * lines + spareLines;
  }

  /** Whoever is remembered already stands in a file that is written anew. */
  async function append(batch: readonly Waiting[]): Promise<void> {
    if (file === null || lines > tooMany) return startAnew();
    await file.appendFile(batch.map(({ line }) => line).join(''));
    await file.datasync();
    lines += batch.length;
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await append(batch);
        for (const { resolve } of batch) resolve('first');
      } catch (error) {
        // Half a line may stand at the end now, so the next claim begins a new file.
        await file?.close().catch(() => undefined);
        file = null;
        for (const { reject } of batch) reject(error);
      }
    }
    writing = null;
  }

  await startAnew();
  return {
    async claim(nonce, expiresAt) {
      const claimed = memory.claim(nonce, expiresAt);
      if (claimed !== 'first') return claimed;
      return new Promise((resolve, reject) => {
        waiting.push({ line: lineOf(nonce, expiresAt + keepMs), resolve, reject });
        writing ??= write();
      });
    },
    async close() {
      await writing;
      await file?.close();
      file = null;
    },
  };
}

function lineOf(nonce: string, until: number): string {
  return `${until} ${nonce}\n`;
}

const lineShape = /^(\d{1,16}) ([A-Za-z0-9_-]{22,64})$/;

/** A crash leaves rubbish at the end at most: what was claimed there was never executed. Elsewhere it is damage. */
function readNonces(path: string, text: string): Map<string, number> {
  const until = new Map<string, number>();
  let damaged = false;
  for (const line of text.split('\n').slice(0, -1)) {
    const [, time, nonce] = lineShape.exec(line) ?? [];
    if (time === undefined || nonce === undefined) damaged = true;
    else if (damaged)
      throw new PortolanError(
        'store-unavailable',
        `${path} is damaged, so that a job could run twice`,
        'Enrol again: portolan runner enroll --replace. Jobs for the old enrolment are worth nothing then.',
      );
    else until.set(nonce, Number(time));
  }
  return until;
}
