import type { HubFrame, RunnerFrame } from '../wire/frames.ts';

/** What came over a link: a frame, or something that is none. `size` is its length in characters. */
export type Received =
  | { readonly kind: 'frame'; readonly frame: RunnerFrame; readonly size: number }
  /** A greeting in another version of the wire. */
  | { readonly kind: 'other-version' }
  | { readonly kind: 'strange' };

/** What a link tells the one who listens. */
export interface LinkEvents {
  received(what: Received): void;
  /** The other side gave a sign of life that is no frame. */
  heard(): void;
  /** The link is no more; nothing comes after this. */
  closed(): void;
}

/** Why a link is closed: the other side was sent away, this bot stops, or it met a fault. */
export type Ending = 'denied' | 'stopping' | 'fault';

/** The hub's end of a link to one runner: a WebSocket, or the memory of one process. */
export interface HubLink {
  /** Where it comes from, for the log and the audit. */
  readonly from: string;
  /** Sends; nothing happens once it is closed. */
  send(frame: HubFrame): void;
  /** Asks for a sign of life. */
  ping(): void;
  /** Takes nothing in for the time being, so that the other side has to wait. */
  pause(): void;
  resume(): void;
  /** Closes after what was sent, or cuts where the other side does not take it. */
  close(ending: Ending): void;
  /** Ends it at once. */
  cut(): void;
  /** To be called once, before anything else. */
  listen(events: LinkEvents): void;
}
