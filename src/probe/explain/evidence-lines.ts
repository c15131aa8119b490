import { same, type Text, text } from '../../catalog/text.ts';
import type { Evidence, Tls } from '../evidence.ts';
import type { Outcome } from '../outcome.ts';
import { lasting } from './phrase.ts';

/**
 * One thing that was seen. `value` reads alike in every language; what came from outside is as it came, so who shows it
 * escapes it.
 */
export interface EvidenceLine {
  readonly label: Text;
  readonly value: string;
}

type Value = string | number | boolean | null;

/** A line, or none where there is nothing to say. Truth is written as LDAP writes it. */
function line(label: Text, value: Value): readonly EvidenceLine[] {
  if (value === null || value === '') return [];
  return [{ label, value: typeof value === 'boolean' ? String(value).toUpperCase() : String(value) }];
}

/** More items than this are counted. */
const mostItems = 8;

function list(label: Text, items: readonly string[]): readonly EvidenceLine[] {
  const more = items.length > mostItems ? `, … (${items.length})` : '';
  return line(label, `${items.slice(0, mostItems).join(', ')}${more}`);
}

/** ISO 8601 in UTC; a number beyond what a calendar holds stays a number. */
function time(label: Text, ms: number | null): readonly EvidenceLine[] {
  if (ms === null) return [];
  const date = new Date(ms);
  return line(label, Number.isNaN(date.getTime()) ? ms : date.toISOString());
}

/** A length of time with its sign: `+7 min 12 s`. */
function signed(label: Text, ms: number | null): readonly EvidenceLine[] {
  return ms === null ? [] : line(label, `${ms < 0 ? '-' : '+'}${lasting(ms).en}`);
}

const words = {
  status: same('Status'),
  realm: same('Realm'),
  serverTime: text('Server time', 'Tijd van de server'),
  skew: text('Clock against ours', 'Klok ten opzichte van de onze'),
  certificate: text('Certificate', 'Certificaat'),
  names: text('Certificate names', 'Namen in het certificaat'),
  issuer: text('Issuer', 'Uitgever'),
  from: text('Valid from', 'Geldig vanaf'),
  until: text('Valid until', 'Geldig tot'),
  schemes: text('Offers', 'Biedt'),
  domain: text('Domain', 'Domein'),
  hostName: text('Host name', 'Hostnaam'),
} as const;

function tlsLines({ protocol, cipher, alpn, chain, trustedBy, daysLeft }: Tls): readonly EvidenceLine[] {
  const [leaf] = chain;
  return [
    ...line(same('TLS'), [protocol, cipher, ...(alpn === null ? [] : [alpn])].join(', ')),
    ...(leaf === undefined
      ? []
      : [
          ...line(words.certificate, leaf.subject),
          ...list(words.names, leaf.names),
          ...time(words.from, leaf.notBefore),
          ...time(words.until, leaf.notAfter),
          ...line(text('Days left', 'Dagen over'), daysLeft),
          ...list(
            words.issuer,
            chain.map(({ issuer }) => issuer),
          ),
          ...line(text('Fingerprint (SHA-256)', 'Vingerafdruk (SHA-256)'), leaf.fingerprint),
        ]),
    ...line(text('Trust store', 'Certificaatarchief'), trustedBy),
  ];
}

function evidenceOf(evidence: Evidence): readonly EvidenceLine[] {
  switch (evidence.kind) {
    case 'tcp':
      return line(text('Banner', 'Begroeting'), evidence.banner);
    case 'dns':
      return [
        ...line(text('Question', 'Vraag'), `${evidence.question} ${evidence.type}`),
        ...line(text('Answer code', 'Antwoordcode'), evidence.rcode),
        ...list(text('Addresses', 'Adressen'), evidence.addresses),
        ...list(
          text('Services', 'Diensten'),
          evidence.services.map(({ host, port }) => `${host}:${port}`),
        ),
        ...line(text('Authoritative', 'Gezaghebbend'), evidence.authoritative),
        ...line(text('Truncated', 'Afgekapt'), evidence.truncated),
      ];
    case 'kerberos':
      return [
        ...line(text('Answer', 'Antwoord'), evidence.errorName ?? evidence.errorCode),
        ...line(words.realm, evidence.realm),
        ...time(words.serverTime, evidence.serverTime),
        ...signed(words.skew, evidence.skewMs),
      ];
    case 'ntp':
      return [
        ...line(same('Stratum'), evidence.stratum),
        ...line(same('Leap'), evidence.leap),
        ...line(text('Time source', 'Tijdbron'), evidence.referenceId),
        ...signed(words.skew, evidence.offsetMs),
        ...line(text('Round trip', 'Heen en terug'), lasting(evidence.delayMs).en),
      ];
    case 'ldap':
      return [
        ...line(words.hostName, evidence.dnsHostName),
        ...line(words.domain, evidence.defaultNamingContext),
        ...line(same('Forest'), evidence.rootDomainNamingContext),
        ...line(text('Synchronized', 'Gesynchroniseerd'), evidence.isSynchronized),
        ...line(text('Global catalog ready', 'Globale catalogus gereed'), evidence.isGlobalCatalogReady),
        ...time(words.serverTime, evidence.serverTime),
        ...signed(words.skew, evidence.skewMs),
      ];
    case 'cldap':
      return [
        ...line(words.hostName, evidence.hostName),
        ...line(words.domain, evidence.domain),
        ...line(text('NetBIOS domain', 'NetBIOS-domein'), evidence.netbiosDomain),
        ...line(same('Forest'), evidence.forest),
        ...line(text('Site of the server', 'Site van de server'), evidence.serverSite),
        ...line(text('Site of this server', 'Site van deze server'), evidence.clientSite),
        ...list(text('Flags', 'Vlaggen'), evidence.flags),
      ];
    case 'rpc':
      return [
        ...line(text('Endpoints listed', 'Genoemde endpoints'), evidence.listed),
        ...evidence.endpoints.flatMap(({ name, port, verdict }) =>
          line(same('Endpoint'), verdict === null ? `${port} ${name}` : `${port} ${name}: ${verdict}`),
        ),
      ];
    case 'smb':
      return [
        ...line(text('Dialect', 'Dialect'), evidence.dialect),
        ...line(text('Signing required', 'Ondertekening vereist'), evidence.signingRequired),
        ...time(words.serverTime, evidence.serverTime),
        ...signed(words.skew, evidence.skewMs),
      ];
    case 'winrm':
      return [
        ...line(words.status, evidence.status),
        ...list(words.schemes, evidence.schemes),
        ...line(text('Vendor', 'Leverancier'), evidence.productVendor),
        ...line(text('Version', 'Versie'), evidence.productVersion),
      ];
    case 'adws':
      return [...line(text('Answer', 'Antwoord'), evidence.answer), ...line(text('Fault', 'Fout'), evidence.fault)];
    case 'http':
      return [
        ...line(words.status, evidence.status),
        ...line(same('Server'), evidence.server),
        ...line(text('Leads to', 'Verwijst naar'), evidence.location),
      ];
    case 'crl':
      return [
        ...line(words.status, evidence.status),
        ...line(words.issuer, evidence.issuer),
        ...time(text('This update', 'Deze uitgave'), evidence.thisUpdate),
        ...time(text('Next update', 'Volgende uitgave'), evidence.nextUpdate),
        ...line(text('Bytes', 'Bytes'), evidence.bytes),
      ];
    case 'client-certificate':
      return [
        ...line(text('Asks for a certificate', 'Vraagt een certificaat'), evidence.asked),
        ...list(text('Accepted authorities', 'Aanvaarde instanties'), evidence.authorities),
      ];
    case 'amqp':
      return line(same('AMQP'), evidence.header);
    case 'federation-metadata':
      return [
        ...line(words.status, evidence.status),
        ...line(text('Federation service', 'Federatieservice'), evidence.entityId),
        ...evidence.signing.flatMap(({ subject, notAfter }) => [
          ...line(text('Signs tokens', 'Ondertekent tokens'), subject),
          ...time(words.until, notAfter),
        ]),
      ];
    case 'proxy':
      return [
        ...line(words.status, evidence.status),
        ...list(words.schemes, evidence.schemes),
        ...line(same('Via'), evidence.via),
      ];
    case 'tls':
      return [];
  }
}

/** The TLS connection of an outcome, wherever it was noted. */
function tlsOf(outcome: Outcome): Tls | null {
  const { evidence } = outcome;
  if (evidence !== null && 'tls' in evidence && evidence.tls !== null) return evidence.tls;
  return 'tls' in outcome ? outcome.tls : null;
}

const steps = [
  ['resolve', text('name', 'naam')],
  ['connect', text('connection', 'verbinding')],
  ['tls', same('TLS')],
  ['answer', text('answer', 'antwoord')],
  ['total', text('total', 'totaal')],
] as const;

/** What a verdict itself says beside the evidence. */
function verdictLines(outcome: Outcome): readonly EvidenceLine[] {
  switch (outcome.verdict) {
    case 'open-wrong-service':
      return line(text('It said', 'Het zei'), outcome.seen);
    case 'unreachable':
    case 'unresolved':
      return line(same('Code'), outcome.code);
    case 'error':
      return [...line(same('Code'), outcome.code), ...line(text('Fault', 'Fout'), outcome.detail)];
    case 'tls-too-old':
      return line(text('Offers', 'Biedt'), outcome.offered);
    case 'certificate-invalid':
      return [
        ...list(text('Rules broken', 'Geschonden regels'), outcome.rules),
        ...line(text('Name to prove', 'Te bewijzen naam'), outcome.expected),
      ];
    case 'intercepted':
      return line(text('Authority', 'Instantie'), outcome.authority);
    case 'refused-by-policy':
      return [...line(text('Rule', 'Regel'), outcome.rule), ...line(text('Policy', 'Beleid'), outcome.detail)];
    case 'proxy-blocked':
      // A proxy's answer is its evidence, where it is at hand.
      return outcome.evidence === null
        ? [...line(words.status, outcome.status), ...list(words.schemes, outcome.schemes)]
        : [];
    default:
      return [];
  }
}

/** What an outcome stands on, line by line: the address, what the protocol said, the TLS connection, and how long each step took. */
export function evidenceLines(outcome: Outcome): readonly EvidenceLine[] {
  const { evidence, address, via, attempts, timings } = outcome;
  const tls = tlsOf(outcome);
  return [
    ...line(text('Address', 'Adres'), address),
    ...line(text('Through the proxy', 'Via de proxy'), via),
    ...verdictLines(outcome),
    ...(evidence === null ? [] : evidenceOf(evidence)),
    ...(tls === null ? [] : tlsLines(tls)),
    ...line(text('Attempts', 'Pogingen'), attempts > 1 ? attempts : null),
    ...steps.flatMap(([step, name]) => {
      const ms = timings[step];
      return ms === null ? [] : line(text(`Time, ${name.en}`, `Tijd, ${name.nl}`), lasting(ms).en);
    }),
  ];
}
