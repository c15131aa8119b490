import type { TLSSocket } from 'node:tls';
import { cut, cutList, type Tls } from '../evidence.ts';
import type { Finding } from '../outcome.ts';
import type { Ground } from '../prober.ts';
import { certificateEvidence, type ReadCertificate, readCertificate } from './certificate.ts';
import { buildChain } from './chain.ts';
import { judge } from './judge.ts';

/** A server's certificate with what is wrong with it; null where nothing is. */
export interface Judged {
  readonly tls: Tls;
  readonly judgement: Finding | null;
}

/** Most certificates of a server that are read. */
const mostSent = 16;

const dayMs = 86_400_000;

/** What a server sent, leaf first; certificates that cannot be read are left out. */
export function sentBy(socket: TLSSocket): readonly ReadCertificate[] {
  const sent: ReadCertificate[] = [];
  let next = socket.getPeerX509Certificate();
  for (let count = 0; next !== undefined && count < mostSent; count++) {
    const read = readCertificate(next.raw);
    if (read !== null) sent.push(read);
    next = next.issuerCertificate;
  }
  return sent;
}

/** How a connection was agreed. */
export interface Agreement {
  readonly protocol: string;
  readonly cipher: string;
  readonly alpn: string | null;
}

/** The agreement of a socket whose handshake is over. */
export function agreementOf(socket: TLSSocket): Agreement {
  const { alpnProtocol } = socket;
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    alpn: typeof alpnProtocol === 'string' ? cut(alpnProtocol) : null,
  };
}

/** Judges what a server sent; null where it sent no certificate that can be read. */
export function judgeSent(
  { protocol, cipher, alpn }: Agreement,
  sent: readonly ReadCertificate[],
  serverName: string,
  ground: Ground,
): Judged | null {
  const [leaf, ...others] = sent;
  if (leaf === undefined) return null;
  const now = ground.now();
  const chain = buildChain(leaf, others, ground.trust, now);
  const { rules, interceptedBy } = judge(chain, serverName, now);
  const tls: Tls = {
    protocol: cut(protocol),
    cipher: cut(cipher),
    alpn,
    chain: cutList(chain.path).map(certificateEvidence),
    trustedBy: chain.trustedBy,
    daysLeft: Math.floor((leaf.notAfter - now) / dayMs),
  };
  const evidence = { kind: 'tls', tls } as const;
  if (interceptedBy !== null)
    return { tls, judgement: { verdict: 'intercepted', evidence, authority: interceptedBy, tls } };
  if (rules.length === 0) return { tls, judgement: null };
  return {
    tls,
    judgement: { verdict: 'certificate-invalid', evidence, rules: [...rules], expected: cut(serverName), tls },
  };
}
