import type { Tls } from '../evidence.ts';
import type { TrustStores } from '../prober.ts';
import { isSignedBy, type ReadCertificate } from './certificate.ts';
import { nameKey, type Store, storeOf } from './store.ts';

/** The way from a server's certificate up to an authority, or as far as it goes. */
export interface Chain {
  /** Leaf first, each signed by the next. The last is in a store, unless none trusts it. */
  readonly path: readonly [leaf: ReadCertificate, ...issuers: ReadCertificate[]];
  readonly trustedBy: Tls['trustedBy'];
}

/** Longest way that is followed; public chains have three or four certificates. */
const longestPath = 8;
/** Most issuers that are tried for one chain: who sends many look-alikes does not buy our time. */
const mostChecks = 64;

interface Search {
  readonly sent: readonly ReadCertificate[];
  readonly bundled: Store;
  /** Null where the system's store is not looked at yet. */
  readonly system: Store | null;
  checks: number;
}

/** Every way up from the end of a path, the shortest first. */
function* waysUp(path: Chain['path'], search: Search): Generator<Chain> {
  const { sent, bundled, system } = search;
  const last = path.at(-1) ?? path[0];
  if (bundled.holds(last)) yield { path, trustedBy: 'bundled' };
  // A store of Windows holds intermediate authorities too, which are trusted for what is above them only.
  else if (last.selfIssued && system?.holds(last)) yield { path, trustedBy: 'system' };
  else {
    const named = sent.filter(({ subject }) => nameKey(subject) === nameKey(last.issuer));
    const candidates = [...bundled.named(last.issuer), ...(system?.named(last.issuer) ?? []), ...named];
    const seen = new Set(path.map(({ x509 }) => x509.fingerprint256));
    for (const issuer of path.length < longestPath ? candidates : []) {
      if (seen.has(issuer.x509.fingerprint256) || search.checks >= mostChecks) continue;
      seen.add(issuer.x509.fingerprint256);
      // A root of version 1 does not say that it is an authority.
      if (!(issuer.x509.ca || issuer.selfIssued)) continue;
      search.checks += 1;
      if (isSignedBy(last, issuer)) yield* waysUp([...path, issuer], search);
    }
    yield { path, trustedBy: 'none' };
  }
}

function isValidAt({ path }: Chain, now: number): boolean {
  return path.every(({ notBefore, notAfter }) => notBefore <= now && now <= notAfter);
}

const worth = { bundled: 2, system: 1, none: 0 } as const;

/** The better of two: what trusts it, then that no certificate of it has run out, then the longer one where none does. */
function better(one: Chain, other: Chain, now: number): Chain {
  const trust = worth[other.trustedBy] - worth[one.trustedBy];
  if (trust !== 0) return trust > 0 ? other : one;
  const validity = Number(isValidAt(other, now)) - Number(isValidAt(one, now));
  if (validity !== 0) return validity > 0 ? other : one;
  return one.trustedBy === 'none' && other.path.length > one.path.length ? other : one;
}

function best(leaf: ReadCertificate, search: Search, now: number): Chain {
  let found: Chain = { path: [leaf], trustedBy: 'none' };
  for (const chain of waysUp([leaf], search)) found = better(found, chain, now);
  return found;
}

/**
 * Builds the chain of a leaf from what was sent with it, in whatever order, and from the stores (RFC 5280 section 6). The
 * roots that Node brings are tried first, and the system's store only where they do not do.
 */
export function buildChain(
  leaf: ReadCertificate,
  sent: readonly ReadCertificate[],
  trust: TrustStores,
  now: number,
): Chain {
  const bundled = storeOf(trust.bundled);
  const chain = best(leaf, { sent, bundled, system: null, checks: 0 }, now);
  if (chain.trustedBy === 'bundled' && isValidAt(chain, now)) return chain;
  return best(leaf, { sent, bundled, system: storeOf(trust.system), checks: 0 }, now);
}
