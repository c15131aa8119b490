import { randomInt } from 'node:crypto';
import { askDatagram } from '../ber/ask-datagram.ts';
import type { Frame } from '../net/conversation.ts';
import { seenIn } from '../net/seen.ts';
import { withTcp } from '../net/tcp.ts';
import type { Finding } from '../outcome.ts';
import type { Ground, Prober } from '../prober.ts';
import { beginsAnswer, headerLength, type Question, readAnswer, writeQuery } from './message.ts';

/** The two bytes of length that messages over TCP begin with (RFC 1035 section 4.2.2). */
const prefixLength = 2;

/** Frames one message over TCP that is the answer to a query with this id. */
export function frameAnswer(id: number): Frame {
  return (bytes) => {
    if (bytes.length < prefixLength) return 'more';
    const length = bytes.readUInt16BE(0);
    if (length < headerLength) return 'wrong';
    // Enough to tell that this is no DNS: whatever else speaks here need not be waited for.
    if (bytes.length >= prefixLength + 4 && !beginsAnswer(bytes.subarray(prefixLength), id)) return 'wrong';
    return bytes.length < prefixLength + length ? 'more' : { kind: 'whole', length: prefixLength + length };
  };
}

async function overUdp(port: number, question: Question, ground: Ground): Promise<Finding> {
  const read = (bytes: Buffer) => readAnswer(bytes, question);
  const step = await askDatagram(port, writeQuery(question), read, ground);
  return step.kind === 'ended' ? step.finding : { verdict: 'open', evidence: step.value.answer };
}

async function overTcp(port: number, question: Question, ground: Ground): Promise<Finding> {
  const query = writeQuery(question);
  const request = Buffer.concat([Buffer.from([query.length >> 8, query.length & 0xff]), query]);
  const talked = await withTcp(port, ground, (conversation) => conversation.ask(request, frameAnswer(question.id)));
  const step = talked.kind === 'ended' ? talked : talked.value;
  if (step.kind === 'ended') return step.finding;
  const evidence = readAnswer(step.value.subarray(prefixLength), question);
  return evidence === null
    ? { verdict: 'open-wrong-service', evidence: null, ...seenIn(step.value) }
    : { verdict: 'open', evidence };
}

/**
 * Proves a DNS server by one question. Any answer is one, a refusal among them: that the name is there is not asked, and
 * the evidence tells. The id is random, so that nobody off the path can answer in its stead.
 */
export const proveDns: Prober<'dns' | 'dns-tcp'> = ({ kind, port, question: name, type }, ground) => {
  const question = { id: randomInt(0x1_0000), name, type };
  return kind === 'dns' ? overUdp(port, question, ground) : overTcp(port, question, ground);
};
