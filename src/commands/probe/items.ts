import { type Language, type Text, text } from '../../catalog/text.ts';
import type { Explanation } from '../../probe/explain/explanation.ts';
import { needWords } from '../ports/words.ts';
import type { ToldTask } from './told.ts';
import type { Where } from './where.ts';
import { hostWords, portLine, targetLine, wayLine } from './words.ts';

/** Tasks of which exactly the same is to be said. */
interface Alike {
  readonly first: ToldTask;
  readonly explanation: Explanation;
  readonly tasks: readonly ToldTask[];
}

function alike(tasks: readonly ToldTask[]): readonly Alike[] {
  const groups = Map.groupBy(tasks, ({ explanation, runner, from, to, need }) =>
    JSON.stringify([explanation, runner, from, to, need]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const explanation = first?.explanation ?? null;
    return first === undefined || explanation === null ? [] : [{ first, explanation, tasks: group }];
  });
}

/** Whether a headline names host and port itself. */
function isTold({ probe }: ToldTask, { headline }: Explanation): boolean {
  const words = headline.en.split(/[\s(),:]+/);
  return headline.en.includes(probe.host) && words.includes(String(probe.port));
}

/** Whether a headline says which ports stand behind this one, as the note of a dynamic RPC probe does too. */
function saysPorts({ outcome }: ToldTask): boolean {
  return outcome?.evidence?.kind === 'rpc';
}

/** Targets of one sentence that are named before they are counted. */
const named = 12;

/** `dc01.contoso.com tcp 53, tcp 88, sts.contoso.com tcp 443`: each host once, before its ports. */
function targetsLine(tasks: readonly ToldTask[], language: Language): string {
  const shown = tasks.slice(0, named);
  const byHost = Map.groupBy(shown, hostWords);
  const listed = [...byHost].map(([host, at]) => {
    return `${host} ${[...new Set(at.map(portLine))].join(', ')}`;
  });
  const more = tasks.length - shown.length;
  return [...listed, ...(more > 0 ? [text(`and ${more} more`, `en nog ${more}`)[language]] : [])].join(', ');
}

const next: Text = text('Next', 'Volgende stap');
const from: Text = text('from', 'vanaf');

function itemOf({ first, explanation, tasks }: Alike, { runners, ways }: Where, language: Language): string {
  const { headline, cause, nextStep } = explanation;
  const one = tasks.length === 1;
  const about = [
    one ? (isTold(first, explanation) ? '' : targetLine(first)) : targetsLine(tasks, language),
    one && first.note !== null && !saysPorts(first) ? first.note[language] : '',
    ways.length > 1 ? wayLine(first) : '',
    runners.length > 1 ? `${from[language]} ${first.runner}` : '',
    first.need === 'required' ? '' : needWords[first.need][language],
  ].filter((part) => part !== '');
  const step = nextStep === null ? '' : ` ${next[language]}: ${nextStep[language]}`;
  const told = about.length === 0 ? '' : ` (${about.join('; ')})`;
  return `${headline[language]}${told}. ${cause[language]}${step}`;
}

/**
 * Tasks as sentences, those of which the same is to be said as one: what was seen, where, how badly it is needed where
 * that is not "required", why, and what to do next. What every task of the run shares is left to its head.
 */
export function taskItems(tasks: readonly ToldTask[], where: Where, language: Language): readonly string[] {
  return alike(tasks).map((group) => itemOf(group, where, language));
}
