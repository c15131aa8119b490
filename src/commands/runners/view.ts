import { type Action, type Card, card, column, type Element, row } from '../../card/card.ts';
import { livingFlows } from '../../catalog/ports/flow.ts';
import { roleLabel } from '../../catalog/role.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import type { Invitation, RunnerView } from '../estate.ts';
import { spellTime } from '../when.ts';
import { factFields } from './facts.ts';
import type { RunnersResult } from './result.ts';
import { namedHosts, policyLine, roleLine, seenLine, stateWords } from './words.ts';

const say = {
  title: text('Runners', 'Runners'),
  runner: text('Runner', 'Runner'),
  roles: text('Roles', 'Rollen'),
  state: text('State', 'Status'),
  seen: text('Last seen', 'Laatst gezien'),
  version: text('Version', 'Versie'),
  policy: text('Policy', 'Beleid'),
  open: text('Open jobs', 'Open taken'),
  enrolled: text('Enrolled', 'Ingeschreven'),
  none: text(
    'No runner is enrolled yet. An admin asks for a token with: runners enroll NAME --role ROLE',
    'Er is nog geen runner ingeschreven. Een beheerder vraagt een token met: runners enroll NAAM --role ROL',
  ),
  facts: text('The server', 'De server'),
  hosts: text('Hosts it may probe', 'Hosts die getest mogen worden'),
  revoked: text('Runner revoked', 'Runner ingetrokken'),
  invited: text('Enrol a runner', 'Runner inschrijven'),
  where: text(
    'On the server, run this and paste the token when asked:',
    'Voer dit uit op de server en plak het token als erom wordt gevraagd:',
  ),
  probe: text('Probe from here', 'Test vanaf hier'),
  all: text('All runners', 'Alle runners'),
} as const satisfies Record<string, Text>;

function list(runners: readonly RunnerView[], now: number, language: Language, command: string): Card {
  const lost = runners.filter(({ state }) => state !== 'connected').length;
  const body: readonly Element[] =
    runners.length === 0
      ? [{ kind: 'paragraph', text: say.none[language] }]
      : [
          {
            kind: 'table',
            columns: [say.runner, say.roles, say.state, say.seen, say.version].map((title) => column(title[language])),
            rows: runners.map((runner) =>
              row(
                runner.name,
                roleLine(runner, language),
                stateWords[runner.state][language],
                seenLine(runner, now, language),
                runner.software?.portolan ?? '',
              ),
            ),
          },
        ];
  return card({
    title: say.title[language],
    tone: lost > 0 ? 'warning' : 'neutral',
    command,
    body,
    actions: runners.slice(0, 5).map(({ name }) => ({ label: name, command: `runners ${name}` })),
  });
}

/** What a runner can be asked at once: nothing where it is not there to be asked. */
function probesFrom({ name, roles, local, state }: RunnerView, language: Language): readonly Action[] {
  if (state !== 'connected') return [];
  if (local) return [{ label: say.probe[language], command: 'probe localhost' }];
  return roles
    .filter((role) => livingFlows.some((flow) => flow.from === role))
    .slice(0, 2)
    .map((role) => ({ label: `${say.probe[language]}: ${roleLabel(role)}`, command: `probe ${role} from ${name}` }));
}

function one(runner: RunnerView, now: number, language: Language, command: string): Card {
  const { name, state, software, policy, facts, enrolledAt, enrolledBy } = runner;
  const fields = [
    { label: say.roles[language], value: roleLine(runner, language) },
    { label: say.state[language], value: stateWords[state][language] },
    { label: say.seen[language], value: seenLine(runner, now, language) },
    {
      label: say.version[language],
      value:
        software === null ? '' : `${software.portolan} · Node ${software.node} · ${software.platform}-${software.arch}`,
    },
    { label: say.enrolled[language], value: [spellTime(enrolledAt), enrolledBy].filter(Boolean).join(' · ') },
    { label: say.policy[language], value: policyLine(policy, language) },
    { label: say.open[language], value: String(runner.open) },
  ].filter(({ value }) => value !== '');
  // The line of the policy names the first few itself.
  const hosts = policy === null || policy.hosts.length <= namedHosts ? [] : policy.hosts;
  return card({
    title: `${say.runner[language]} · ${name}`,
    tone: state === 'connected' ? 'good' : 'warning',
    command,
    body: [
      { kind: 'fields', fields },
      ...(hosts.length === 0
        ? []
        : [
            { kind: 'heading', text: say.hosts[language] } as const,
            { kind: 'list', ordered: false, items: hosts } as const,
          ]),
      ...(facts === null
        ? []
        : [
            { kind: 'heading', text: say.facts[language] } as const,
            { kind: 'fields', fields: factFields(facts, language) } as const,
          ]),
    ],
    actions: [...probesFrom(runner, language), { label: say.all[language], command: 'runners' }],
  });
}

function invited(invitation: Invitation, language: Language, command: string): Card {
  const { name, roles, token, expiresAt, hubUrl } = invitation;
  const hub = hubUrl ?? 'https://YOUR-BOT';
  const played = roles.map(roleLabel).join(', ');
  const note = text(
    `It is for ${name} (${played}) alone, and works once, until ${spellTime(expiresAt)}. It is shown here and never again; whoever has it can enrol a server, so paste it nowhere else.`,
    `Het is alleen voor ${name} (${played}) en werkt één keer, tot ${spellTime(expiresAt)}. Het staat hier en daarna nergens meer; wie het heeft kan een server inschrijven, dus plak het nergens anders.`,
  );
  const allow = text(
    'By itself the runner may probe only the hosts that the catalog names. Allow your own on the server: portolan runner policy allow "*.corp.contoso.com"',
    'Uit zichzelf mag de runner alleen hosts testen die de catalogus noemt. Sta uw eigen hosts toe op de server: portolan runner policy allow "*.corp.contoso.com"',
  );
  return card({
    title: `${say.invited[language]} · ${name}`,
    tone: 'warning',
    command,
    body: [
      { kind: 'paragraph', text: say.where[language] },
      { kind: 'code', language: 'shell', filename: 'enroll.txt', text: `portolan runner enroll --hub ${hub}\n` },
      { kind: 'heading', text: 'Token' },
      { kind: 'code', language: 'text', filename: 'token.txt', text: `${token}\n` },
      { kind: 'note', tone: 'warning', text: note[language] },
      { kind: 'paragraph', text: allow[language] },
    ],
    actions: [{ label: say.all[language], command: 'runners' }],
  });
}

/** The message about runners. */
export function viewRunners(result: RunnersResult, language: Language, command: string): Card {
  switch (result.kind) {
    case 'runners':
      return list(result.runners, result.at, language, command);
    case 'runner':
      return one(result.runner, result.at, language, command);
    case 'runner-invited':
      return invited(result.invitation, language, 'runners');
    case 'runner-revoked':
      return card({
        title: say.revoked[language],
        tone: 'good',
        command,
        body: [
          {
            kind: 'paragraph',
            text: text(
              `${result.name} is cut off within five seconds and gets no job any more. Its name may be used again.`,
              `${result.name} is binnen vijf seconden afgesneden en krijgt geen taak meer. De naam mag opnieuw worden gebruikt.`,
            )[language],
          },
        ],
        actions: [{ label: say.all[language], command: 'runners' }],
      });
  }
}
