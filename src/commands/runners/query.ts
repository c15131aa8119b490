import { type RoleId, roles } from '../../catalog/role.ts';
import { text } from '../../catalog/text.ts';
import { type Parsed, parsed } from '../command.ts';
import { isFiller } from '../grammar/lexicon.ts';
import { nearest } from '../grammar/nearest.ts';
import { rolePhrases } from '../grammar/role-phrase.ts';
import { fold } from '../grammar/words.ts';
import type { Line } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** What a line about runners asks. */
export type RunnersQuery =
  | { readonly kind: 'list' }
  | { readonly kind: 'show'; readonly name: string }
  | { readonly kind: 'enroll'; readonly name: string; readonly roles: readonly RoleId[] }
  | { readonly kind: 'revoke'; readonly name: string };

const actions: ReadonlyMap<string, 'enroll' | 'revoke' | 'list'> = new Map([
  ['enroll', 'enroll'],
  ['enrol', 'enroll'],
  ['add', 'enroll'],
  ['register', 'enroll'],
  ['new', 'enroll'],
  ['inschrijven', 'enroll'],
  ['toevoegen', 'enroll'],
  ['revoke', 'revoke'],
  ['remove', 'revoke'],
  ['delete', 'revoke'],
  ['intrekken', 'revoke'],
  ['verwijder', 'revoke'],
  ['list', 'list'],
  ['lijst', 'list'],
]);

/** As the wire has it: small letters, digits and hyphens, at most 40. */
const nameShape = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** Roles a runner can stand on: clients, the cloud and the revocation points are nobody's server. */
const hostRoles = roles.filter(({ zone, id }) => zone !== 'internet' || id === 'client').map(({ id }) => id);

const roleList = hostRoles.join(', ');

function badRoles(wrong: string, name: string): Refusal {
  const near = nearest(fold(wrong), hostRoles);
  return refuse(
    'bad-value',
    text(
      `“${wrong}” is no role of a server; there are ${roleList}, several parted by commas.`,
      `“${wrong}” is geen rol van een server; er zijn ${roleList}, meerdere met komma's ertussen.`,
    ),
    near.map((role) => `runners enroll ${name} --role ${role}`),
  );
}

/** Roles as people write them behind `--role`: `adfs`, `connect,pta-agent`. */
function readRoles(typed: string, name: string): readonly RoleId[] | Refusal {
  const found = new Set<RoleId>();
  for (const part of typed.split(/[,;+]/).filter((piece) => piece.trim() !== '')) {
    const key = fold(part);
    const meant = [...new Set(rolePhrases.filter(([phrase]) => phrase === key).map(([, role]) => role))];
    const [only, ...more] = meant.filter((role) => hostRoles.some((candidate) => candidate === role));
    if (only === undefined) return badRoles(part.trim(), name);
    if (more.length > 0)
      return refuse(
        'ambiguous-word',
        text(
          `“${part.trim()}” can mean ${[only, ...more].join(' or ')}.`,
          `“${part.trim()}” kan ${[only, ...more].join(' of ')} zijn.`,
        ),
        [only, ...more].map((role) => `runners enroll ${name} --role ${role}`),
      );
    found.add(only);
  }
  return [...found];
}

function readName(typed: string): string | Refusal {
  const name = typed.toLowerCase();
  if (nameShape.test(name)) return name;
  return refuse(
    'bad-value',
    text(
      `“${typed}” cannot be a runner's name: letters, digits and hyphens, at most 40.`,
      `“${typed}” kan geen naam van een runner zijn: letters, cijfers en koppeltekens, hoogstens 40.`,
    ),
    ['help runners'],
  );
}

function enroll(line: Line, name: string): Parsed<RunnersQuery> {
  const typed = line.options.get('role') ?? null;
  if (typed === null)
    return refuse(
      'missing-word',
      text(
        `Say which role the server plays: --role ${roleList}, several parted by commas.`,
        `Zeg welke rol de server speelt: --role ${roleList}, meerdere met komma's ertussen.`,
      ),
      hostRoles.slice(0, 4).map((role) => `runners enroll ${name} --role ${role}`),
    );
  const asked = readRoles(typed, name);
  if ('kind' in asked) return asked;
  return asked.length === 0 ? badRoles(typed, name) : parsed({ kind: 'enroll', name, roles: asked });
}

/** Reads a line about runners. */
export function readRunners(line: Line): Parsed<RunnersQuery> {
  const words = line.words.filter((word) => word.kind !== 'arrow' && !isFiller(word));
  const [first, second, ...more] = words;
  const action = actions.get(first?.text.toLowerCase() ?? '') ?? null;
  if (line.options.has('role') && action !== 'enroll')
    return refuse(
      'bad-option',
      text('--role belongs to “runners enroll NAME”.', '--role hoort bij “runners enroll NAAM”.'),
      ['runners'],
    );
  const tooMany = action === null || action === 'list' ? second : more[0];
  if (tooMany !== undefined) {
    const near = first === undefined ? [] : nearest(first.text.toLowerCase(), actions.keys());
    return refuse(
      'too-many-words',
      text(
        `“runners” does not know what to do with “${tooMany.text}”.`,
        `“runners” weet geen raad met “${tooMany.text}”.`,
      ),
      near.flatMap((one) => (second === undefined ? [] : [`runners ${actions.get(one)} ${second.text}`])),
    );
  }
  if (first === undefined || action === 'list') return parsed({ kind: 'list' });
  const target = action === null ? first : second;
  if (target === undefined)
    return refuse(
      'missing-word',
      text(`Name the runner: runners ${action} NAME.`, `Noem de runner: runners ${action} NAAM.`),
      ['runners'],
    );
  const name = readName(target.text);
  if (typeof name !== 'string') return name;
  switch (action) {
    case 'enroll':
      return enroll(line, name);
    case 'revoke':
      return parsed({ kind: 'revoke', name });
    default:
      return parsed({ kind: 'show', name });
  }
}

/** The line of a query. */
export function spellRunners(query: RunnersQuery): string {
  switch (query.kind) {
    case 'list':
      return 'runners';
    case 'show':
      return `runners ${query.name}`;
    case 'enroll':
      return `runners enroll ${query.name} --role ${query.roles.join(',')}`;
    case 'revoke':
      return `runners revoke ${query.name}`;
  }
}
