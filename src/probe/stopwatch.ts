/** The steps of an attempt. */
export type Step = 'resolve' | 'connect' | 'tls' | 'answer';

/** Times the steps of one attempt. A step that is timed twice keeps the sum. */
export interface Stopwatch {
  /** Runs `work` and adds its time to `step`, whatever becomes of it. */
  time<Value>(step: Step, work: () => Promise<Value>): Promise<Value>;
  /** Milliseconds with three decimals. */
  read(): Readonly<Record<Step, number | null>> & { readonly total: number };
}

function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}

/** A stopwatch that starts now. `clock` is monotonic, in milliseconds. */
export function startStopwatch(clock: () => number = () => performance.now()): Stopwatch {
  const started = clock();
  const steps: Record<Step, number | null> = { resolve: null, connect: null, tls: null, answer: null };
  return {
    async time(step, work) {
      const from = clock();
      try {
        return await work();
      } finally {
        steps[step] = rounded((steps[step] ?? 0) + clock() - from);
      }
    },
    read: () => ({ ...steps, total: rounded(clock() - started) }),
  };
}
