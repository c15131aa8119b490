import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { run } from '../../test/lab/run.ts';

/** Says that this process is the one inside. */
const flag = '--inside';

/**
 * A network and processes of their own: real ports and dropped ones without a trace outside, and when the first process
 * in there ends, the kernel ends all others and takes the rest away.
 */
const own = ['--net', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;

/** How to get one: as root, or where the system lets anybody be root of a namespace. */
const ways = [own, ['--user', '--map-root-user', ...own]] as const;

/** Whether this process runs inside. */
export function isInside(): boolean {
  return process.argv.includes(flag);
}

/**
 * Runs this same script inside a namespace of its own, for `deadlineMs` at most; its exit code. Null where this system
 * gives none.
 */
export async function runInside(deadlineMs: number): Promise<number | null> {
  for (const way of ways) {
    const tried = await run('unshare', [...way, 'true']).catch(() => null);
    if (tried?.status !== 0) continue;
    const child = spawn('unshare', [...way, process.execPath, ...process.argv.slice(1), flag], { stdio: 'inherit' });
    const end = () => child.kill('SIGKILL');
    const timer = setTimeout(() => {
      process.stderr.write(`the bench was ended after ${deadlineMs / 1_000} s\n`);
      end();
    }, deadlineMs);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
    await once(child, 'exit');
    clearTimeout(timer);
    return child.exitCode ?? 1;
  }
  return null;
}

/** Makes loopback work, and some of its ports drop what comes. False where nftables is missing. */
export async function furnish(dropped: { readonly from: number; readonly to: number }): Promise<boolean> {
  const up = await run('ip', ['link', 'set', 'lo', 'up']);
  if (up.status !== 0) throw new Error(`loopback cannot be brought up: ${up.stderr}`);
  const rules = `table inet bench {
  chain silence {
    type filter hook input priority 0
    tcp dport ${dropped.from}-${dropped.to} drop
  }
}
`;
  const ruled = await run('nft', ['-f', '-'], { input: rules }).catch(() => null);
  if (ruled !== null && ruled.status !== 0) throw new Error(`the ports cannot be dropped: ${ruled.stderr}`);
  return ruled !== null;
}
