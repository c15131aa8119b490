import { done, ended, type Step } from '../net/said.ts';
import { seenIn } from '../net/seen.ts';
import { askUdp } from '../net/udp.ts';
import type { Ground } from '../prober.ts';

/** An answer as it was read, and between which times it was given, by the ground's clock. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/**
 * Asks over UDP and waits for a datagram that `read` makes an answer of. Where none comes, but something else answered,
 * that is the finding: a port that says anything at all is not `open-or-filtered`. `read` is called twice for the answer.
 */
export async function askDatagram<Answer extends object>(
  port: number,
  request: Uint8Array,
  read: (bytes: Buffer) => Answer | null,
  ground: Ground,
): Promise<Step<Answered<Answer>>> {
  const strange: Buffer[] = [];
  const accepts = (bytes: Buffer) => {
    const right = read(bytes) !== null;
    if (!right && strange.length === 0) strange.push(bytes);
    return right;
  };
  const step = await askUdp(port, request, accepts, ground);
  if (step.kind === 'done') {
    const answer = read(step.value.bytes);
    if (answer !== null) return done({ answer, sentAt: step.value.sentAt, receivedAt: step.value.receivedAt });
  }
  const [first] = strange;
  if (first !== undefined && (step.kind === 'done' || step.finding.verdict === 'open-or-filtered'))
    return ended({ verdict: 'open-wrong-service', evidence: null, ...seenIn(first) });
  return step.kind === 'ended' ? step : ended({ verdict: 'open-or-filtered', evidence: null });
}
