import type { RunnerFrame } from '../../src/wire/frames.ts';
import { openOutcome } from '../store/tasks.ts';
import { type Connection, connectAs, type Identity, resultOf } from './fake-runner.ts';

/** A runner that does what a real one does about results: each is kept until the hub has it, and no job is done twice. */
export interface Robot {
  /** Connects to where the bot is now; what it held is told again. */
  moveTo(url: string): Promise<void>;
  /** Jobs by id, with the number that their result bears. */
  readonly done: ReadonlyMap<string, number>;
  /** Jobs whose result the hub said that it has. */
  readonly acknowledged: ReadonlySet<string>;
  leave(): void;
}

/** A robot that is enrolled and not connected yet. */
export function createRobot(identity: Identity): Robot {
  const kept = new Map<string, RunnerFrame>();
  const done = new Map<string, number>();
  const acknowledged = new Set<string>();
  let connection: Connection | null = null;

  async function work(mine: Connection): Promise<void> {
    for (;;) {
      const job = await mine.job();
      const result = kept.get(job.job) ?? resultOf(job, openOutcome(done.size + 1));
      if (!done.has(job.job)) done.set(job.job, done.size + 1);
      kept.set(job.job, result);
      mine.send(result);
      mine.send({ type: 'free', jobs: 8 });
    }
  }

  async function forget(mine: Connection): Promise<void> {
    for (;;) {
      const { job } = await mine.next('stored');
      acknowledged.add(job);
      kept.delete(job);
    }
  }

  return {
    done,
    acknowledged,
    async moveTo(url) {
      connection?.socket.terminate();
      const mine = await connectAs(url, identity);
      connection = mine;
      for (const result of kept.values()) mine.send(result);
      mine.send({ type: 'free', jobs: 8 });
      // Both end when the connection does, or when nothing comes for long.
      work(mine).catch(() => undefined);
      forget(mine).catch(() => undefined);
    },
    leave: () => connection?.socket.terminate(),
  };
}
