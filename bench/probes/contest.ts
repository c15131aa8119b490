import { median, printTable } from '../figures.ts';

/** What one run of something came to. */
export interface Figure {
  /** From the first question to the last answer (milliseconds); null where only the whole can be timed. */
  readonly insideMs: number | null;
  /** The whole process, start and end included; null for a server that was running already. */
  readonly wholeMs: number | null;
  readonly open: number;
  readonly filtered: number;
  /** Anything else, and what nobody looked at. */
  readonly other: number;
}

/** Something that can be run again and again. */
export interface Subject {
  readonly name: string;
  run(): Promise<Figure>;
}

/** What several runs of it came to. */
export interface Result {
  readonly name: string;
  readonly figures: readonly Figure[];
}

function timeOf({ insideMs, wholeMs }: Figure): number {
  return wholeMs ?? insideMs ?? Number.NaN;
}

/** Runs each once and gives the one that was fastest among those that saw most: everybody is measured at his best. */
export async function bestOf(
  candidates: readonly Subject[],
  isRight: (figure: Figure) => number,
): Promise<Subject | null> {
  const tried: { readonly subject: Subject; readonly figure: Figure }[] = [];
  for (const subject of candidates) tried.push({ subject, figure: await subject.run() });
  tried.sort((one, other) => isRight(other.figure) - isRight(one.figure) || timeOf(one.figure) - timeOf(other.figure));
  return tried[0]?.subject ?? null;
}

/** Runs them one after the other, round by round, so that what else the machine does meets all alike. */
export async function inTurn(subjects: readonly (Subject | null)[], rounds: number): Promise<readonly Result[]> {
  const present = subjects.filter((subject) => subject !== null);
  const results = present.map(({ name }) => ({ name, figures: [] as Figure[] }));
  for (let round = 0; round < rounds; round++)
    for (const [at, subject] of present.entries()) results[at]?.figures.push(await subject.run());
  return results;
}

const seconds = (times: readonly (number | null)[]): string => {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? '–' : (median(known) / 1_000).toFixed(2);
};

/** How often the first takes as long as this one, round by round: whole processes where both are, else what lies inside. */
function ratioOf(first: Result, other: Result): string {
  const ratios = other.figures.map((figure, round) => {
    const mine = first.figures[round];
    if (mine === undefined) return Number.NaN;
    if (mine.insideMs !== null && figure.insideMs !== null) return mine.insideMs / figure.insideMs;
    return timeOf(mine) / timeOf(figure);
  });
  return median(ratios).toFixed(2);
}

function spanOf(counts: readonly number[]): string {
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  return least === most ? String(least) : `${least} to ${most}`;
}

/** Prints medians, counts of what was found in all rounds, and how the first compares with each. */
export function printContest(results: readonly Result[]): void {
  const [first] = results;
  printTable(
    ['', 's', 'whole process s', 'open', 'filtered', 'else', 'Portolan / it'],
    results.map((result) => [
      result.name,
      seconds(result.figures.map(({ insideMs }) => insideMs)),
      seconds(result.figures.map(({ wholeMs }) => wholeMs)),
      spanOf(result.figures.map(({ open }) => open)),
      spanOf(result.figures.map(({ filtered }) => filtered)),
      spanOf(result.figures.map(({ other }) => other)),
      first === undefined || first === result ? '' : ratioOf(first, result),
    ]),
  );
}
