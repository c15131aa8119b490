import type { Answered } from '../ber/ask-datagram.ts';
import type { Frame } from '../net/conversation.ts';
import { done, ended, type Step } from '../net/said.ts';
import { seenIn } from '../net/seen.ts';
import { withTcp } from '../net/tcp.ts';
import type { Ground } from '../prober.ts';

// Tickets with many group memberships reach 48,000 bytes; an error is a few hundred.
const longestMessage = 0x1_0000;

/** Puts the four bytes of length in front that messages over TCP begin with (RFC 4120 section 7.2.2). */
export function withLength(message: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(message.length);
  return Buffer.concat([head, message]);
}

/** Frames one message that `read` can read. */
export function frameWithLength(read: (message: Buffer) => object | null): Frame {
  return (bytes) => {
    if (bytes[0] !== 0) return 'wrong';
    if (bytes.length < 4) return 'more';
    const length = bytes.readUInt32BE(0);
    if (length < 2 || length > longestMessage) return 'wrong';
    if (bytes.length < 4 + length) return 'more';
    return read(bytes.subarray(4, 4 + length)) === null ? 'wrong' : { kind: 'whole', length: 4 + length };
  };
}

/** Asks over TCP, one question on a connection of its own. */
export async function askStream<Answer extends object>(
  port: number,
  request: Buffer,
  read: (bytes: Buffer) => Answer | null,
  ground: Ground,
): Promise<Step<Answered<Answer>>> {
  const talked = await withTcp(port, ground, async (conversation): Promise<Step<Answered<Answer>>> => {
    const sentAt = ground.now();
    const step = await conversation.ask(withLength(request), frameWithLength(read));
    if (step.kind === 'ended') return step;
    const receivedAt = ground.now();
    const answer = read(step.value.subarray(4));
    return answer === null
      ? ended({ verdict: 'open-wrong-service', evidence: null, ...seenIn(step.value) })
      : done({ answer, sentAt, receivedAt });
  });
  return talked.kind === 'ended' ? talked : talked.value;
}
