import * as v from 'valibot';
import { cut } from '../probe/evidence.ts';
import { type Outcome, outcome } from '../probe/outcome.ts';
import type { Prove } from '../probe/prove.ts';
import type { Job } from '../wire/job.ts';
import { acceptedSkewMs, longestMessage } from '../wire/version.ts';
import { faultsIn } from './faults-in.ts';
import { untried } from './permit.ts';
import { shortened } from './shortened.ts';

export interface ExecuteParts {
  readonly prove: Prove;
  permits(address: string): boolean;
  /** Ends the job early. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Told of what no probe should do: reject, hang, or find what cannot be said. */
  fault(error: unknown): void;
  /** How long after its deadline a probe is given up. */
  readonly graceMs?: number;
}

/** A prober ends within a step of its deadline; one that does not is given up (milliseconds). */
const usualGraceMs = 5_000;

/** The rest of a result message is some 200 characters. */
const longestOutcome = longestMessage - 1_024;

/** What cannot be judged, because something of ours failed. */
function faulty(code: string, detail: string): Outcome {
  return { verdict: 'error', code, detail: cut(detail), evidence: null, ...untried };
}

/** An outcome for a job that was cancelled before it began. */
export const cancelledOutcome: Outcome = faulty('cancelled', 'the job was cancelled');

/** How long a job may take from now: its own deadline, and never beyond its expiry. */
function timeFor({ deadlineMs, expiresAt }: Job, now: number): number {
  return Math.max(1, Math.min(deadlineMs, expiresAt + acceptedSkewMs - now));
}

/** Executes a permitted job. Always resolves, soon after the deadline at the latest, with what can be sent. */
export async function execute(job: Job, parts: ExecuteParts): Promise<Outcome> {
  const { prove, permits, signal, now, fault, graceMs = usualGraceMs } = parts;
  const ms = timeFor(job, now());
  const given = new Promise<Outcome>((resolve) => {
    const timer = setTimeout(() => {
      fault(new Error(`${job.probe.kind} went on after its deadline`));
      resolve(faulty('deadline', 'the probe did not end at its deadline'));
    }, ms + graceMs);
    const ends = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
    const proving: Prove = async (...asked) => prove(...asked);
    const failed = (error: unknown): Outcome => {
      fault(error);
      return faulty('internal', 'the probe failed inside the runner; its journal says more');
    };
    void proving(job.probe, { signal: ends, permits })
      .catch(failed)
      .then((found) => {
        clearTimeout(timer);
        resolve(found);
      });
  });
  const parsed = v.safeParse(outcome, await given);
  if (parsed.success) return shortened(parsed.output, longestOutcome);
  fault(new Error(`${job.probe.kind} found what cannot be said: ${faultsIn(parsed.issues).join('; ')}`));
  return faulty('internal', 'the probe found what cannot be said; the journal of the runner says more');
}
