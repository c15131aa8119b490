/** How many probes run at once. */
export interface Limits {
  /** Against one target. More at once makes a server look slow: 50 gave a tenth of false `filtered`, 5 gave none. */
  readonly perTarget: number;
  /** Over all targets. Dropped ports cost ceil(number / this) times the time-out, so it is high. */
  readonly total: number;
  /** How many may wait for their turn; a further one is turned away. */
  readonly waiting: number;
}

export const defaultLimits: Limits = { perTarget: 5, total: 256, waiting: 100_000 };

/** What became of work that had to wait for its turn: its value, or it never ran. */
export type Turn<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'stopped' }
  /** As many wait as may. */
  | { readonly kind: 'full' };

/**
 * Lets work start in turn. Targets take turns, so that a slow one with a long queue holds nobody up; the work of one
 * target starts in the order in which it came.
 */
export interface Pace {
  /** Runs `work` once there is room for it, unless `signal` aborts before that. Fails as `work` does. */
  run<Value>(target: string, signal: AbortSignal, work: () => Promise<Value>): Promise<Turn<Value>>;
}

interface Target {
  running: number;
  /** In the order of arrival; each is called when its turn has come. */
  readonly waiting: Set<() => void>;
}

/** A pace over its own queues, all empty. */
export function createPace(limits: Limits = defaultLimits): Pace {
  const targets = new Map<string, Target>();
  /** Targets that could start something, the next in turn first. */
  const ready = new Set<string>();
  let running = 0;
  let waiting = 0;

  /** Has a target stand in line where it could start something, and not otherwise. One that stands there keeps its place. */
  function enlist(name: string, target: Target): void {
    if (target.waiting.size > 0 && target.running < limits.perTarget) ready.add(name);
    else ready.delete(name);
    if (target.waiting.size === 0 && target.running === 0) targets.delete(name);
  }

  function startNext(): void {
    while (running < limits.total) {
      const [name] = ready;
      const target = name === undefined ? undefined : targets.get(name);
      const [start] = target?.waiting ?? [];
      if (name === undefined || target === undefined || start === undefined) return;
      target.waiting.delete(start);
      waiting -= 1;
      running += 1;
      target.running += 1;
      // It had its turn and goes to the end of the line.
      ready.delete(name);
      enlist(name, target);
      start();
    }
  }

  /** Waits for a turn; tells whether it came before the signal. */
  function takeTurn(name: string, target: Target, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const onAbort = () => {
        target.waiting.delete(start);
        waiting -= 1;
        enlist(name, target);
        resolve(false);
      };
      const start = () => {
        signal.removeEventListener('abort', onAbort);
        resolve(true);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      target.waiting.add(start);
      waiting += 1;
      enlist(name, target);
      startNext();
    });
  }

  return {
    async run(name, signal, work) {
      if (signal.aborted) return { kind: 'stopped' };
      if (waiting >= limits.waiting) return { kind: 'full' };
      const target = targets.get(name) ?? { running: 0, waiting: new Set() };
      targets.set(name, target);
      if (!(await takeTurn(name, target, signal))) return { kind: 'stopped' };
      try {
        return { kind: 'done', value: await work() };
      } finally {
        running -= 1;
        target.running -= 1;
        enlist(name, target);
        startNext();
      }
    },
  };
}
