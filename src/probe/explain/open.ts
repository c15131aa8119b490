import { type Text, text } from '../../catalog/text.ts';
import type { Evidence, EvidenceOf } from '../evidence.ts';
import type { Probe } from '../probe.ts';
import { type Explanation, isOutward, type OutcomeOf, type Subject } from './explanation.ts';
import { joined, lasting, named, portOf, quoted, services } from './phrase.ts';

/** Something that an answer gives away beside being one: `but` follows “answers, but”. */
interface Remark {
  readonly tone: 'warning' | 'bad';
  readonly but: Text;
  /** Why it matters; null where that goes without saying. */
  readonly why: Text | null;
  readonly nextStep: Text;
}

function remark(tone: Remark['tone'], but: Text, nextStep: Text, why: Text | null = null): readonly Remark[] {
  return [{ tone, but, why, nextStep }];
}

/** Kerberos forgives five minutes between clocks: the default of Active Directory, and RFC 4120 section 8.2. */
const forgivenMs = 300_000;
/** Clocks of a domain stand within seconds; a minute apart means that one of them is not steered. */
const noticedMs = 60_000;

function skewed(skewMs: number | null): readonly Remark[] {
  if (skewMs === null || Math.abs(skewMs) <= noticedMs) return [];
  const time = lasting(skewMs);
  const [ahead, voor] = skewMs > 0 ? ['ahead', 'voor'] : ['behind', 'achter'];
  return remark(
    Math.abs(skewMs) > forgivenMs ? 'bad' : 'warning',
    text(`its clock is ${time.en} ${ahead}`, `de klok loopt ${time.nl} ${voor}`),
    text('Run w32tm /query /status on both servers.', 'Voer op beide servers w32tm /query /status uit.'),
    text('Kerberos forgives five minutes between two clocks.', 'Kerberos vergeeft vijf minuten tussen twee klokken.'),
  );
}

/** Days before its end at which a certificate is worth a word, and at which it is urgent: a month to order, a week to act. */
const soonDays = 30;
const urgentDays = 7;

/** A certificate near its end, or past it. */
function ending(what: Text, daysLeft: number, renew: Text): readonly Remark[] {
  if (daysLeft >= soonDays) return [];
  const [days, dagen] = daysLeft === 1 ? ['day', 'dag'] : ['days', 'dagen'];
  const over = daysLeft < 0;
  return remark(
    over ? 'bad' : 'warning',
    over
      ? text(`its ${what.en} has expired`, `het ${what.nl} is verlopen`)
      : text(`its ${what.en} ends in ${daysLeft} ${days}`, `het ${what.nl} loopt over ${daysLeft} ${dagen} af`),
    daysLeft < urgentDays ? (joined([text('At once:', 'Direct:'), renew]) ?? renew) : renew,
  );
}

function dnsRemarks({ rcode, question, type, services: found }: EvidenceOf<'dns'>): readonly Remark[] {
  if (rcode !== 'NOERROR')
    return remark(
      'warning',
      text(`it says ${named(rcode)} to ${quoted(question)}`, `zegt ${named(rcode)} op ${quoted(question)}`),
      text(
        'Check the name, and whether this DNS server knows its zone or forwards to one that does.',
        'Controleer de naam, en of deze DNS-server de zone kent of ernaar doorstuurt.',
      ),
    );
  if (type !== 'SRV' || found.length > 0) return [];
  return remark(
    'warning',
    text(`it has no SRV record for ${quoted(question)}`, `heeft geen SRV-record voor ${quoted(question)}`),
    text('Have the DCs register again: nltest /dsregdns.', 'Laat de DC’s zich opnieuw registreren: nltest /dsregdns.'),
  );
}

function ldapRemarks({ kind }: Probe, evidence: EvidenceOf<'ldap'>): readonly Remark[] {
  const { isGlobalCatalogReady, isSynchronized } = evidence;
  const later = text('Wait for replication: repadmin /showrepl.', 'Wacht op replicatie: repadmin /showrepl.');
  const catalog = kind === 'gc' || kind === 'gcs';
  return [
    ...(catalog && isGlobalCatalogReady === false
      ? remark('warning', text('its global catalog is not ready', 'de globale catalogus is niet gereed'), later)
      : []),
    ...(isSynchronized === false
      ? remark('warning', text('it has not synchronized yet', 'is nog niet gesynchroniseerd'), later)
      : []),
  ];
}

function httpRemarks({ kind }: Probe, status: number): readonly Remark[] {
  const health = kind === 'adfs-health';
  if (health ? status === 200 : status < 500) return [];
  return remark(
    'warning',
    text(`with status ${status}`, `met status ${status}`),
    health || kind === 'adfs-metadata'
      ? text(
          'See whether adfssrv runs; on WAP, check the way to AD FS.',
          'Kijk of adfssrv draait; controleer op WAP de weg naar AD FS.',
        )
      : text('See the log of that service.', 'Bekijk het log van die dienst.'),
    health ? text('Balancers leave it out.', 'Load balancers slaan deze server over.') : null,
  );
}

function ntpRemarks({ leap, stratum }: EvidenceOf<'ntp'>): readonly Remark[] {
  // Leap 3, and stratum 0 and 16 (RFC 5905 figures 9 and 11).
  if (leap !== 3 && stratum >= 1 && stratum <= 15) return [];
  return remark(
    'warning',
    text('its own clock is not synchronized', 'de eigen klok is niet gesynchroniseerd'),
    text('Give the PDC emulator a time source.', 'Geef de PDC-emulator een tijdbron.'),
  );
}

function winrmRemarks({ status, schemes }: EvidenceOf<'winrm'>): readonly Remark[] {
  if (status !== 401 || schemes.some((scheme) => /^(negotiate|kerberos)$/i.test(scheme))) return [];
  return remark(
    'warning',
    text('it offers neither Negotiate nor Kerberos', 'biedt Negotiate noch Kerberos'),
    text('See winrm get winrm/config/service/auth.', 'Bekijk winrm get winrm/config/service/auth.'),
  );
}

function crlRemarks({ nextUpdate }: EvidenceOf<'crl'>, now: number): readonly Remark[] {
  if (nextUpdate === null || nextUpdate >= now) return [];
  const late = lasting(now - nextUpdate);
  return remark(
    'bad',
    text(`its list is ${late.en} overdue`, `de lijst is ${late.nl} over tijd`),
    text('Look for a proxy that serves an old copy.', 'Zoek een proxy die een oude kopie levert.'),
    text('Clients may refuse every certificate on it.', 'Clients kunnen elk certificaat weigeren.'),
  );
}

const dayMs = 86_400_000;

/** Tokens are judged by the certificate that lasts longest: with automatic rollover its successor is there before it ends. */
function signingRemarks({ signing }: EvidenceOf<'federation-metadata'>, now: number): readonly Remark[] {
  if (signing.length === 0) return [];
  return ending(
    text('token-signing certificate', 'certificaat voor tokenondertekening'),
    Math.floor((Math.max(...signing.map(({ notAfter }) => notAfter)) - now) / dayMs),
    text(
      'Run Update-AdfsCertificate, and update the trust in Entra ID.',
      'Voer Update-AdfsCertificate uit, en werk de vertrouwensrelatie in Entra ID bij.',
    ),
  );
}

/** What an answer gives away, by what it is. */
function remarksOf({ probe }: Subject, evidence: Evidence, now: number): readonly Remark[] {
  switch (evidence.kind) {
    case 'dns':
      return dnsRemarks(evidence);
    case 'kerberos':
      return skewed(evidence.skewMs);
    case 'ntp':
      return [...skewed(evidence.offsetMs), ...ntpRemarks(evidence)];
    case 'ldap':
      return [...skewed(evidence.skewMs), ...ldapRemarks(probe, evidence)];
    case 'rpc':
      return evidence.endpoints.length > 0
        ? []
        : remark(
            'warning',
            text('it lists no interface of a DC', 'noemt geen interface van een DC'),
            text('Check that this is a domain controller.', 'Controleer of dit een domeincontroller is.'),
          );
    case 'smb':
      return [
        ...skewed(evidence.skewMs),
        ...(evidence.signingRequired
          ? []
          : remark(
              'warning',
              text('it does not require signing', 'vereist geen ondertekening'),
              text('A hint, not a fault: require SMB signing.', 'Een tip, geen fout: vereis SMB-ondertekening.'),
            )),
      ];
    case 'winrm':
      return winrmRemarks(evidence);
    case 'adws':
      return evidence.answer === 'fault'
        ? remark(
            'warning',
            text(`with the fault ${quoted(evidence.fault ?? '')}`, `met de fout ${quoted(evidence.fault ?? '')}`),
            text('Restart the service ADWS there.', 'Herstart daar de service ADWS.'),
          )
        : [];
    case 'http':
      return httpRemarks(probe, evidence.status);
    case 'crl':
      return crlRemarks(evidence, now);
    case 'client-certificate':
      return evidence.asked
        ? []
        : remark(
            'warning',
            text('it asks for no certificate', 'vraagt geen certificaat'),
            text('See netsh http show sslcert there.', 'Bekijk daar netsh http show sslcert.'),
          );
    case 'federation-metadata':
      return [...httpRemarks(probe, evidence.status), ...signingRemarks(evidence, now)];
    case 'tcp':
    case 'cldap':
    case 'tls':
    case 'amqp':
    case 'proxy':
      return [];
  }
}

const certificate = text('certificate', 'certificaat');
const renewIt = text('Renew the certificate.', 'Vernieuw het certificaat.');

/** Something answered in its protocol, which can still be worth a warning. */
export function explainOpen(subject: Subject, { evidence, timings }: OutcomeOf<'open'>, now: number): Explanation {
  const { probe } = subject;
  const { host, kind } = probe;
  // Microsoft's own certificates live short lives and are no reader's to renew.
  const tls = evidence !== null && 'tls' in evidence && !isOutward(subject) ? evidence.tls : null;
  const remarks = [
    ...(evidence === null ? [] : remarksOf(subject, evidence, now)),
    ...(tls === null ? [] : ending(certificate, tls.daysLeft, renewIt)),
  ].toSorted((a, b) => Number(b.tone === 'bad') - Number(a.tone === 'bad'));
  const [worst, ...others] = remarks;
  const time = lasting(timings.total);
  const but = worst === undefined ? text('', '') : text(`, but ${worst.but.en}`, `, maar ${worst.but.nl}`);
  const spoke =
    kind === 'tcp'
      ? text(
          `The connection opened in ${time.en}; what listens was not asked.`,
          `De verbinding ging open in ${time.nl}; wat er luistert is niet gevraagd.`,
        )
      : text(`It spoke the protocol in ${time.en}.`, `Het protocol antwoordde in ${time.nl}.`);
  return {
    headline: text(
      `${services[kind]} answers on ${host} (${portOf(probe)})${but.en}`,
      `${services[kind]} antwoordt op ${host} (${portOf(probe)})${but.nl}`,
    ),
    cause:
      joined([
        worst?.why ?? spoke,
        ...others.map((other) => text(`Besides: ${other.but.en}.`, `Bovendien: ${other.but.nl}.`)),
      ]) ?? spoke,
    nextStep: joined(remarks.map(({ nextStep }) => nextStep)),
    tone: worst?.tone ?? 'good',
  };
}
