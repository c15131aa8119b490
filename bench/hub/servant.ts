import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

/** A process of the bench that does what it is asked, one thing after another. */
export interface Servant {
  readonly pid: number;
  /** Fails where the other side does, or does not answer within `withinMs`. */
  ask<Schema extends v.GenericSchema>(
    task: string,
    given: unknown,
    answer: Schema,
    withinMs?: number,
  ): Promise<v.InferOutput<Schema>>;
  stop(): Promise<void>;
}

const usualWithinMs = 60_000;

const answerFrame = v.union([
  v.strictObject({ id: v.number(), value: v.unknown() }),
  v.strictObject({ id: v.number(), failure: v.string() }),
]);

/** Files that a process may have open at most; Node itself goes up to it. */
function mostFiles(): number {
  const limit = /^Max open files\s+\d+\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit);
}

/**
 * The words that start a command with room for so many open files: none where there is room already. Null where this
 * account may not have so many.
 */
export function roomFor(files: number): readonly string[] | null {
  if (mostFiles() >= files) return [];
  const raise = ['sh', '-c', `ulimit -n ${files} && exec "$@"`, 'sh'];
  return spawnSync('sh', [...raise.slice(1), 'true']).status === 0 ? raise : null;
}

/** Starts a program of this folder. `raise` are the words of `roomFor`. */
export function startServant(program: string, raise: readonly string[]): Servant {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const [command = process.execPath, ...words] = [...raise, process.execPath, '--expose-gc', path];
  const child = spawn(command, words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  let asked = 0;

  return {
    pid: child.pid ?? 0,

    ask(task, given, answer, withinMs = usualWithinMs) {
      const id = asked++;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => finish(() => reject(new Error(`${task} takes too long`))), withinMs);
        const finish = (end: () => void) => {
          clearTimeout(timer);
          child.off('message', hear).off('exit', gone);
          end();
        };
        const gone = () => finish(() => reject(new Error(`${program} ended during ${task}`)));
        const hear = (message: unknown) => {
          const heard = v.parse(answerFrame, message);
          if (heard.id !== id) return;
          if ('failure' in heard) finish(() => reject(new Error(`${task}: ${heard.failure}`)));
          else finish(() => resolve(v.parse(answer, heard.value)));
        };
        child.on('message', hear).once('exit', gone);
        child.send({ id, task, given });
      });
    },

    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

const askFrame = v.strictObject({ id: v.number(), task: v.string(), given: v.optional(v.unknown()) });

/** In the process itself: does what is asked, by name, until the other side is gone. */
export function serve(tasks: Readonly<Record<string, (given: unknown) => unknown>>): void {
  process.on('message', async (message) => {
    const { id, task, given } = v.parse(askFrame, message);
    try {
      const work = tasks[task];
      if (work === undefined) throw new TypeError(`${task} is no task`);
      process.send?.({ id, value: (await work(given)) ?? null });
    } catch (error) {
      process.send?.({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once('disconnect', () => process.exit(0));
}
