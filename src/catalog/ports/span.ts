/** A closed range of port numbers, `[from, to]`; one port is `[443, 443]`. 1 to 65535, from <= to. */
export type PortSpan = readonly [from: number, to: number];

export const lowestPort = 1;
export const highestPort = 65_535;

/** Whether the two ranges share a port. */
export function overlaps(a: PortSpan, b: PortSpan): boolean {
  return a[0] <= b[1] && b[0] <= a[1];
}

/** Whether any range of one list shares a port with any of the other. */
export function anyOverlap(a: readonly PortSpan[], b: readonly PortSpan[]): boolean {
  return a.some((left) => b.some((right) => overlaps(left, right)));
}

/** `443` or `49152-65535`. */
export function formatSpan([from, to]: PortSpan): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** `9352, 5671`: in the order given, which is the order of the source. */
export function formatSpans(spans: readonly PortSpan[]): string {
  return spans.map(formatSpan).join(', ');
}

/** The distinct ranges, ascending, each as it was given: adjoining ports stay apart, so that a list reads like its source. */
export function distinctSpans(spans: readonly PortSpan[]): readonly PortSpan[] {
  const seen = new Map(spans.map((span) => [formatSpan(span), span]));
  return [...seen.values()].toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
}
