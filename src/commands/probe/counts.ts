import { type Language, type Text, text } from '../../catalog/text.ts';
import type { Tally } from './tally.ts';

/** A number of tasks with its verb; null where there are none. */
function several(count: number, one: Text, more: Text): Text | null {
  if (count === 0) return null;
  const { en, nl } = count === 1 ? one : more;
  return text(`${count} ${en}`, `${count} ${nl}`);
}

const say = {
  fails: text('fails', 'faalt'),
  fail: text('fail', 'falen'),
  unproven: text('not proven', 'niet bewezen'),
  stopped: text('not asked', 'niet gevraagd'),
  shut: text('rightly shut', 'terecht dicht'),
  remark: text('with a remark', 'met een opmerking'),
  works: text('works', 'werkt'),
  work: text('work', 'werken'),
} as const;

/**
 * The verdict in one line, the worst first: `4 fail · 12 of 17 work · 1 not proven`. While the run goes on, what works is
 * counted without the whole: `4 fail · 5 work`. Empty while nothing is known.
 */
export function countsLine(tally: Tally, going: boolean, language: Language): string {
  const { total, good, warnings, failures, unproven, stopped, shut } = tally;
  const works = good.length + warnings.length;
  const whole = going
    ? several(works, say.works, say.work)
    : text(
        `${works} of ${total} ${works === 1 ? say.works.en : say.work.en}`,
        `${works} van ${total} ${works === 1 ? say.works.nl : say.work.nl}`,
      );
  return [
    several(failures.length, say.fails, say.fail),
    whole,
    several(unproven.length, say.unproven, say.unproven),
    several(stopped.length, say.stopped, say.stopped),
    several(shut.length, say.shut, say.shut),
    several(warnings.length, say.remark, say.remark),
  ]
    .flatMap((part) => (part === null ? [] : [part[language]]))
    .join(' · ');
}
