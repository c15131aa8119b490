import type { Denial, HubFrame } from '../wire/frames.ts';
import { createGreeting, type Parties } from './greeting.ts';
import type { Link, OpenLink } from './link.ts';

/** How one connection ended. */
export type SessionEnd =
  /** It never came to a welcome. */
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfterMs: number | null }
  /** It was welcome, and the link was lost after so long (milliseconds). */
  | { readonly kind: 'lost'; readonly why: string; readonly livedMs: number }
  | { readonly kind: 'denied'; readonly code: Denial; readonly message: string; readonly skewMs: number }
  /** What answers there is not this runner's hub, or cannot be spoken with. */
  | { readonly kind: 'broken'; readonly code: string; readonly why: string };

export interface SessionParts {
  readonly open: OpenLink;
  readonly parties: Parties;
  /** Longest that challenge and welcome may take together (milliseconds). */
  readonly handshakeMs: number;
  /** Milliseconds since the epoch. */
  now(): number;
  monotonic(): number;
  /** The hub is who it should be: frames may be sent over `link`, and come to `heard`. */
  welcomed(link: Link, skewMs: number, spreadMs: number): void;
  heard(frame: HubFrame): void;
  /** A sign of life, a frame or less. */
  alive(): void;
  strange(what: string): void;
}

/**
 * Holds one connection from its opening to its end. Before the welcome is verified nothing but the greeting is looked
 * at. `signal` ends it before the welcome; afterwards whoever has the link closes it.
 */
export async function holdSession(parts: SessionParts, signal: AbortSignal): Promise<SessionEnd> {
  const greet = createGreeting(parts.parties, parts.now);
  const early: HubFrame[] = [];
  let link: Link | null = null;
  let welcomeAt: number | null = null;
  let over = false;
  let end: (ended: SessionEnd) => void = () => undefined;
  const ended = new Promise<SessionEnd>((resolve) => {
    end = (how) => {
      if (over) return;
      over = true;
      link?.close(how.kind);
      resolve(how);
    };
  });

  function onFrame(frame: HubFrame): void {
    if (over) return;
    if (link === null) early.push(frame);
    else if (welcomeAt === null || frame.type === 'denied') greetWith(link, frame);
    else parts.heard(frame);
  }

  function greetWith(open: Link, frame: HubFrame): void {
    const step = greet(frame);
    if (step.kind === 'answer') void open.send(step.hello);
    else if (step.kind === 'welcome') {
      clearTimeout(late);
      welcomeAt = parts.monotonic();
      parts.welcomed(open, step.skewMs, step.spreadMs);
    } else end(step);
  }

  const opened = await parts.open(
    {
      frame: onFrame,
      alive: parts.alive,
      strange: (what) =>
        welcomeAt === null ? end({ kind: 'broken', code: 'no-frame', why: what }) : parts.strange(what),
      closed(why) {
        if (welcomeAt === null) end({ kind: 'failed', why, retryAfterMs: null });
        else end({ kind: 'lost', why, livedMs: parts.monotonic() - welcomeAt });
      },
    },
    signal,
  );
  if (opened.kind === 'failed') return opened;
  const late = setTimeout(
    () => end({ kind: 'failed', why: 'the hub did not greet in time', retryAfterMs: null }),
    parts.handshakeMs,
  );
  link = opened.link;
  if (over) link.close('over');
  for (const frame of early.splice(0)) onFrame(frame);
  const onAbort = () => {
    if (welcomeAt === null) end({ kind: 'failed', why: 'the runner stops', retryAfterMs: null });
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const how = await ended;
  clearTimeout(late);
  signal.removeEventListener('abort', onAbort);
  return how;
}
