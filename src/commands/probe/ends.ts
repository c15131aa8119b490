import type { RoleId } from '../../catalog/role.ts';
import { text } from '../../catalog/text.ts';
import type { Word } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { End } from './query.ts';

type Side = 'from' | 'to';

/** What a line says about the ends of a probe, in the order of the line, with the words that say it. */
export type EndMark =
  | { readonly kind: 'role'; readonly role: RoleId; readonly words: readonly Word[] }
  | { readonly kind: 'host'; readonly host: string; readonly words: readonly Word[] }
  | { readonly kind: 'arrow'; readonly points: 'right' | 'left' | 'both' }
  | { readonly kind: 'direction'; readonly preposition: Side };

/** Both ends; null where nothing was said. */
export interface Ends {
  readonly kind: 'ends';
  readonly from: RoleId | null;
  readonly to: End;
}

interface Named {
  readonly mark: Extract<EndMark, { kind: 'role' | 'host' }>;
  /** Null where no preposition and no arrow says it. */
  side: Side | null;
}

/** The ends with the side that the line itself gives them. `saidOf` holds the words right behind `as`. */
function sided(marks: readonly EndMark[], saidOf: ReadonlySet<Word>): readonly Named[] {
  const named: Named[] = [];
  let side: Side | null = null;
  for (const mark of marks) {
    if (mark.kind === 'direction') side = mark.preposition;
    else if (mark.kind === 'arrow') {
      const [before, after]: readonly [Side, Side] = mark.points === 'left' ? ['to', 'from'] : ['from', 'to'];
      const last = named.at(-1);
      if (last !== undefined) last.side ??= before;
      side = after;
    } else {
      const [first] = mark.words;
      const host = named.findLast((one) => one.mark.kind === 'host');
      const said = first !== undefined && saidOf.has(first) && host !== undefined;
      named.push({ mark, side: said ? (host.side ?? 'to') : side });
    }
  }
  return named;
}

function refuseMore({ words }: Named['mark'], line: Line): Refusal {
  const typed = words.map((word) => word.text).join(' ');
  return refuse(
    'too-many-words',
    text(
      `“${typed}” is one too many: a probe goes from one role to one role or host.`,
      `“${typed}” is er een te veel: een test gaat van één rol naar één rol of host.`,
    ),
    [rewrite(line, { words: new Map(words.map((word) => [word, ''])) })],
  );
}

/** A probe starts at a role; a host at that end is a mistake that names its cure. */
function refuseHostFrom(host: string): Refusal {
  return refuse(
    'bad-value',
    text(
      `A probe starts at a role or a runner, and “${host}” is neither; name the runner that stands there.`,
      `Een test begint bij een rol of een runner, en “${host}” is geen van beide; noem de runner die daar staat.`,
    ),
    ['runners'],
  );
}

/**
 * The ends that a line names. What stands behind `from`, `to` or an arrow lies there; else a host is where the probe goes
 * to, and the first role is where it starts.
 */
export function readEnds(marks: readonly EndMark[], saidOf: ReadonlySet<Word>, line: Line): Ends | Refusal {
  const slots: Record<Side, { role: RoleId | null; host: string | null }> = {
    from: { role: null, host: null },
    to: { role: null, host: null },
  };
  const named = sided(marks, saidOf);
  const inOrder = [...named.filter(({ side }) => side !== null), ...named.filter(({ side }) => side === null)];
  for (const { mark, side } of inOrder) {
    const free = (at: Side) => (mark.kind === 'role' ? slots[at].role === null : slots[at].host === null);
    const choices: readonly Side[] = side !== null ? [side] : mark.kind === 'host' ? ['to'] : ['from', 'to'];
    const at = choices.find(free) ?? (side === 'from' && free('to') ? 'to' : null);
    if (at === null) return refuseMore(mark, line);
    if (mark.kind === 'role') slots[at].role = mark.role;
    else slots[at].host = mark.host;
  }
  return slots.from.host === null
    ? { kind: 'ends', from: slots.from.role, to: slots.to }
    : refuseHostFrom(slots.from.host);
}
