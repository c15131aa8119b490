import { type Text, text } from '../../catalog/text.ts';
import type { ProbeKind } from '../kind.ts';
import { type Explanation, isHealth, isOutward, type OutcomeOf, type Subject } from './explanation.ts';
import { joined, lasting, named, placeOf, portOf, services } from './phrase.ts';

/** How long the last attempt waited, and whether it was the second. */
function waited({ attempts }: OutcomeOf<'filtered' | 'open-or-filtered'>, ms: number): Text {
  const time = lasting(ms);
  return attempts < 2 ? time : text(`${time.en}, twice`, `${time.nl}, tweemaal`);
}

/** `dc01 (10.0.0.5)`. */
function withAddress(host: string, address: string | null): string {
  return address === null || address === host ? host : `${host} (${address})`;
}

/** Nothing came back from a TCP port. */
export function explainFiltered(subject: Subject, outcome: OutcomeOf<'filtered'>): Explanation {
  const { probe } = subject;
  const { timings, address } = outcome;
  const place = placeOf(probe);
  const time = waited(outcome, timings.connect ?? timings.total);
  const to = withAddress(probe.host, address);
  return {
    headline: text(
      `Nothing came back from ${place.en} in ${time.en}`,
      `Van ${place.nl} kwam niets terug in ${time.nl}`,
    ),
    cause: text(
      'A firewall drops it silently, or nothing lives at that address.',
      'Een firewall laat het stil vallen, of op dat adres is niets.',
    ),
    nextStep: joined([
      text(
        `Ask the network team to allow ${portOf(probe)} from this server to ${to}.`,
        `Vraag het netwerkteam om ${portOf(probe)} van deze server naar ${to} toe te staan.`,
      ),
      isOutward(subject)
        ? text('Allow it by name: the addresses change.', 'Laat het op naam toe: de adressen wisselen.')
        : null,
      isHealth(subject) && probe.port === 5671
        ? text('The Health agent falls back to 443 meanwhile.', 'De Health-agent valt intussen terug op 443.')
        : null,
    ]),
    tone: 'bad',
  };
}

const noCatalog = text(
  'Ask a DC that is a global catalog: nltest /dsgetdc:DOMAIN /gc names one.',
  'Vraag een DC die globale catalogus is: nltest /dsgetdc:DOMEIN /gc noemt er een.',
);

/** What to do where a service is not there, by kind. */
const absent: Partial<Record<ProbeKind, Text>> = {
  gc: noCatalog,
  gcs: noCatalog,
  winrm: text('Run winrm quickconfig there.', 'Voer daar winrm quickconfig uit.'),
  adws: text('Start the service ADWS there.', 'Start daar de service ADWS.'),
  ntp: text('See w32tm /query /status there.', 'Bekijk daar w32tm /query /status.'),
  'client-certificate': text(
    'See TlsClientPort in Get-AdfsProperties: AD FS may take certificates on 443.',
    'Bekijk TlsClientPort in Get-AdfsProperties: misschien vraagt AD FS certificaten op 443.',
  ),
  'adfs-metadata': text(
    'See whether adfssrv (on WAP: appproxysvc) runs there.',
    'Kijk of adfssrv (op WAP: appproxysvc) daar draait.',
  ),
};

/** The port was turned down. */
export function explainRefused({ probe }: Subject): Explanation {
  return {
    headline: text(`${probe.host} refuses ${portOf(probe)}`, `${probe.host} weigert ${portOf(probe)}`),
    cause: text(
      'Nothing listens there, or a firewall rejects; from here the two look alike.',
      'Er luistert niets, of een firewall weigert; van hier af is dat gelijk.',
    ),
    nextStep:
      absent[probe.kind] ??
      text(
        'See there what listens (netstat -ano), then look for a firewall that rejects.',
        'Kijk daar wat er luistert (netstat -ano), en zoek dan een firewall die weigert.',
      ),
    tone: 'bad',
  };
}

/** Codes that this server's own routes give, without asking anybody. */
const noRoute: readonly string[] = ['ENETUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN'];

/** No way leads there. */
export function explainUnreachable({ probe }: Subject, { code, address }: OutcomeOf<'unreachable'>): Explanation {
  const to = withAddress(probe.host, address);
  const headline = text(`No way leads to ${to}: ${named(code)}`, `Er is geen weg naar ${to}: ${named(code)}`);
  if (code === 'EACCES')
    return {
      headline,
      cause: text(
        'A firewall forbids it and says so: one on the way, or the one of this server.',
        'Een firewall verbiedt het en zegt dat ook: een onderweg, of die van deze server.',
      ),
      nextStep: text(
        'Have the rule allowed on the way; on this server look at its outbound rules.',
        'Laat de regel onderweg toestaan; bekijk op deze server de uitgaande regels.',
      ),
      tone: 'bad',
    };
  const own = noRoute.includes(code);
  return {
    headline,
    cause: own
      ? text('This server has no route to that address.', 'Deze server heeft geen route naar dat adres.')
      : text(
          'A router, or this server itself, says that the host is not there.',
          'Een router, of deze server zelf, zegt dat de host er niet is.',
        ),
    nextStep: own
      ? text('Check the routes of this server (IPv4 and IPv6).', 'Controleer de routes van deze server (IPv4 en IPv6).')
      : text('Check that the host is on and its address right.', 'Controleer of de host aan staat en het adres klopt.'),
    tone: 'bad',
  };
}

/** What a resolver's code means, and what to do. */
const resolving: ReadonlyMap<string, readonly [cause: Text, nextStep: Text]> = new Map([
  [
    'ENOTFOUND',
    [
      text('DNS says that no such name exists.', 'DNS zegt dat de naam niet bestaat.'),
      text(
        'Check the spelling, and whether the DNS of this server knows that zone.',
        'Controleer de spelling, en of de DNS van deze server die zone kent.',
      ),
    ],
  ],
  [
    'ENODATA',
    [
      text('The name exists and has no address.', 'De naam bestaat en heeft geen adres.'),
      text('Add an A or AAAA record for it.', 'Voeg er een A- of AAAA-record voor toe.'),
    ],
  ],
  [
    'ESERVFAIL',
    [
      text('The DNS server could not find out.', 'De DNS-server kwam er niet achter.'),
      text('Have its forwarders checked.', 'Laat de forwarders ervan controleren.'),
    ],
  ],
  [
    'EREFUSED',
    [
      text('The DNS server will not answer us.', 'De DNS-server wil ons niet antwoorden.'),
      text('Have this server allowed to ask it.', 'Laat deze server als vrager toe.'),
    ],
  ],
]);

const noResolver: readonly [cause: Text, nextStep: Text] = [
  text('No DNS server answered.', 'Geen DNS-server antwoordde.'),
  text(
    'Check the DNS servers of this one, and udp and tcp 53 towards them.',
    'Controleer de DNS-servers van deze server, en udp en tcp 53 ernaartoe.',
  ),
];

/** A name that gave no address. */
export function explainUnresolved({ name, code }: OutcomeOf<'unresolved'>): Explanation {
  const [cause, nextStep] = resolving.get(code) ?? noResolver;
  const what = `${named(name)} (${named(code)})`;
  return {
    headline: text(`No address was found for ${what}`, `Geen adres gevonden voor ${what}`),
    cause,
    nextStep,
    tone: 'bad',
  };
}

/** Silence over UDP, of which nothing may be claimed. */
export function explainUdpSilence({ probe }: Subject, outcome: OutcomeOf<'open-or-filtered'>): Explanation {
  const { host, port, kind } = probe;
  const place = placeOf(probe);
  const time = waited(outcome, outcome.timings.answer ?? outcome.timings.total);
  return {
    headline: text(`${place.en} gave no answer in ${time.en}`, `${place.nl} gaf geen antwoord in ${time.nl}`),
    cause: text(
      `Silence over UDP proves nothing: a firewall may drop it, or ${services[kind]} does not answer this question.`,
      `Stilte over UDP bewijst niets: een firewall kan het laten vallen, of ${services[kind]} beantwoordt deze vraag niet.`,
    ),
    nextStep:
      kind === 'ntp'
        ? text(
            `Compare with w32tm /stripchart /computer:${host} /samples:1.`,
            `Vergelijk met w32tm /stripchart /computer:${host} /samples:1.`,
          )
        : text(
            `tcp ${port} of the same service tells more: probe that.`,
            `tcp ${port} van dezelfde dienst zegt meer: probeer die.`,
          ),
    tone: 'warning',
  };
}
