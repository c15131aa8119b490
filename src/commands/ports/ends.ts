import type { Ends } from '../../catalog/ports/lookup.ts';
import type { RoleId } from '../../catalog/role.ts';
import { text } from '../../catalog/text.ts';
import { rolePhrases } from '../grammar/role-phrase.ts';
import { fold, type Word } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';

type Side = 'from' | 'to';

/** What a line says about roles, in the order of the line, with the words that say it. */
export type EndMark =
  | { readonly kind: 'role'; readonly role: RoleId; readonly words: readonly Word[] }
  | { readonly kind: 'arrow'; readonly points: 'right' | 'left' | 'both'; readonly words: readonly Word[] }
  | { readonly kind: 'direction'; readonly preposition: Side; readonly words: readonly Word[] }
  /** `inbound` or `outbound`. */
  | { readonly kind: 'side'; readonly side: Side; readonly words: readonly Word[] };

interface NamedRole {
  readonly role: RoleId;
  readonly words: readonly Word[];
  readonly side: Side | null;
}

interface Gathered {
  readonly named: NamedRole[];
  /** The last arrow, and whether it stands before every role. */
  arrow: { readonly points: 'right' | 'left' | 'both'; readonly leads: boolean } | null;
  /** A preposition with no role after it: `what does connect connect to`. */
  dangling: Side | null;
  side: Side | null;
}

function typed(words: readonly Word[]): string {
  return words.map((word) => word.text.toLowerCase()).join(' ');
}

/**
 * Whether a role is only named again: `azure ad connect sync` is one server by two names. The same name twice
 * (`adfs adfs`) means two servers of that role.
 */
function namesAgain(named: readonly NamedRole[], mark: Extract<EndMark, { kind: 'role' }>): boolean {
  const before = named.find(({ role }) => role === mark.role);
  return before !== undefined && (named.length > 1 || typed(before.words) !== typed(mark.words));
}

function gather(marks: readonly EndMark[]): Gathered {
  const into: Gathered = { named: [], arrow: null, dangling: null, side: null };
  let linked = false;
  for (const mark of marks) {
    if (mark.kind === 'side') into.side = mark.side;
    else if (mark.kind === 'direction') into.dangling = mark.preposition;
    else if (mark.kind === 'arrow') {
      into.arrow = { points: mark.points, leads: into.named.length === 0 };
      linked = true;
    } else if (linked || into.dangling !== null || !namesAgain(into.named, mark)) {
      into.named.push({ role: mark.role, words: mark.words, side: into.dangling });
      into.dangling = null;
      linked = false;
    }
  }
  // `what does connect connect to`: the second one is the verb.
  const [first, second, ...more] = into.named;
  if (into.dangling !== null && more.length === 0 && first?.role === second?.role) into.named.splice(1);
  return into;
}

const otherSide = { from: 'to', to: 'from' } as const satisfies Record<Side, Side>;

/** Which end the only role of a line is: by the preposition before or after it, the arrow, or `inbound`. */
function sideOf({ side: said }: NamedRole, { arrow, dangling, side }: Gathered): Side | null {
  if (said !== null) return said;
  if (arrow !== null && arrow.points !== 'both') return (arrow.points === 'right') === arrow.leads ? 'to' : 'from';
  return dangling === null ? side : otherSide[dangling];
}

/**
 * The ends that roles, arrows and prepositions name together: `proxy -> adfs`, `from connect to dc`, `-> dc`,
 * `inbound adfs`, `adfs wap`. A preposition binds to the role after it; an arrow to the roles on both sides. More than
 * two roles are refused, and so is a direction without any.
 */
export function readEnds(marks: readonly EndMark[], line: Line): Ends | Refusal {
  const found = gather(marks);
  const [first, second, ...more] = found.named;
  if (more.length > 0) return refuseMany(found.named, line);
  if (first === undefined) {
    const pointing = marks.filter(({ kind }) => kind === 'arrow' || kind === 'side');
    return pointing.length > 0 ? refusePointing(pointing, line) : { kind: 'any' };
  }
  if (second === undefined) {
    const side = sideOf(first, found);
    return side === null ? { kind: 'at', role: first.role } : { kind: side, role: first.role };
  }
  const points = found.arrow?.points;
  const between = { kind: 'between', roles: [first.role, second.role] } as const;
  if (points === 'both') return between;
  const backwards = points === 'left' || first.side === 'to' || second.side === 'from';
  const forwards = points === 'right' || first.side === 'from' || second.side === 'to';
  if (backwards && forwards) return between;
  // `connect dc outbound` is seen from the role that is named first.
  const onward = backwards || forwards ? forwards : found.side === null ? null : found.side === 'from';
  if (onward === null) return between;
  return onward
    ? { kind: 'directed', from: first.role, to: second.role }
    : { kind: 'directed', from: second.role, to: first.role };
}

/** The line without some of its words. */
function without(line: Line, words: readonly Word[]): string {
  return rewrite(line, { words: new Map(words.map((word) => [word, ''])) });
}

function refusePointing(pointing: readonly EndMark[], line: Line): Refusal {
  const names = pointing.map(({ words }) => `“${typed(words)}”`).join(', ');
  const all = pointing.flatMap(({ words }) => words);
  return refuse(
    'missing-word',
    text(
      `${names} points from or to a role, and none is named here.`,
      `${names} wijst van of naar een rol, en hier staat er geen.`,
    ),
    [without(line, all)],
  );
}

function refuseMany(named: readonly NamedRole[], line: Line): Refusal {
  const names = [...new Set(named.map(({ words }) => `“${typed(words)}”`))].join(', ');
  const firsts = named.slice(0, 3);
  const pairs = firsts.flatMap((one, at) =>
    firsts
      .slice(at + 1)
      .map((other) => named.filter((role) => role !== one && role !== other).flatMap(({ words }) => words)),
  );
  return refuse(
    'too-many-words',
    text(
      `${names} are ${named.length} roles; ask for one or two at a time.`,
      `${names} zijn ${named.length} rollen; vraag er één of twee tegelijk.`,
    ),
    pairs.map((others) => without(line, others)),
  );
}

const rolesTogether: ReadonlySet<string> = new Set(rolePhrases.map(([phrase]) => phrase));

/** Ends as one types them; nothing for any. */
export function spellEnds(ends: Ends): string {
  switch (ends.kind) {
    case 'any':
      return '';
    case 'at':
      return ends.role;
    case 'between': {
      const together = ends.roles.join(' ');
      // `entra connect` is the Connect server.
      return rolesTogether.has(fold(together)) ? ends.roles.join(' <-> ') : together;
    }
    case 'from':
      return `from ${ends.role}`;
    case 'to':
      return `to ${ends.role}`;
    case 'directed':
      return `from ${ends.from} to ${ends.to}`;
  }
}
