import { type Action, type Card, card, column, type Element, row, type Table } from '../../card/card.ts';
import { areaOf, areas } from '../../catalog/prerequisites/area.ts';
import { type Severity, severities } from '../../catalog/prerequisites/prerequisite.ts';
import { prerequisites } from '../../catalog/prerequisites/prerequisites.ts';
import type { Verify } from '../../catalog/prerequisites/verify.ts';
import { roleLabel, roleOf, roles } from '../../catalog/role.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import type { PrereqsResult, PrerequisiteFacts } from './result.ts';

const say = {
  title: text('Prerequisites', 'Vereisten'),
  severity: text('Severity', 'Ernst'),
  requirement: text('What', 'Wat'),
  verified: text('Verified by', 'Te controleren met'),
  when: text('When', 'Wanneer'),
  area: text('Area', 'Onderwerp'),
  role: text('Role', 'Rol'),
  items: text('Items', 'Punten'),
  binding: text('Binding', 'Bindend'),
  ask: text('Ask', 'Vraag'),
  id: text('Id', 'Id'),
  source: text('Source', 'Bron'),
  place: text('Place', 'Plaats'),
  date: text('Date', 'Datum'),
  required: text('Required only', 'Alleen vereist'),
  all: text('Every item', 'Elk punt'),
  overview: text('Overview', 'Overzicht'),
  none: text('No document has prerequisites for this.', 'Geen document heeft hier vereisten voor.'),
} as const;

const severityWords: Readonly<Record<Severity, Text>> = {
  required: text('required', 'vereist'),
  unsupported: text('not supported', 'niet ondersteund'),
  recommended: text('recommended', 'aanbevolen'),
  optional: text('optional', 'optioneel'),
  note: text('note', 'opmerking'),
};

const verifyWords: Readonly<Record<Verify['kind'], Text>> = {
  probe: text('probe', 'proef'),
  'host-fact': text('host', 'host'),
  attestation: text('person', 'persoon'),
};

/** How an item is verified: by what, and what is looked at or asked. */
function verifyCell(verify: Verify, language: Language): string {
  const what = verify.kind === 'attestation' ? verify.question : verify.what;
  return `${verifyWords[verify.kind][language]}: ${what[language]}`;
}

function itemsTable(items: readonly PrerequisiteFacts[], language: Language, withRole: boolean): Table {
  const titles = [say.severity, ...(withRole ? [say.role] : []), say.requirement, say.when, say.verified];
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: items.map((item) =>
      row(
        severityWords[item.severity][language],
        ...(withRole ? [roleLabel(item.role)] : []),
        item.requirement[language],
        item.applies?.label[language] ?? '',
        verifyCell(item.verify, language),
      ),
    ),
  };
}

/** How many items there are of each severity: `12 required, 3 not supported, 5 recommended`. */
function tally(items: readonly PrerequisiteFacts[], language: Language): string {
  return severities
    .map(
      (severity) =>
        [items.filter((item) => item.severity === severity).length, severityWords[severity][language]] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}

function isBinding({ severity }: PrerequisiteFacts): boolean {
  return severity === 'required' || severity === 'unsupported';
}

function overview({ items }: PrereqsResult, language: Language): readonly Element[] {
  const line = (name: string, of: readonly PrerequisiteFacts[], command: string) =>
    row(name, String(of.length), String(of.filter(isBinding).length), command);
  const byRole = [...Map.groupBy(items, ({ role }) => role)].map(([role, of]) =>
    line(roleOf(role).name[language], of, `prereqs ${role}`),
  );
  const byArea = areas.flatMap(({ id, name, aliases }) => {
    const of = items.filter(({ area }) => area === id);
    return of.length === 0 ? [] : [line(name[language], of, `prereqs ${aliases[0]}`)];
  });
  const table = (title: Text, rows: Table['rows']): Table => ({
    kind: 'table',
    columns: [
      column(title[language]),
      column(say.items[language], 'right'),
      column(say.binding[language], 'right'),
      column(say.ask[language]),
    ],
    rows,
  });
  return [table(say.role, byRole), table(say.area, byArea)];
}

function sections({ items, role, area }: PrereqsResult, language: Language): readonly Element[] {
  return areas.flatMap(({ id, name }): readonly Element[] => {
    const of = items.filter((item) => item.area === id);
    if (of.length === 0) return [];
    const table = itemsTable(of, language, role === null);
    return area === null ? [{ kind: 'heading', text: name[language] }, table] : [table];
  });
}

function title({ role, area, requiredOnly }: PrereqsResult, language: Language): string {
  return [
    say.title[language],
    role === null ? '' : roleOf(role).name[language],
    area === null ? '' : areaOf(area).name[language],
    requiredOnly ? severityWords.required[language] : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The roles that do have prerequisites, for a question that found none. */
function rolesWithSome(language: Language): string {
  const having = new Set(prerequisites.map(({ role }) => role));
  const names = roles.flatMap(({ id }) => (having.has(id) ? [id] : [])).join(', ');
  return text(`Roles that have some: ${names}.`, `Rollen die ze wel hebben: ${names}.`)[language];
}

function citeAll(items: readonly PrerequisiteFacts[]): readonly string[] {
  return [...new Set(items.map(({ source }) => `${source.title}, ${source.date}`))];
}

/** The prerequisites: an overview by role and area, or the items by area with how each is verified. */
export function viewPrereqs(result: PrereqsResult, language: Language, command: string): Card {
  const { items, shown, requiredOnly } = result;
  if (items.length === 0)
    return card({
      title: title(result, language),
      tone: 'warning',
      command,
      body: [
        { kind: 'note', tone: 'warning', text: say.none[language] },
        { kind: 'paragraph', text: rolesWithSome(language) },
      ],
      actions: [{ label: say.overview[language], command: 'prereqs' }],
    });
  const actions: Action[] = [];
  if (!requiredOnly) actions.push({ label: say.required[language], command: `${command} --required` });
  if (shown === 'overview')
    actions.unshift({ label: say.all[language], command: command.replace('prereqs', 'prereqs all') });
  return card({
    title: title(result, language),
    command,
    body: [
      { kind: 'paragraph', text: `${tally(items, language)}.` },
      ...(shown === 'overview' ? overview(result, language) : sections(result, language)),
    ],
    sources: citeAll(items),
    actions,
  });
}

/** The items as one flat table. */
export function prereqsSheet({ items }: PrereqsResult, language: Language): Table {
  const titles = [
    say.id,
    say.area,
    say.role,
    say.severity,
    say.requirement,
    say.when,
    say.verified,
    say.source,
    say.place,
    say.date,
  ];
  return {
    kind: 'table',
    columns: titles.map((one) => column(one[language])),
    rows: items.map((item) =>
      row(
        item.id,
        areaOf(item.area).name[language],
        roleOf(item.role).name[language],
        severityWords[item.severity][language],
        item.requirement[language],
        item.applies?.label[language] ?? '',
        verifyCell(item.verify, language),
        item.source.title,
        item.source.place,
        item.source.date,
      ),
    ),
  };
}
