import { randomBytes } from 'node:crypto';
import { seenIn } from '../net/seen.ts';
import { withTcp } from '../net/tcp.ts';
import type { Finding } from '../outcome.ts';
import type { Prober } from '../prober.ts';
import { frameMessage, readNegotiate } from './negotiate-answer.ts';
import { writeNegotiate } from './negotiate-request.ts';

/**
 * Proves a file server by an SMB2 NEGOTIATE, the message before any sign-in. A server of the first generation, or one
 * that turns every dialect down, answers too: the evidence names what it speaks.
 */
export const proveSmb: Prober<'smb'> = async ({ port }, ground) => {
  const request = writeNegotiate(randomBytes(48));
  const talked = await withTcp(port, ground, async (conversation): Promise<Finding> => {
    const askedAt = ground.now();
    const step = await conversation.ask(request, frameMessage);
    if (step.kind === 'ended') return step.finding;
    const middle = (askedAt + ground.now()) / 2;
    const answer = readNegotiate(step.value);
    if (answer === null) return { verdict: 'open-wrong-service', evidence: null, ...seenIn(step.value) };
    const skewMs = answer.serverTime === null ? null : Math.round(answer.serverTime - middle);
    return { verdict: 'open', evidence: { kind: 'smb', ...answer, skewMs } };
  });
  return talked.kind === 'ended' ? talked.finding : talked.value;
};
