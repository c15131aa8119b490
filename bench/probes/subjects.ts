import * as v from 'valibot';
import { timeProgram } from '../programs.ts';
import type { Blackbox } from './blackbox.ts';
import type { Figure, Subject } from './contest.ts';
import { type Hurry, scanPorts } from './nmap.ts';
import type { Spread } from './spread.ts';
import { type Tally, tally } from './tally.ts';

/** Longest that one run of anything may take (milliseconds). */
const withinMs = 300_000;

function figureOf({ wallMs, verdicts }: Tally, wholeMs: number | null): Figure {
  const { open = 0, filtered = 0, ...rest } = verdicts;
  const other = Object.values(rest).reduce((sum, count) => sum + count, 0);
  return { insideMs: wallMs, wholeMs, open, filtered, other };
}

/** Runs a program of ours that writes a tally. What was odd is told. */
export async function runTally(
  program: string,
  task: object,
): Promise<{ readonly figure: Figure; readonly tally: Tally }> {
  const { said, wallMs } = await timeProgram(program, task, withinMs);
  const told = v.parse(tally, said);
  for (const odd of told.odd) process.stderr.write(`  ${odd}\n`);
  return { figure: figureOf(told, wallMs), tally: told };
}

/** A program of ours that writes a tally. */
export function subject(name: string, program: string, task: object): Subject {
  return { name, run: async () => (await runTally(program, task)).figure };
}

/** nmap over these ports. */
export function scanner(spread: Spread, hurry: Hurry, folder: string): Subject {
  const pairs = spread.addresses * spread.ports;
  return {
    name: `nmap -sT, ${spread.addresses} addresses (${hurry.name})`,
    async run() {
      const { wallMs, open, filtered, finished } = await scanPorts(spread, hurry, folder, withinMs);
      if (!finished) throw new Error('nmap did not come to an end');
      return { insideMs: null, wholeMs: wallMs, open, filtered, other: pairs - open - filtered };
    },
  };
}

/** The exporter, asked about these ports. */
export function exporter({ port }: Blackbox, module: string, spread: Spread, total: number): Subject {
  return {
    name: `blackbox_exporter, ${total} at once`,
    async run() {
      const { figure } = await runTally('./probes/drive.ts', { port, module, spread, total, ask: 'probe' });
      // The exporter runs already, and who asks it is not part of it.
      return { ...figure, wholeMs: null };
    },
  };
}
