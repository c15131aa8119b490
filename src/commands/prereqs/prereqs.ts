import { featureOf } from '../../catalog/feature.ts';
import { type Applies, caseOf } from '../../catalog/prerequisites/applies.ts';
import { type AreaId, areas } from '../../catalog/prerequisites/area.ts';
import { type Prerequisite, severities } from '../../catalog/prerequisites/prerequisite.ts';
import { prerequisites, prerequisitesFor } from '../../catalog/prerequisites/prerequisites.ts';
import { type RoleId, roles } from '../../catalog/role.ts';
import { sourceFacts } from '../../catalog/source.ts';
import { type Text, text } from '../../catalog/text.ts';
import { answering, type Command, type Parsed, parsed } from '../command.ts';
import { everythingPhrases, lexicon } from '../grammar/lexicon.ts';
import { type Asked, understand } from '../grammar/understand.ts';
import type { Line } from '../line.ts';
import { refuse } from '../refusal.ts';
import type { PrereqsQuery, PrereqsResult, PrerequisiteFacts } from './result.ts';
import { prereqsSheet, viewPrereqs } from './view.ts';

type Meaning =
  | { readonly kind: 'role'; readonly role: RoleId }
  | { readonly kind: 'area'; readonly area: AreaId }
  | { readonly kind: 'required' }
  | { readonly kind: 'all' };

type Entry = readonly [phrase: string, meaning: Meaning];

const subjects: ReadonlySet<RoleId> = new Set(prerequisites.map(({ role }) => role));

/** Names of roles and areas never coincide: where the page's heading is also a role's name, the role is meant. */
const words = lexicon<Meaning>([
  ...roles.flatMap(({ id, aliases }) => [id, ...aliases].map((phrase): Entry => [phrase, { kind: 'role', role: id }])),
  ...areas.flatMap(({ id, aliases }) => aliases.map((phrase): Entry => [phrase, { kind: 'area', area: id }])),
  ...['required', 'required only', 'mandatory', 'vereist', 'verplicht'].map(
    (phrase): Entry => [phrase, { kind: 'required' }],
  ),
  ...everythingPhrases.map((phrase): Entry => [phrase, { kind: 'all' }]),
]);

/** The word that asks for an area; its first alias, since an id may be a role's name. */
function areaWord(area: AreaId): string {
  return areas.find(({ id }) => id === area)?.aliases[0] ?? area;
}

const roleNames = roles.flatMap(({ id }) => (subjects.has(id) ? [id] : [])).join(', ');
const areaNames = areas.map(({ id }) => areaWord(id)).join(', ');

const asked: Asked<Meaning> = {
  legal: text(
    `a role (${roleNames}) or an area (${areaNames})`,
    `een rol (${roleNames}) of een onderwerp (${areaNames})`,
  ),
  spell: (meaning) => {
    switch (meaning.kind) {
      case 'role':
        return meaning.role;
      case 'area':
        return areaWord(meaning.area);
      case 'required':
        return '--required';
      case 'all':
        return 'all';
    }
  },
};

function parse(line: Line): Parsed<PrereqsQuery> {
  const reading = understand(line, words, asked);
  if (reading.kind === 'refusal') return reading;
  const meanings = reading.pieces.flatMap((piece) => (piece.kind === 'known' ? [piece.meaning] : []));
  const [role = null, ...moreRoles] = new Set(meanings.flatMap((one) => (one.kind === 'role' ? [one.role] : [])));
  const [area = null, ...moreAreas] = new Set(meanings.flatMap((one) => (one.kind === 'area' ? [one.area] : [])));
  if (moreRoles.length + moreAreas.length > 0)
    return refuse(
      'too-many-words',
      text('Ask for one role and one area at a time.', 'Vraag naar één rol en één onderwerp tegelijk.'),
      [
        ...(role === null ? [] : [role]),
        ...moreRoles,
        ...(area === null ? [] : [area]).map(areaWord),
        ...moreAreas.map(areaWord),
      ].map((word) => `${line.command} ${word}`),
    );
  return parsed({
    role,
    area,
    requiredOnly: line.options.has('required') || meanings.some(({ kind }) => kind === 'required'),
    all: meanings.some(({ kind }) => kind === 'all'),
  });
}

function label(applies: Exclude<Applies, { kind: 'always' }>): Text {
  return applies.kind === 'case' ? caseOf(applies.case).label : featureOf(applies.feature).name;
}

function facts(item: Prerequisite): PrerequisiteFacts {
  const { id, area, role, severity, requirement, verify, applies } = item;
  return {
    id,
    area,
    role,
    severity,
    requirement,
    verify,
    applies: applies.kind === 'always' ? null : { when: applies, label: label(applies) },
    source: sourceFacts(item.source),
  };
}

function run({ role, area, requiredOnly, all }: PrereqsQuery): PrereqsResult {
  const found = prerequisitesFor({ role: role ?? undefined, area: area ?? undefined, requiredOnly });
  const place = (item: Prerequisite) =>
    areas.findIndex(({ id }) => id === item.area) * 10 + severities.indexOf(item.severity);
  return {
    kind: 'prereqs',
    role,
    area,
    requiredOnly,
    shown: role === null && area === null && !all ? 'overview' : 'items',
    items: found.toSorted((a, b) => place(a) - place(b)).map(facts),
  };
}

const command: Command<PrereqsQuery, PrereqsResult> = {
  name: 'prereqs',
  parse,
  run,
  line: ({ role, area, requiredOnly, all }) =>
    ['prereqs', role ?? '', area === null ? '' : areaWord(area), all ? 'all' : '', requiredOnly ? '--required' : '']
      .filter((part) => part !== '')
      .join(' '),
  view: viewPrereqs,
  sheet: prereqsSheet,
};

export const prereqs = answering(command);
