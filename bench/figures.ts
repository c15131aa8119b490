/** Median and 99th percentile of a set of measurements, in their own unit. */
export interface Figures {
  readonly p50: number;
  readonly p99: number;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The figures of some measurements; NaN where there are none. */
export function figures(samples: readonly number[]): Figures {
  const sorted = samples.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

/** The value in the middle; NaN where there are none. */
export function median(samples: readonly number[]): number {
  return figures(samples).p50;
}

/** Writes a Markdown table: titles, rule, rows. */
export function printTable(titles: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
  line(titles);
  line(titles.map(() => '---'));
  for (const row of rows) line(row);
}
