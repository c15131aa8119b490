import { type Text, text } from '../../catalog/text.ts';
import type { CertificateRule } from '../outcome.ts';
import { type Explanation, isHealth, isOutward, type OutcomeOf, type Subject } from './explanation.ts';
import { joined, listed, named, placeOf, portOf, quoted } from './phrase.ts';

/** TLS below 1.2. */
export function explainOldTls(subject: Subject, { offered }: OutcomeOf<'tls-too-old'>): Explanation {
  const place = placeOf(subject.probe);
  const best = offered === null ? '' : ` (${named(offered)})`;
  return {
    headline: text(`${place.en} speaks no TLS 1.2${best}`, `${place.nl} spreekt geen TLS 1.2${best}`),
    cause: text('Connect, its agents and Entra ID need it.', 'Connect, de agents en Entra ID hebben het nodig.'),
    nextStep: isOutward(subject)
      ? text('Look for a proxy in between that brings it down.', 'Zoek een proxy ertussen die het verlaagt.')
      : text(
          `Enable TLS 1.2 on ${subject.probe.host}; “prereqs tls” lists the registry values.`,
          `Schakel TLS 1.2 in op ${subject.probe.host}; “prereqs tls” noemt de registerwaarden.`,
        ),
    tone: 'bad',
  };
}

function day(ms: number | undefined): string {
  const date = new Date(ms ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 10);
}

type Invalid = OutcomeOf<'certificate-invalid'>;

interface Broken {
  readonly short: Text;
  /** What is wrong and what mends it; null where the short word says it. */
  readonly cause: (outcome: Invalid) => Text | null;
  readonly nextStep: (outcome: Invalid) => Text;
}

/** The authority that the chain breaks off at. */
function authority({ tls: { chain } }: Invalid): string {
  return quoted(chain.at(-1)?.issuer ?? '');
}

const replace = () => text('Bind another certificate.', 'Bind een ander certificaat.');

/** What each rule means, and what mends it. */
const rules = {
  expired: {
    short: text('expired', 'verlopen'),
    cause: ({ tls: { chain } }) =>
      text(`It ended on ${day(chain[0]?.notAfter)}.`, `Het liep af op ${day(chain[0]?.notAfter)}.`),
    nextStep: () => text('Renew it and bind the new one.', 'Vernieuw het en bind het nieuwe.'),
  },
  'not-yet-valid': {
    short: text('not valid yet', 'nog niet geldig'),
    cause: ({ tls: { chain } }) =>
      text(`It begins on ${day(chain[0]?.notBefore)}.`, `Het gaat in op ${day(chain[0]?.notBefore)}.`),
    nextStep: () => text('Check the clock of this server first.', 'Controleer eerst de klok van deze server.'),
  },
  'wrong-name': {
    short: text('another name', 'andere naam'),
    cause({ tls: { chain }, expected }) {
      const names = listed((chain[0]?.names ?? []).slice(0, 3).map(quoted));
      const has = names.en === '' ? text('no name', 'geen naam') : names;
      return text(`It bears ${has.en}, not ${named(expected)}.`, `Het bevat ${has.nl}, niet ${named(expected)}.`);
    },
    nextStep: ({ expected }) =>
      text(
        `Bind one with ${named(expected)}, or ask by a name that it has (for AD FS the federation service name).`,
        `Bind er een met ${named(expected)}, of vraag met een naam die het heeft (bij AD FS de naam van de federatieservice).`,
      ),
  },
  'self-signed': {
    short: text('self-signed', 'zelfondertekend'),
    cause: () => null,
    nextStep: () => text('Bind one that an authority signed.', 'Bind er een die een instantie heeft ondertekend.'),
  },
  'missing-intermediate': {
    short: text('incomplete chain', 'onvolledige keten'),
    cause: (outcome) =>
      text(
        `The certificate of its issuer ${authority(outcome)} is neither sent nor known here.`,
        `Het certificaat van de uitgever ${authority(outcome)} wordt niet meegestuurd en is hier niet bekend.`,
      ),
    nextStep: () =>
      text(
        'Install it there if it is an intermediate; if it is your own root, import it on this server.',
        'Installeer het daar als het een tussencertificaat is; is het uw eigen root, importeer het dan op deze server.',
      ),
  },
  'unknown-authority': {
    short: text('unknown authority', 'onbekende instantie'),
    cause: (outcome) =>
      text(
        `Its authority ${authority(outcome)} is not trusted here.`,
        `De instantie ${authority(outcome)} wordt hier niet vertrouwd.`,
      ),
    nextStep: () =>
      text(
        'If it is your own, import its root on this server.',
        'Is die van uzelf, importeer dan de root op deze server.',
      ),
  },
  'wrong-purpose': {
    short: text('not for servers', 'niet voor servers'),
    cause: () => null,
    nextStep: () => text('Bind one for server authentication.', 'Bind er een voor serververificatie.'),
  },
  weak: {
    short: text('key or signature too weak', 'sleutel of ondertekening te zwak'),
    cause: () => null,
    nextStep: replace,
  },
} as const satisfies Record<CertificateRule, Broken>;

/** A certificate that breaks rules. */
export function explainCertificate({ probe }: Subject, outcome: Invalid): Explanation {
  const broken: readonly Broken[] = outcome.rules.map((rule) => rules[rule]);
  const place = `${probe.host} (${portOf(probe)})`;
  const short = (language: 'en' | 'nl') => broken.map((rule) => rule.short[language]).join(', ');
  return {
    headline: text(
      `The certificate of ${place} does not hold: ${short('en')}`,
      `Het certificaat van ${place} deugt niet: ${short('nl')}`,
    ),
    cause:
      joined(broken.map((rule) => rule.cause(outcome))) ??
      text('Clients will not trust it.', 'Clients vertrouwen het niet.'),
    nextStep: (broken[0]?.nextStep ?? replace)(outcome),
    tone: 'bad',
  };
}

/** TLS that is opened on the way. */
export function explainIntercepted(subject: Subject, { authority }: OutcomeOf<'intercepted'>): Explanation {
  const { host } = subject.probe;
  return {
    headline: text(
      `TLS to ${host} is opened on the way by ${quoted(authority)}`,
      `TLS naar ${host} wordt onderweg geopend door ${quoted(authority)}`,
    ),
    cause: text(
      'The port is open, but a proxy answers there, with a certificate of its own authority.',
      'De poort is open, maar een proxy antwoordt daar, met een certificaat van zijn eigen instantie.',
    ),
    nextStep: joined([
      text(`Exempt ${host} from TLS inspection.`, `Zonder ${host} uit van TLS-inspectie.`),
      isHealth(subject)
        ? text(
            'Inspection can break registration and uploads of the Health agent.',
            'Inspectie kan registratie en uploads van de Health-agent verbreken.',
          )
        : null,
    ]),
    tone: 'bad',
  };
}
