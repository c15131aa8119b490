import { pause } from '../probe/stopping.ts';
import { widened } from './backoff.ts';
import type { Journal } from './journal.ts';
import { nextAfter, type Patience } from './retry.ts';
import { holdSession, type SessionEnd, type SessionParts } from './session.ts';
import type { Ending, RunnerState } from './state.ts';

export interface KeepParts extends SessionParts {
  readonly patience: Patience;
  /** In [0, 1). */
  random(): number;
  /** Told of each change, with why it is not connected. */
  enter(state: Extract<RunnerState, 'connecting' | 'waiting'>, why: string | null): void;
  /** The connection is over. */
  left(): void;
  note(...line: Parameters<Journal['write']>): void;
  fault(error: unknown): void;
}

/** Connects again and again until `signal` ends it, or the hub sends the runner away for good. Never rejects. */
export async function keepConnected(parts: KeepParts, signal: AbortSignal): Promise<Ending> {
  const { patience, random, enter, note } = parts;
  let tries = 0;
  let why: string | null = null;
  let spreadMs = 0;

  async function connect(): Promise<SessionEnd> {
    try {
      return await holdSession(
        {
          ...parts,
          welcomed(link, skewMs, asked) {
            spreadMs = asked;
            parts.welcomed(link, skewMs, asked);
          },
        },
        signal,
      );
    } catch (error) {
      parts.fault(error);
      return { kind: 'failed', why: 'something failed inside the runner', retryAfterMs: null };
    } finally {
      parts.left();
    }
  }

  while (!signal.aborted) {
    enter('connecting', why);
    const end = await connect();
    if (signal.aborted) break;
    const next = nextAfter(end, tries, random(), { ...patience, backoff: widened(patience.backoff, spreadMs) });
    if (next.kind === 'end') {
      note('denied', { code: next.ending.code, why: next.ending.message });
      return next.ending;
    }
    // A hub that is away for a day is one line, not a thousand.
    if (end.kind === 'lost' || next.why !== why) note('disconnected', { why: next.why });
    tries = next.tries;
    why = next.why;
    enter('waiting', why);
    await pause(next.ms, signal);
  }
  return { kind: 'stopped' };
}
