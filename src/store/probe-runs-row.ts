import * as v from 'valibot';
import { type Probe, probe } from '../probe/probe.ts';
import { type JsonObject, jsonText } from './json.ts';
import { parseRow } from './row.ts';

/** A task as it was asked for, and whether somebody has it in hand. */
export interface StoredTask {
  readonly job: string;
  /** From 0 within its run. */
  readonly position: number;
  readonly runner: string;
  readonly flows: readonly string[];
  readonly role: string;
  readonly probe: Probe;
  readonly about: JsonObject;
  readonly leased: boolean;
}

/** Texts of the catalog, as a column holds them. */
export const flowsText = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** A probe, as a column holds it. */
export const probeText = v.pipe(v.string(), v.parseJson(), probe);

const taskRow = v.object({
  id: v.string(),
  position: v.number(),
  runner_name: v.string(),
  flows: flowsText,
  role: v.string(),
  probe: probeText,
  about: jsonText,
  state: v.string(),
});

/** A row of `job` as whoever asked reads it. */
export function readTask(row: unknown): StoredTask {
  const { id, runner_name: runner, state, ...same } = parseRow('job', taskRow, row);
  const { position, flows, role, about } = same;
  return { job: id, position, runner, flows, role, probe: same.probe, about, leased: state === 'leased' };
}
