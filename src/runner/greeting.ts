import { randomBytes } from 'node:crypto';
import type { Denial, HubFrame, RunnerFrameOf, Software } from '../wire/frames.ts';
import { helloText, welcomeText } from '../wire/frames.ts';
import { fingerprintOf, type KeyPair, sign, verify } from '../wire/keys.ts';
import { acceptedSkewMs, wireVersion } from '../wire/version.ts';

/** Who greets whom. */
export interface Parties {
  /** Given by the hub at enrolment. */
  readonly runner: string;
  readonly key: KeyPair;
  /** The pinned public key of the hub. */
  readonly hubKey: string;
  readonly software: Software;
}

/** Where a greeting stands after a frame of the hub. */
export type Step =
  /** The challenge was for us: this is the answer. */
  | { readonly kind: 'answer'; readonly hello: RunnerFrameOf<'hello'> }
  /** The hub proved that it has the pinned key. `skewMs` is its clock less ours. */
  | { readonly kind: 'welcome'; readonly skewMs: number; readonly spreadMs: number }
  /** The hub sends us away; nobody signed that. */
  | { readonly kind: 'denied'; readonly code: Denial; readonly message: string; readonly skewMs: number }
  /** This is not our hub, or not now: nothing further of it is looked at. */
  | {
      readonly kind: 'broken';
      readonly code: 'other-hub' | 'bad-signature' | 'version' | 'clock-skew' | 'out-of-turn';
      readonly why: string;
    };

/** A duration of clocks that differ, for people. */
export function skewWords(skewMs: number): string {
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const span = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `the clock of this server is ${span} ${skewMs < 0 ? 'ahead of' : 'behind'} the hub's; ${acceptedSkewMs / 1_000} s are accepted`;
}

/**
 * One greeting: challenge, hello, welcome. A new nonce of ours is in each, and the hub signs it, so that a recorded
 * welcome is worth nothing. Call it with each frame until it says `welcome`; after `denied` or `broken` it is over.
 */
export function createGreeting(parties: Parties, now: () => number): (frame: HubFrame) => Step {
  const hub = fingerprintOf(parties.hubKey);
  const nonce = randomBytes(24).toString('base64url');
  let answered = false;

  function broken(code: Extract<Step, { kind: 'broken' }>['code'], why: string): Step {
    return { kind: 'broken', code, why };
  }

  function answer(challenge: Extract<HubFrame, { type: 'challenge' }>): Step {
    const { runner, key, software } = parties;
    if (answered) return broken('out-of-turn', 'the hub sent two challenges');
    if (challenge.version !== wireVersion)
      return broken(
        'version',
        `the hub speaks version ${challenge.version} of the protocol and this runner ${wireVersion}; update the older one`,
      );
    if (challenge.hub !== hub)
      return broken('other-hub', `the hub there has another key than the pinned one (${challenge.hub} for ${hub})`);
    answered = true;
    const time = now();
    const text = helloText({ hub, challenge: challenge.nonce, runner, nonce, time });
    const signature = sign('hello', text, key);
    return {
      kind: 'answer',
      hello: { type: 'hello', version: wireVersion, runner, nonce, time, signature, software },
    };
  }

  function believe({ time, signature, spreadMs = 0 }: Extract<HubFrame, { type: 'welcome' }>): Step {
    if (!answered) return broken('out-of-turn', 'the hub sent a welcome before its challenge');
    const text = welcomeText({ hub, runner: parties.runner, nonce, time });
    if (!verify('welcome', text, signature, parties.hubKey))
      return broken('bad-signature', 'the hub there cannot show that it has the pinned key');
    const skewMs = time - now();
    return Math.abs(skewMs) > acceptedSkewMs
      ? broken('clock-skew', skewWords(skewMs))
      : { kind: 'welcome', skewMs, spreadMs };
  }

  return (frame) => {
    switch (frame.type) {
      case 'challenge':
        return answer(frame);
      case 'welcome':
        return believe(frame);
      case 'denied':
        return { kind: 'denied', code: frame.code, message: frame.message, skewMs: frame.time - now() };
      case 'job':
      case 'cancel':
      case 'stored':
        return broken('out-of-turn', `the hub sent “${frame.type}” before its welcome`);
    }
  };
}
