import { lookup, Resolver } from 'node:dns/promises';
import { codeOf } from '../net/socket-error.ts';
import type { Resolution } from './resolution.ts';

const timedOut: Resolution = { kind: 'unresolved', code: 'ETIMEOUT' };

/** How long IPv6 is waited for once IPv4 is known (milliseconds): some firewalls drop the question for AAAA alone. */
const patienceMs = 300;

async function within(ms: number, work: Promise<Resolution>): Promise<Resolution> {
  const late = Promise.withResolvers<Resolution>();
  const timer = setTimeout(late.resolve, ms, timedOut);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** An answer of the resolver; its errors by their code. */
async function answered(question: () => Promise<readonly string[]>): Promise<Resolution> {
  try {
    const addresses = await question();
    return addresses.length === 0 ? { kind: 'unresolved', code: 'ENODATA' } : { kind: 'resolved', addresses };
  } catch (error) {
    return { kind: 'unresolved', code: codeOf(error) || 'unknown' };
  }
}

/** Of two failures the one that says more: a name that is not there, then a name without this address, then any fault. */
function graver(first: string, second: string): string {
  if (first === 'ENOTFOUND' || second === 'ENOTFOUND') return 'ENOTFOUND';
  return first === 'ENODATA' ? second : first;
}

async function bothFamilies(resolver: Resolver, name: string): Promise<Resolution> {
  const asked6 = answered(() => resolver.resolve6(name));
  const four = await answered(() => resolver.resolve4(name));
  if (four.kind === 'unresolved') {
    const six = await asked6;
    return six.kind === 'resolved' ? six : { kind: 'unresolved', code: graver(four.code, six.code) };
  }
  const six = await within(patienceMs, asked6);
  return six.kind === 'resolved'
    ? { kind: 'resolved', addresses: [...four.addresses, ...six.addresses] }
    : { kind: 'resolved', addresses: four.addresses };
}

/**
 * Asks DNS for the addresses of a full name: the given servers, or the computer's where there are none. Its
 * configuration is read anew each time, since a runner outlives it.
 */
export async function askDns(
  name: string,
  { servers, timeoutMs }: { readonly servers: readonly string[]; readonly timeoutMs: number },
): Promise<Resolution> {
  // A second try takes twice as long as the first, so both fit.
  const resolver = new Resolver({ timeout: Math.ceil(timeoutMs / 3), tries: 2 });
  try {
    if (servers.length > 0) resolver.setServers(servers);
  } catch (error) {
    return { kind: 'unresolved', code: codeOf(error) || 'unknown' };
  }
  const found = await within(timeoutMs, bothFamilies(resolver, name));
  resolver.cancel();
  return found;
}

/** Leaves a name to the operating system: search list, NetBIOS, mDNS and what else it is set up with. */
export async function askSystem(name: string, timeoutMs: number): Promise<Resolution> {
  const found = await within(
    timeoutMs,
    answered(async () => {
      const entries = await lookup(name, { all: true, order: 'ipv4first' });
      return [...new Set(entries.map(({ address }) => address))];
    }),
  );
  // The operating system's word for a resolver that did not answer.
  return found.kind === 'unresolved' && found.code === 'EAI_AGAIN' ? timedOut : found;
}
