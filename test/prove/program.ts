import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../bin/portolan.js', import.meta.url));

/** How long one step of a process may take (milliseconds); a start takes a second, and many where the machine is busy. */
export const patienceMs = 40_000;

/** How a process ended. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** `portolan` as people run it: a process with an environment. */
export interface Program {
  /** All that it has printed so far, both streams. */
  printed(): string;
  /** Waits until what it printed matches, and gives the match. Fails with what it printed, also when it ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<End>;
}

export interface ProgramOptions {
  /** Its folder, where it would look for `.env`. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Text for its standard input, which ends then. */
  readonly input?: string;
  /** How far its clock is ahead of this machine's (milliseconds). */
  readonly clockMs?: number;
}

const running = new Set<ChildProcess>();

// Tests that are broken off leave nothing behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A module that moves the clock of the process that loads it first. */
function clockModule(ms: number): string {
  const code = `const real = Date.now; const RealDate = Date; const ahead = ${ms};
globalThis.Date = class Date extends RealDate {
  constructor(...given) { if (given.length === 0) super(real() + ahead); else super(...given); }
  static now() { return real() + ahead; }
};`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function environment({ env = {}, clockMs = 0 }: ProgramOptions): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([key]) => !/^(SLACK|TEAMS|DATABASE|PORTOLAN)_|^NODE_OPTIONS$/.test(key),
  );
  const clock = clockMs === 0 ? {} : { NODE_OPTIONS: `--import=${clockModule(clockMs)}` };
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8', ...clock, ...env };
}

/** Starts `portolan` with these arguments. */
export function startProgram(parameters: readonly string[], options: ProgramOptions): Program {
  const child = spawn(process.execPath, [file, ...parameters], { cwd: options.cwd, env: environment(options) });
  running.add(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  let over: End | null = null;
  const ended = new Promise<End>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      over = { code, signal };
      resolve(over);
    });
  });
  return {
    printed: () => printed,
    ended,
    kill: (signal) => void child.kill(signal),
    async until(pattern) {
      const giveUp = Date.now() + patienceMs;
      for (;;) {
        const found = pattern.exec(printed);
        if (found !== null) return found;
        if (over !== null) throw new Error(`it ended (${JSON.stringify(over)}) without ${pattern}:\n${printed}`);
        if (Date.now() > giveUp) throw new Error(`no ${pattern} in time:\n${printed}`);
        await sleep(10);
      }
    },
  };
}

/** Runs `portolan` to its end. */
export async function runProgram(
  parameters: readonly string[],
  options: ProgramOptions,
): Promise<End & { readonly printed: string }> {
  const program = startProgram(parameters, options);
  const end = await within(program.ended, `the end of portolan ${parameters.join(' ')}`);
  return { ...end, printed: program.printed() };
}

/** The same promise under a deadline. */
export async function within<Value>(promise: Promise<Value>, what: string, ms = patienceMs): Promise<Value> {
  const late = new AbortController();
  const failing = sleep(ms, undefined, { signal: late.signal }).then(() => {
    throw new Error(`waited ${ms} ms in vain for ${what}`);
  });
  try {
    return await Promise.race([promise, failing]);
  } finally {
    late.abort();
    failing.catch(() => undefined);
  }
}

/** Waits until this gives something other than null and false. */
export async function until<Value>(
  what: string,
  look: () => Value | null | false | Promise<Value | null | false>,
  ms = patienceMs,
): Promise<Value> {
  const giveUp = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (Date.now() > giveUp) throw new Error(`waited ${ms} ms in vain for ${what}`);
    await sleep(20);
  }
}
