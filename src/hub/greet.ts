import type { Software } from '../wire/frames.ts';
import { type Denial, helloText, welcomeText } from '../wire/frames.ts';
import { type KeyPair, sign, verify } from '../wire/keys.ts';
import { acceptedSkewMs, wireVersion } from '../wire/version.ts';
import type { Inbox } from './inbox.ts';
import type { HubLink } from './link.ts';

/** Who connected, by the key that it has. */
export interface Met {
  readonly kind: 'met';
  readonly runner: string;
  readonly software: Software;
  /** Says welcome. The runner believes in its hub, and takes jobs, only from then on. `spreadMs` is what it keeps for its return. */
  welcome(spreadMs: number): void;
}

export type Greeted =
  | Met
  | { readonly kind: 'denied'; readonly code: Denial; readonly message: string }
  | { readonly kind: 'closed' };

/** What the hub compares a greeting with. */
export interface GreetingParts {
  readonly key: KeyPair;
  /** Fingerprint of that key. */
  readonly hub: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Fresh each time. */
  nonce(): string;
  /** The key and the state of a runner that is enrolled; null where there is none. */
  find(id: string): Promise<{ readonly publicKey: string; readonly revokedAt: number | null } | null>;
}

const deny = (code: Denial, message: string): Greeted => ({ kind: 'denied', code, message });

/** When two clocks are too far apart to believe each other: what each one says. */
export function skewMessage(runnerTime: number, hubTime: number): string {
  const seconds = Math.round(Math.abs(runnerTime - hubTime) / 1_000);
  return `The clock of this server is ${seconds} s ${runnerTime < hubTime ? 'behind' : 'ahead of'} the hub's, and ${acceptedSkewMs / 1_000} s are accepted: here it is ${iso(runnerTime)}, at the hub ${iso(hubTime)}.`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

/** Sends a challenge and reads who answers it. Whoever does not have the key of a runner learns nothing about it. */
export async function greet(link: HubLink, inbox: Inbox, parts: GreetingParts): Promise<Greeted> {
  const { key, hub, now } = parts;
  const challenge = parts.nonce();
  link.send({ type: 'challenge', version: wireVersion, hub, nonce: challenge, time: now() });
  const received = await inbox.next();
  if (received.kind === 'closed') return { kind: 'closed' };
  if (received.kind === 'other-version')
    return deny('version', `This hub speaks version ${wireVersion}; install the runner that belongs to it.`);
  if (received.kind !== 'frame' || received.frame.type !== 'hello')
    return deny('malformed', 'A greeting was expected first.');
  const { runner, nonce, time, signature, software } = received.frame;
  const known = await parts.find(runner);
  if (known === null) return deny('unknown-runner', 'No runner with this id is enrolled here.');
  if (!verify('hello', helloText({ hub, challenge, runner, nonce, time }), signature, known.publicKey))
    return deny('bad-signature', 'The signature is not of the key that was enrolled.');
  if (known.revokedAt !== null) return deny('revoked', 'This runner was revoked.');
  const hubTime = now();
  if (Math.abs(hubTime - time) > acceptedSkewMs) return deny('clock-skew', skewMessage(time, hubTime));
  return {
    kind: 'met',
    runner,
    software,
    welcome(spreadMs) {
      const at = now();
      const proof = sign('welcome', welcomeText({ hub, runner, nonce, time: at }), key);
      link.send({ type: 'welcome', time: at, signature: proof, spreadMs });
    },
  };
}
