import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Machine } from './addresses.ts';
import { namespaceOf } from './namespaces.ts';

/** What a suite is told of the lab that runs: a file of JSON whose path stands in the environment. */
export const description = v.strictObject({
  pid: v.number(),
  folder: v.string(),
  /** When it was begun, milliseconds since the epoch: what the dates of its certificates count from. */
  begunAt: v.number(),
});

/** The name of the variable that holds the path. */
export const variable = 'PORTOLAN_LAB';

/** The lab that runs. Fails where none does. */
export function running(): v.InferOutput<typeof description> {
  const path = process.env[variable];
  if (path === undefined) throw new Error(`no lab runs (${variable} is not set): start the suites by npm run test:lab`);
  return v.parse(v.pipe(v.string(), v.parseJson(), description), readFileSync(path, 'utf8'));
}

/** The path of a certificate, key or list. */
export function paper(name: string): string {
  return join(running().folder, 'papers', name);
}

/** A command as it is run inside a machine of the lab: what `run` and `must` take. */
export function insideOf(
  machine: Machine,
  command: string,
  args: readonly string[],
): [command: string, args: string[]] {
  return ['ip', ['netns', 'exec', namespaceOf(running().pid, machine), command, ...args]];
}
