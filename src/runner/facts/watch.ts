import type { HostFacts } from '../../wire/facts.ts';

/** Memory, disks and patches change slowly: six hours, in milliseconds. */
export const factsEveryMs = 6 * 60 * 60 * 1_000;

/** What watching stands on. */
export interface WatchParts {
  /** Reads the facts anew; never rejects. */
  collect(): Promise<HostFacts>;
  /** Is told each time, first as soon as they are there. */
  publish(facts: HostFacts): void;
  readonly everyMs: number;
}

/** Collects facts now and again `everyMs` after they were there, until `stop`. Nothing is published after that. */
export function watchFacts({ collect, publish, everyMs }: WatchParts): { stop(): void } {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  const round = async (): Promise<void> => {
    const facts = await collect();
    if (stopped) return;
    publish(facts);
    timer = setTimeout(() => void round(), everyMs);
    // A process that has nothing else to do may end.
    timer.unref();
  };
  void round();
  return {
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
