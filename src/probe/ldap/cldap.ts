import { askDatagram } from '../ber/ask-datagram.ts';
import { readElement } from '../ber/read.ts';
import { done, type Step } from '../net/said.ts';
import type { Ground, Prober } from '../prober.ts';
import { readAnswer } from './message.ts';
import { type NetlogonAnswer, readNetlogon, untoldNetlogon } from './netlogon.ts';
import { filters, searchRoot } from './search.ts';

/**
 * NETLOGON_NT_VERSION_5, _5EX and _WITH_CLOSEST_SITE ([MS-ADTS] section 6.3.1.1), little-endian: asks for the answer
 * that names the sites.
 */
const version = Buffer.from([0x16, 0, 0, 0]);

const messageId = 1;

/** No datagram holds more messages that matter: an entry and the end of the search. */
const mostMessages = 4;

/**
 * Reads a datagram: what Netlogon says, or a search that finds nothing, as it does on a controller of another domain.
 * Null where it is no answer to our search.
 */
export function readNetlogonDatagram(bytes: Buffer): NetlogonAnswer | null {
  let at = 0;
  for (let message = 0; message < mostMessages && at < bytes.length; message++) {
    const element = readElement(bytes, at);
    const answer = element === null ? null : readAnswer(element);
    if (element === null || answer === null || answer.id !== messageId) return null;
    if (answer.kind === 'done') return untoldNetlogon;
    if (answer.kind === 'entry') {
      const value = answer.attributes.get('netlogon')?.[0];
      return value === undefined ? untoldNetlogon : readNetlogon(value);
    }
    at = element.end;
  }
  return null;
}

async function ask(port: number, domain: string | null, ground: Ground): Promise<Step<NetlogonAnswer>> {
  const byDomain = domain === null ? [] : [filters.equal('DnsDomain', domain)];
  // An AND even around one part: Samba reads no other filter.
  const filter = filters.and(...byDomain, filters.equal('NtVer', version));
  const request = searchRoot(messageId, filter, ['Netlogon']);
  const step = await askDatagram(port, request, readNetlogonDatagram, ground);
  return step.kind === 'ended' ? step : done(step.value.answer);
}

/**
 * Proves LDAP over UDP by the question with which a domain member looks for its controller. A server that has nothing to
 * say of the domain that was named is asked once more, for its own: then the evidence names a domain that is not the one.
 */
export const proveCldap: Prober<'cldap'> = async ({ port, domain }, ground) => {
  const first = await ask(port, domain, ground);
  if (first.kind === 'ended') return first.finding;
  if (first.value !== untoldNetlogon || domain === null) return { verdict: 'open', evidence: first.value };
  const own = await ask(port, null, ground);
  return { verdict: 'open', evidence: own.kind === 'done' ? own.value : first.value };
};
