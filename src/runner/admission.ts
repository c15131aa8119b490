import * as v from 'valibot';
import { type Cancellation, type Job, openCancellation, openJob, type Rejection, type Signed } from '../wire/job.ts';
import { fingerprintOf } from '../wire/keys.ts';
import { id } from '../wire/parts.ts';
import { acceptedSkewMs } from '../wire/version.ts';
import type { Nonces } from './nonces.ts';

/** What became of a signed job. */
export type Admitted =
  | { readonly kind: 'job'; readonly job: Job }
  /** Signed for this runner, and seen before. */
  | { readonly kind: 'again'; readonly job: Job }
  | {
      readonly kind: 'rejected';
      readonly why: Rejection | 'nonces-full' | 'nonce-not-kept';
      /** The job that it says it is, where that can be read: enough to give it back, and for nothing else. */
      readonly job: string | null;
      readonly cause: unknown;
    };

/** Decides which jobs a runner looks at. */
export interface Admission {
  /** Signature, addressee and time first, then whether it is new; when it says `job`, that it came is on the disk. */
  admit(signed: Signed): Promise<Admitted>;
  /** A cancellation of this hub for this runner; else null. */
  admitCancellation(signed: Signed): Cancellation | null;
}

export interface AdmissionParts {
  readonly runner: string;
  /** The pinned key. */
  readonly hubKey: string;
  readonly nonces: Nonces;
  /** Milliseconds since the epoch. */
  now(): number;
}

const claim = v.pipe(v.string(), v.parseJson(), v.object({ job: id }));

function claimedJob(payload: string): string | null {
  const parsed = v.safeParse(claim, payload);
  return parsed.success ? parsed.output.job : null;
}

/** Admission of jobs that the pinned key signed for this runner, each nonce once. */
export function createAdmission({ runner, hubKey, nonces, now }: AdmissionParts): Admission {
  const hub = fingerprintOf(hubKey);
  const expected = () => ({ hubKey, hub, runner, now: now(), skewMs: acceptedSkewMs });
  return {
    async admit(signed) {
      const rejected = (why: Extract<Admitted, { kind: 'rejected' }>['why'], cause: unknown = null): Admitted => ({
        kind: 'rejected',
        why,
        job: claimedJob(signed.payload),
        cause,
      });
      const opened = openJob(signed, expected());
      if (opened.kind === 'rejected') return rejected(opened.why);
      const { job } = opened;
      try {
        const claimed = await nonces.claim(job.nonce, job.expiresAt);
        if (claimed === 'full') return rejected('nonces-full');
        return { kind: claimed === 'first' ? 'job' : 'again', job };
      } catch (cause) {
        return rejected('nonce-not-kept', cause);
      }
    },
    admitCancellation: (signed) => openCancellation(signed, expected()),
  };
}
