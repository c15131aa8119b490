import { type Text, text } from '../../catalog/text.ts';
import type { PolicyRule } from '../outcome.ts';
import type { Probe } from '../probe.ts';
import { type Explanation, isHealth, type OutcomeOf, type Subject } from './explanation.ts';
import { lasting, listed, named, quoted } from './phrase.ts';

/** Where a proxy was to connect to. */
function destinationOf(probe: Probe): string {
  const { host, port } = probe.kind === 'proxy' ? probe.destination : probe;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function askedForCredentials(subject: Subject, schemes: readonly string[], to: string): Explanation {
  const offered = listed(schemes.slice(0, 4).map(named));
  const [en, nl] =
    offered.en === '' ? ['credentials', 'referenties'] : [`${offered.en} credentials`, `referenties (${offered.nl})`];
  const health = isHealth(subject);
  return {
    headline: text(`407: the proxy asks for ${en}`, `407: de proxy vraagt om ${nl}`),
    cause: health
      ? text('The Connect Health agent cannot give any.', 'De Connect Health-agent kan die niet geven.')
      : text(`Without them it opens no way to ${to}.`, `Zonder referenties opent hij geen weg naar ${to}.`),
    nextStep: health
      ? text(
          `Allow ${to} for this server without authentication.`,
          `Sta ${to} voor deze server toe zonder verificatie.`,
        )
      : text(
          `Allow ${to} without them, or give them: to Connect in machine.config (“prereqs connectivity”), to this runner as Basic.`,
          `Sta ${to} toe zonder referenties, of geef ze mee: aan Connect in machine.config (“prereqs connectivity”), aan deze runner als Basic.`,
        ),
    tone: 'bad',
  };
}

/** A proxy that does not let through. */
export function explainProxy(subject: Subject, { status, schemes }: OutcomeOf<'proxy-blocked'>): Explanation {
  const to = destinationOf(subject.probe);
  if (status === 407) return askedForCredentials(subject, schemes, to);
  const stuck = status >= 500;
  return {
    headline: stuck
      ? text(`${status}: the proxy did not reach ${to}`, `${status}: de proxy bereikte ${to} niet`)
      : text(`${status}: the proxy forbids ${to}`, `${status}: de proxy verbiedt ${to}`),
    cause: stuck
      ? text(
          'The proxy cannot resolve the name or has no way there.',
          'De proxy kan de naam niet omzetten of heeft geen weg erheen.',
        )
      : text('Its rules keep this server from there.', 'De regels ervan houden deze server daarvandaan.'),
    nextStep: stuck
      ? text('Have the DNS and the firewall of the proxy checked.', 'Laat DNS en firewall van de proxy controleren.')
      : text(
          `Have CONNECT to ${to} allowed from this server, without inspection.`,
          `Laat CONNECT naar ${to} van deze server toestaan, zonder inspectie.`,
        ),
    tone: 'bad',
  };
}

/** What a rule of the runner's policy says no to. */
const refusals = {
  paused: text('it is paused', 'dat is gepauzeerd'),
  kind: text('it does not allow this kind of probe', 'dat staat dit soort test niet toe'),
  flow: text('it does not allow this flow', 'dat staat deze stroom niet toe'),
  role: text('this server does not play that role', 'deze server speelt die rol niet'),
  host: text('it does not allow this host', 'dat staat deze host niet toe'),
  port: text('the port is none of the flow’s', 'de poort hoort niet bij de stroom'),
  rate: text('too many probes in a minute', 'te veel tests in een minuut'),
} as const satisfies Record<PolicyRule, Text>;

/** The runner said no by itself. */
export function explainPolicy({ rule, detail }: OutcomeOf<'refused-by-policy'>): Explanation {
  const why = refusals[rule];
  return {
    headline: text(
      `Not asked, by the policy of the runner: ${why.en}`,
      `Niet gevraagd, door het beleid van de runner: ${why.nl}`,
    ),
    cause: text(`Its rule “${rule}” says ${quoted(detail)}.`, `De regel “${rule}” zegt ${quoted(detail)}.`),
    nextStep:
      rule === 'rate'
        ? text('Probe again in a minute.', 'Probeer het over een minuut opnieuw.')
        : text(
            'Change the policy file on that server, if this should be allowed.',
            'Pas het beleidsbestand op die server aan, als dit mag.',
          ),
    tone: 'warning',
  };
}

/** Codes of faults that have words of their own. */
const faults: ReadonlyMap<string, readonly [cause: Text, nextStep: Text]> = new Map([
  [
    'deadline',
    [
      text('The time of the job was over first.', 'De tijd van de taak was eerder om.'),
      text('Probe fewer flows at once.', 'Test minder stromen tegelijk.'),
    ],
  ],
  [
    'cancelled',
    [text('The job was cancelled.', 'De taak is geannuleerd.'), text('Probe again.', 'Probeer het opnieuw.')],
  ],
  ...['EACCES', 'EPERM'].map(
    (code) =>
      [
        code,
        [
          text('A firewall on this server itself forbids it.', 'Een firewall op deze server zelf verbiedt het.'),
          text('Look at the outbound rules of this server.', 'Bekijk de uitgaande regels van deze server.'),
        ],
      ] as const,
  ),
]);

/** Nothing could be judged. `proxy-…` codes are about the proxy in between. */
export function explainFault({ code, detail, via, timings }: OutcomeOf<'error'>): Explanation {
  const [known, step] = faults.get(code) ?? [];
  const time = lasting(timings.total);
  const proxy = via !== null && code.startsWith('proxy-');
  return {
    headline: text(`Not judged after ${time.en}: ${named(code)}`, `Niet beoordeeld na ${time.nl}: ${named(code)}`),
    cause: known ?? text(`It failed with ${quoted(detail)}.`, `Het mislukte met ${quoted(detail)}.`),
    nextStep:
      step ??
      (proxy
        ? text(
            `Check the proxy ${quoted(via)} and the way to it.`,
            `Controleer de proxy ${quoted(via)} en de weg ernaartoe.`,
          )
        : text(
            'Probe again, then look in the log of the runner.',
            'Probeer het opnieuw, en kijk dan in het log van de runner.',
          )),
    tone: proxy ? 'bad' : 'warning',
  };
}
