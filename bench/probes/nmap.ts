import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../test/lab/run.ts';
import { timeCommand } from '../programs.ts';
import { addressesOf, rangeOf, type Spread } from './spread.ts';

/** What a scan came to. */
export interface Scan {
  /** The whole process, the only way to run it (milliseconds). */
  readonly wallMs: number;
  readonly open: number;
  readonly filtered: number;
  readonly finished: boolean;
}

/** The version that is installed; null where none is. */
export async function nmapVersion(): Promise<string | null> {
  const asked = await run('nmap', ['--version']).catch(() => null);
  return /^Nmap version (\S+)/.exec(asked?.stdout ?? '')?.[1] ?? null;
}

/** How nmap is told to hurry. */
export interface Hurry {
  readonly name: string;
  readonly options: readonly string[];
}

/** Over ports that answer. Which is best changes with the shape and the machine. */
export const hurriesOpen: readonly Hurry[] = [
  { name: '-T5', options: ['-T5'] },
  { name: '-T5, 300 at once', options: ['-T5', '--min-parallelism', '300', '--max-retries', '1'] },
  {
    name: '-T4, 50,000 a second',
    options: ['-T4', '--min-parallelism', '300', '--max-retries', '1', '--min-rate', '50000'],
  },
];

const oneSecondOneTry = ['--max-retries', '0', '--initial-rtt-timeout', '1000ms', '--max-rtt-timeout', '1000ms'];

/** Over ports that do not: one second and one try for each. */
export const hurriesDropped: readonly Hurry[] = [
  { name: '1 s, one try', options: [...oneSecondOneTry, '--min-parallelism', '5000'] },
];

/** Counts of the greppable format: ports by name, and those of one kind that it only counts. */
function countIn(text: string, state: 'open' | 'filtered'): number {
  const named = text.match(new RegExp(`/${state}/`, 'g'))?.length ?? 0;
  const ignored = [...text.matchAll(/Ignored State: (\w+) \((\d+)\)/g)];
  return ignored.reduce((sum, [, name, count]) => sum + (name === state ? Number(count) : 0), named);
}

async function scan(addresses: number, options: readonly string[], folder: string, timeoutMs: number): Promise<Scan> {
  const list = join(folder, `addresses-${addresses}`);
  writeFileSync(list, addressesOf(addresses).join('\n'));
  const group = ['--min-hostgroup', String(addresses)];
  const { stdout, status, wallMs } = await timeCommand(
    'nmap',
    ['-n', '-Pn', ...options, ...group, '-iL', list, '-oG', '-'],
    timeoutMs,
  );
  return {
    wallMs,
    open: countIn(stdout, 'open'),
    filtered: countIn(stdout, 'filtered'),
    finished: status === 0,
  };
}

/** A connect scan. */
export function scanPorts(spread: Spread, { options }: Hurry, folder: string, timeoutMs: number): Promise<Scan> {
  return scan(spread.addresses, ['-sT', '-p', rangeOf(spread), ...options], folder, timeoutMs);
}

/** A scan that asks each port what it speaks. */
export function scanServices(
  addresses: number,
  ports: readonly number[],
  folder: string,
  timeoutMs: number,
): Promise<Scan> {
  const hurry = ['-T4', '--min-parallelism', '100'];
  return scan(addresses, ['-sT', '-sV', '-p', ports.join(','), ...hurry], folder, timeoutMs);
}
