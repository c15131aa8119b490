import { randomBytes } from 'node:crypto';
import { askDatagram } from '../ber/ask-datagram.ts';
import type { Prober } from '../prober.ts';
import { compareClocks, readAnswer, writeRequest } from './packet.ts';

/**
 * Proves a time server by one exchange of RFC 5905. A server that is not synchronized, or that sends a kiss of death
 * (stratum 0 with `RATE`, `DENY`, `RSTR`), answers too. Where it tells no time, offset and delay are 0.
 */
export const proveNtp: Prober<'ntp'> = async ({ port }, ground) => {
  const nonce = randomBytes(8);
  const read = (bytes: Buffer) => readAnswer(bytes, nonce, ground.now());
  const step = await askDatagram(port, writeRequest(nonce), read, ground);
  if (step.kind === 'ended') return step.finding;
  const { answer, sentAt: askedAt, receivedAt: answeredAt } = step.value;
  const { stratum, leap, referenceId, times } = answer;
  const clocks = compareClocks({ askedAt, answeredAt, ...(times ?? { receivedAt: askedAt, sentAt: answeredAt }) });
  return { verdict: 'open', evidence: { kind: 'ntp', stratum, leap, referenceId, ...clocks } };
};
