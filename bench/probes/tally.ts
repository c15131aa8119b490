import * as v from 'valibot';

/** What one run over many ports or flows came to, as its program writes it. */
export const tally = v.strictObject({
  /** From the first question to the last answer (milliseconds). */
  wallMs: v.number(),
  /** Processor time of the whole process until then, start included (milliseconds). */
  cpuMs: v.number(),
  /** Highest resident memory (2^20 bytes). */
  peakMb: v.number(),
  /** How many came to what. */
  verdicts: v.record(v.string(), v.number()),
  /** How many were tried twice. */
  twice: v.number(),
  /** Whatever was not as it should be, a few of them, to look into. */
  odd: v.array(v.string()),
});

export type Tally = v.InferOutput<typeof tally>;

/** Does every piece of work, so many at a time, and counts what they come to. */
export async function takeTally<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<{ readonly verdict: string; readonly twice: boolean; readonly odd: string | null }>,
): Promise<Tally> {
  const verdicts: Record<string, number> = {};
  const odd: string[] = [];
  const waiting = items.values();
  let twice = 0;
  const begun = performance.now();
  async function takeInTurn(): Promise<void> {
    for (const item of waiting) {
      const came = await work(item);
      verdicts[came.verdict] = (verdicts[came.verdict] ?? 0) + 1;
      if (came.twice) twice += 1;
      if (came.odd !== null && odd.length < 5) odd.push(came.odd);
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, takeInTurn));
  const wallMs = performance.now() - begun;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { wallMs, cpuMs: (userCPUTime + systemCPUTime) / 1_000, peakMb: maxRSS / 1_024, verdicts, twice, odd };
}
