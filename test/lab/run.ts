import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a command came to. `status` is null where it was ended for taking too long. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface RunOptions {
  /** Given on standard input. */
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** After this it is killed (milliseconds). */
  readonly timeoutMs?: number;
}

/** Longer than any command of the lab takes, provisioning included. */
const patienceMs = 60_000;

/** Runs a command to its end. Never fails for what the command does; fails where it cannot be started. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(command, args, { env: options.env, cwd: options.cwd, stdio: 'pipe' });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A command that ends without reading its input is not at fault.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? patienceMs);
  await once(child, 'close');
  clearTimeout(timer);
  return { status: child.exitCode, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

/** Runs a command that must succeed; its standard output. */
export async function must(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const ran = await run(command, args, options);
  if (ran.status === 0) return ran.stdout;
  throw new Error(
    `${command} ${args.join(' ')}\nended with ${ran.status}: ${(ran.stderr || ran.stdout).slice(-2_000)}`,
  );
}
