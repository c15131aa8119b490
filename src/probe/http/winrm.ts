import { type Conversation, converse } from '../net/conversation.ts';
import { seenIn } from '../net/seen.ts';
import { openSocket } from '../net/tcp.ts';
import type { Finding } from '../outcome.ts';
import type { Ground, Prober } from '../prober.ts';
import { readBody } from './body.ts';
import { otherHttp } from './evidence.ts';
import { exchange } from './exchange.ts';
import type { Head } from './head.ts';
import { type Identity, identifyRequest, readIdentity } from './identify.ts';
import { authority, writeRequest } from './request.ts';
import { schemesIn } from './schemes.ts';

const path = '/wsman';

/** An answer to Identify has less than a kilobyte. */
const limits = { keep: 65_536, most: 65_536 };

async function findingOf(head: Head, conversation: Conversation, ground: Ground): Promise<Finding> {
  const schemes = schemesIn(head, 'www-authenticate');
  const speaks = (identity: Identity): Finding => ({
    verdict: 'open',
    evidence: { kind: 'winrm', status: head.status, schemes, ...identity },
  });
  if (head.status === 401 && schemes.length > 0) return speaks({ productVendor: null, productVersion: null });
  if (head.status !== 200) return otherHttp(head, null);
  const body = await readBody(conversation, head, limits, ground);
  if (body.kind === 'ended') return body.finding;
  const identity = readIdentity(body.value.start.toString('utf8'));
  if (identity !== null) return speaks(identity);
  return body.value.bytes === 0 ? otherHttp(head, null) : { ...otherHttp(head, null), ...seenIn(body.value.start) };
}

/**
 * Proves Windows Remote Management ([MS-WSMV] section 3.1.4.1.30) by asking it who it is, without credentials: it
 * answers, or asks for credentials first and says which kinds it takes. Any other answer is another service.
 */
export const proveWinrm: Prober<'winrm'> = async ({ host, port }, ground) => {
  const opened = await openSocket(port, ground);
  if (opened.kind === 'ended') return opened.finding;
  const conversation = converse(opened.value, ground);
  const request = writeRequest({
    method: 'POST',
    target: path,
    host: authority(host, port),
    fields: [
      ['Content-Type', 'application/soap+xml;charset=UTF-8'],
      ['WSMANIDENTIFY', 'unauthenticated'],
    ],
    body: identifyRequest,
  });
  try {
    const head = await exchange(conversation, request);
    return head.kind === 'ended' ? head.finding : await findingOf(head.value, conversation, ground);
  } finally {
    conversation.end();
  }
};
