import type { Frame } from '../net/conversation.ts';
import type { Prober } from '../prober.ts';
import { openTls } from '../tls/open-tls.ts';

const magic = Buffer.from('AMQP');
/** Protocol header of AMQP 1.0 with SASL (section 5.3.2): `AMQP`, protocol id 3, version 1.0.0. */
const saslHeader = Buffer.from([...magic, 3, 1, 0, 0]);

/** Any protocol header: a server that wants another one answers with it and closes (section 2.2). */
const frame: Frame = (bytes) => {
  const begun = Math.min(bytes.length, magic.length);
  if (!bytes.subarray(0, begun).equals(magic.subarray(0, begun))) return 'wrong';
  return bytes.length < saslHeader.length ? 'more' : { kind: 'whole', length: saslHeader.length };
};

/**
 * Proves AMQP over TLS, as Service Bus speaks it on 5671: the handshake and the certificate, then a protocol header for
 * ours. A certificate that is not valid, or an interception, is the verdict, whatever follows.
 */
export const proveAmqps: Prober<'amqps'> = async ({ host, port, serverName }, ground) => {
  const opened = await openTls(port, serverName ?? host, ground);
  if (opened.kind === 'ended') return opened.finding;
  const { conversation, tls, judgement } = opened.value;
  const answer = await conversation.ask(saslHeader, frame);
  conversation.end();
  if (answer.kind === 'ended') return judgement ?? { ...answer.finding, evidence: { kind: 'tls', tls } };
  const header = `AMQP ${[...answer.value.subarray(magic.length)].join(' ')}`;
  const evidence = { kind: 'amqp', header, tls } as const;
  return judgement === null ? { verdict: 'open', evidence } : { ...judgement, evidence };
};
