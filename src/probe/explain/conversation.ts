import { type Text, text } from '../../catalog/text.ts';
import type { ProbeKind } from '../kind.ts';
import { type Explanation, isOutward, type OutcomeOf, type Subject } from './explanation.ts';
import { placeOf, portOf, quoted, services } from './phrase.ts';

/** What a strange answer looks like. */
const looks = {
  http: text('HTTP', 'HTTP'),
  tls: text('TLS', 'TLS'),
  ssh: text('SSH', 'SSH'),
  smtp: text('SMTP', 'SMTP'),
  rdp: text('RDP', 'RDP'),
  ldap: text('LDAP without TLS', 'LDAP zonder TLS'),
  'plain-text': text('plain text', 'gewone tekst'),
} as const satisfies Record<NonNullable<OutcomeOf<'open-wrong-service'>['looksLike']>, Text>;

/** Something else answers. */
export function explainWrongService({ probe }: Subject, outcome: OutcomeOf<'open-wrong-service'>): Explanation {
  const { seen, looksLike, address } = outcome;
  const place = `${probe.host} (${portOf(probe)})`;
  const host = address ?? probe.host;
  const look = looksLike === null ? text('no protocol known here', 'geen bekend protocol') : looks[looksLike];
  return {
    headline: text(
      `Something other than ${services[probe.kind]} answers on ${place}`,
      `Iets anders dan ${services[probe.kind]} antwoordt op ${place}`,
    ),
    cause:
      seen === ''
        ? text(`Its answer looks like ${look.en}.`, `Het antwoord lijkt op ${look.nl}.`)
        : text(
            `It said ${quoted(seen)}, which looks like ${look.en}.`,
            `Het zei ${quoted(seen)}, wat lijkt op ${look.nl}.`,
          ),
    nextStep:
      looksLike === 'http'
        ? text(
            'Look for a proxy or a firewall’s block page in between.',
            'Zoek een proxy of een blokkeerpagina van een firewall ertussen.',
          )
        : text(
            `Check that ${host} is the server you mean, and what listens on ${portOf(probe)}.`,
            `Controleer of ${host} de bedoelde server is, en wat op ${portOf(probe)} luistert.`,
          ),
    tone: 'bad',
  };
}

/** The connection opens and nothing follows. */
export function explainSilent({ probe }: Subject): Explanation {
  const place = placeOf(probe);
  const service = services[probe.kind];
  return {
    headline: text(`${place.en} opens and then stays silent`, `${place.nl} gaat open en blijft dan stil`),
    cause: text(
      `Typically a firewall that recognises applications and drops ${service}; else the service hangs.`,
      `Meestal een firewall die toepassingen herkent en ${service} laat vallen; anders hangt de dienst.`,
    ),
    nextStep: text(
      `Ask the network team to allow the application ${service} from this server to ${probe.host}, not only the port.`,
      `Vraag het netwerkteam om de toepassing ${service} van deze server naar ${probe.host} toe te staan, niet alleen de poort.`,
    ),
    tone: 'bad',
  };
}

type Hint = readonly [cause: Text, nextStep: Text];

/** A DC listens on its TLS ports before it has a certificate; event 1220 of the directory service says so. */
const noCertificate: Hint = [
  text(
    'A DC without a certificate for LDAP over TLS does just this.',
    'Een DC zonder certificaat voor LDAP over TLS doet precies dit.',
  ),
  text(
    'Give the DC a server certificate with its own name; event 1220 confirms it.',
    'Geef de DC een servercertificaat met zijn eigen naam; gebeurtenis 1220 bevestigt het.',
  ),
];

/** AD FS binds its certificate to host names, so that a handshake with another name has nowhere to go. */
const noBinding: Hint = [
  text(
    'AD FS and WAP end a handshake for a name without a binding.',
    'AD FS en WAP breken een handshake af voor een naam zonder binding.',
  ),
  text(
    'Ask with the federation service name; netsh http show sslcert lists the bindings.',
    'Vraag met de naam van de federatieservice; netsh http show sslcert noemt de bindingen.',
  ),
];

const byName: Hint = [
  text(
    'A firewall or proxy that filters by name ends it so.',
    'Een firewall of proxy die op naam filtert, breekt zo af.',
  ),
  text('Have this name let through, without inspection.', 'Vraag om deze naam door te laten, zonder inspectie.'),
];

const usual: Hint = [
  text(
    'Intrusion prevention cut it off, or the service turns this server away.',
    'Inbraakpreventie brak het af, of de dienst wijst deze server af.',
  ),
  text(
    'Look in the firewall’s log for a reset, then in the event log there.',
    'Zoek in het firewall-log naar een reset, dan in het gebeurtenislogboek daar.',
  ),
];

const endings: Partial<Record<ProbeKind, Hint>> = {
  ldaps: noCertificate,
  gcs: noCertificate,
  'adfs-metadata': noBinding,
  'client-certificate': noBinding,
};

/** The connection is taken and then ended. */
export function explainEnded(subject: Subject, { how }: OutcomeOf<'open-then-closed'>): Explanation {
  const { kind } = subject.probe;
  const place = placeOf(subject.probe);
  const [cause, nextStep] = isOutward(subject) ? byName : (endings[kind] ?? usual);
  const [en, nl] = how === 'reset' ? ['resets the connection', 'verbreekt de verbinding'] : ['hangs up', 'hangt op'];
  return {
    headline: text(`${place.en} ${en} once asked`, `${place.nl} ${nl} na de vraag`),
    cause,
    nextStep,
    tone: 'bad',
  };
}
