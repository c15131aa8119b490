import type { Job } from '../wire/job.ts';
import { acceptedSkewMs } from '../wire/version.ts';
import { permit, permitsAddress, type refusalOutcome, type Scope } from './permit.ts';
import type { ReadPolicy } from './policy-text.ts';
import type { Starts } from './rate.ts';

/** What a refusal says. */
export type Refusal = Parameters<typeof refusalOutcome>[0];

/** What is to be done with a job whose turn it is. */
export type Judgement =
  /** Do it; `starts` has counted it. */
  | { readonly kind: 'do'; readonly starts: Starts; permits(address: string): boolean }
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  /** The rate allows it at `notBefore`, by the clock that never goes back, and it is still good then. */
  | { readonly kind: 'wait'; readonly notBefore: number }
  | { readonly kind: 'expired' };

/** What a job is judged by. */
export interface Circumstances {
  readonly policy: ReadPolicy;
  readonly scope: Scope;
  readonly starts: Starts;
  /** Milliseconds since the epoch, and of a clock that never goes back. */
  readonly now: number;
  readonly monotonic: number;
}

/** Judges a job at the moment of its turn: the policy may have changed since it came. */
export function judge(job: Job, { policy, scope, starts, now, monotonic }: Circumstances): Judgement {
  if (job.expiresAt + acceptedSkewMs < now) return { kind: 'expired' };
  if (policy.kind === 'faults') {
    const detail = `the policy of this runner cannot be used: ${policy.faults[0] ?? 'it is empty'}`;
    return { kind: 'refuse', refusal: { rule: 'paused', detail } };
  }
  const permitted = permit({ job, policy: policy.policy, scope, starts, now: monotonic });
  if (permitted.kind === 'permitted')
    return { kind: 'do', starts: permitted.starts, permits: permitsAddress(policy.policy) };
  const { freeAt, rule, detail } = permitted;
  if (freeAt !== null && now + freeAt - monotonic < job.expiresAt) return { kind: 'wait', notBefore: freeAt };
  return { kind: 'refuse', refusal: { rule, detail } };
}
