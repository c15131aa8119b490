import { type Conversation, converse, type Frame } from '../net/conversation.ts';
import { seenIn } from '../net/seen.ts';
import { openSocket } from '../net/tcp.ts';
import type { Finding } from '../outcome.ts';
import type { Ground, Prober } from '../prober.ts';
import { startStopwatch } from '../stopwatch.ts';

/** Takes whatever is said. */
const anything: Frame = (bytes) => ({ kind: 'whole', length: bytes.length });

/**
 * How long a banner is waited for (milliseconds): a few round trips, by what the connection took. Most services wait to
 * be asked, and a twentieth of the time-out is enough for the others; ports by the thousand must not cost it.
 */
function bannerWait({ timeoutMs, stopwatch }: Ground): number {
  return Math.min(timeoutMs / 20, 50 + 4 * (stopwatch.read().connect ?? 0));
}

async function hear(conversation: Conversation): Promise<Finding> {
  const step = await conversation.ask(null, anything);
  if (step.kind === 'done') return { verdict: 'open', evidence: { kind: 'tcp', banner: seenIn(step.value).seen } };
  return step.finding.verdict === 'open-silent'
    ? { verdict: 'open', evidence: { kind: 'tcp', banner: null } }
    : step.finding;
}

/**
 * Proves that a port takes a connection, and nothing about what stands behind it. What the server says unasked is
 * evidence; one that ends the connection at once is `open-then-closed`.
 */
export const proveTcp: Prober<'tcp'> = async ({ port }, ground) => {
  const opened = await openSocket(port, ground);
  if (opened.kind === 'ended') return opened.finding;
  // Its own stopwatch, since silence would be timed as an answer.
  const conversation = converse(opened.value, {
    ...ground,
    timeoutMs: bannerWait(ground),
    stopwatch: startStopwatch(),
  });
  try {
    return await hear(conversation);
  } finally {
    conversation.end();
  }
};
