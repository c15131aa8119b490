import * as v from 'valibot';
import { outcome } from '../../src/probe/outcome.ts';
import { probe } from '../../src/probe/probe.ts';

/** What probing stands on. Paths are of PEM files. */
export const settings = v.strictObject({
  timeoutMs: v.number(),
  /** Probes in flight to one target, and in all. */
  perTarget: v.number(),
  total: v.number(),
  /** Added to the wall clock: a machine whose clock is wrong. */
  clockShiftMs: v.number(),
  proxy: v.nullable(v.strictObject({ host: v.string(), port: v.number(), authorization: v.nullable(v.string()) })),
  /** What stands for the roots that Node brings, and for the machine's own store. */
  trust: v.strictObject({ bundled: v.array(v.string()), system: v.array(v.string()) }),
});

export type Settings = v.InferOutput<typeof settings>;

/** What the driver is told, one line of JSON. */
export const errand = v.strictObject({ id: v.number(), settings, probes: v.array(probe) });

export type Errand = v.InferOutput<typeof errand>;

/** What the driver answers, one line of JSON: every outcome, in the order of the probes. */
export const report = v.strictObject({ id: v.number(), outcomes: v.array(outcome) });

export type Report = v.InferOutput<typeof report>;
