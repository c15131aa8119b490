import * as v from 'valibot';
import { runnerFrame } from '../wire/frames.ts';
import { wireVersion } from '../wire/version.ts';
import type { Received } from './link.ts';

const text = v.pipe(v.string(), v.parseJson());
const message = v.pipe(text, runnerFrame);
/** What every version of a greeting has, so that an old runner is told that it is old. */
const greeting = v.pipe(text, v.object({ type: v.literal('hello'), version: v.number() }));

/** Reads one message of a runner. */
export function readFrame(raw: string): Received {
  const parsed = v.safeParse(message, raw);
  if (parsed.success) return { kind: 'frame', frame: parsed.output, size: raw.length };
  const other = v.safeParse(greeting, raw);
  return other.success && other.output.version !== wireVersion ? { kind: 'other-version' } : { kind: 'strange' };
}
