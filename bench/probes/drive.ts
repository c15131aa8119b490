/*
 * A process that asks prometheus-blackbox-exporter about many ports, so many at a time, or for nothing but a sign of life:
 * what the asking itself costs. Its argument is the task below; it writes a tally.
 */
import { Agent, get } from 'node:http';
import * as v from 'valibot';
import { pairsOf, spread } from './spread.ts';
import { takeTally } from './tally.ts';

const task = v.strictObject({
  port: v.number(),
  module: v.string(),
  spread,
  total: v.number(),
  /** `nothing` asks as often for `/-/healthy`. */
  ask: v.picklist(['probe', 'nothing']),
});
const given = v.parse(v.pipe(v.string(), v.parseJson(), task), process.argv[2]);
const { port, module, total } = given;
const agent = new Agent({ keepAlive: true, maxSockets: total });

function fetchText(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, agent }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (chunk: string) => {
        body += chunk;
      });
      response.once('end', () => resolve(body));
      response.once('error', reject);
    });
    request.once('error', reject);
  });
}

const result = await takeTally(pairsOf(given.spread), total, async (pair) => {
  const path = given.ask === 'nothing' ? '/-/healthy' : `/probe?module=${module}&target=${pair.host}%3A${pair.port}`;
  const body = await fetchText(path);
  const verdict = given.ask === 'nothing' ? 'asked' : /^probe_success 1$/m.test(body) ? 'open' : 'filtered';
  return { verdict, twice: false, odd: null };
});
agent.destroy();
process.stdout.write(JSON.stringify(result));
