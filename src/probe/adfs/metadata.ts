import type { Tls } from '../evidence.ts';
import { readBody } from '../http/body.ts';
import { httpEvidence, otherHttp } from '../http/evidence.ts';
import { exchange } from '../http/exchange.ts';
import type { Head } from '../http/head.ts';
import { authority, writeRequest } from '../http/request.ts';
import type { Conversation } from '../net/conversation.ts';
import { seenIn } from '../net/seen.ts';
import type { Finding } from '../outcome.ts';
import type { Ground, Prober } from '../prober.ts';
import { openTls } from '../tls/open-tls.ts';
import { readFederationMetadata } from './federation-metadata.ts';

/** Where AD FS publishes its metadata. */
const path = '/FederationMetadata/2007-06/FederationMetadata.xml';

/** The metadata of AD FS has 60 to 120 KB; with many claim types and keys it stays below this. */
const limits = { keep: 1_000_000, most: 1_000_000 };

async function readFinding(head: Head, tls: Tls, conversation: Conversation, ground: Ground): Promise<Finding> {
  if (head.status !== 200) return otherHttp(head, tls);
  const body = await readBody(conversation, head, limits, ground);
  if (body.kind === 'ended') return { ...body.finding, evidence: httpEvidence(head, tls) };
  const { start, end } = body.value;
  const metadata = readFederationMetadata(start.toString('utf8'));
  if (metadata !== null)
    return { verdict: 'open', evidence: { kind: 'federation-metadata', status: head.status, ...metadata, tls } };
  const evidence = httpEvidence(head, tls);
  if (end === 'cut' || end === 'reset')
    return { verdict: 'open-then-closed', evidence, how: end === 'cut' ? 'end' : 'reset' };
  return start.length === 0 ? otherHttp(head, tls) : { verdict: 'open-wrong-service', evidence, ...seenIn(start) };
}

/**
 * Proves a federation service by its published metadata: who it is and what it signs with. A page without it, or another
 * status, is `open-wrong-service`: a web server that is not AD FS, or AD FS not running. A certificate that is not valid,
 * or an interception, is the verdict, with whatever was learned as evidence.
 */
export const proveAdfsMetadata: Prober<'adfs-metadata'> = async ({ host, port, serverName }, ground) => {
  const name = serverName ?? host;
  const opened = await openTls(port, name, ground, { alpn: ['http/1.1'] });
  if (opened.kind === 'ended') return opened.finding;
  const { conversation, tls, judgement } = opened.value;
  try {
    const head = await exchange(
      conversation,
      writeRequest({ method: 'GET', target: path, host: authority(name, port, 443) }),
    );
    const finding = head.kind === 'ended' ? head.finding : await readFinding(head.value, tls, conversation, ground);
    const evidence = finding.evidence ?? { kind: 'tls', tls };
    return judgement === null ? { ...finding, evidence } : { ...judgement, evidence };
  } finally {
    conversation.end();
  }
};
