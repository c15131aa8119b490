/*
 * The least that Node can do: opens a connection to each port and closes it. Its argument is the task below; it writes a
 * tally.
 */
import { connect } from 'node:net';
import * as v from 'valibot';
import { pairsOf, spread } from './spread.ts';
import { takeTally } from './tally.ts';

const task = v.strictObject({ spread, total: v.number(), timeoutMs: v.number() });
const { spread: over, total, timeoutMs } = v.parse(v.pipe(v.string(), v.parseJson(), task), process.argv[2]);

function knock(host: string, port: number): Promise<'open' | 'filtered' | 'refused'> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (verdict: 'open' | 'filtered' | 'refused') => {
      clearTimeout(timer);
      socket.destroy();
      resolve(verdict);
    };
    const timer = setTimeout(() => finish('filtered'), timeoutMs);
    socket.once('connect', () => finish('open'));
    socket.on('error', () => finish('refused'));
  });
}

const result = await takeTally(pairsOf(over), total, async ({ host, port }) => ({
  verdict: await knock(host, port),
  twice: false,
  odd: null,
}));
process.stdout.write(JSON.stringify(result));
