import type { HubFrame, RunnerFrame } from '../wire/frames.ts';

/** What a runner hears over a link. Nothing comes after `closed`. */
export interface LinkEvents {
  frame(frame: HubFrame): void;
  /** Any sign of life, a frame or less. */
  alive(): void;
  /** Something came that is no frame. */
  strange(what: string): void;
  /** The link is no more; `why` in words for the person at the server. */
  closed(why: string): void;
}

/** A way to the hub that is open: a WebSocket, or the memory of one process. */
export interface Link {
  /** Says something. Resolves to true once it left this process, and to false where the link is closed. */
  send(frame: RunnerFrame): Promise<boolean>;
  close(why: string): void;
}

/** A link, or why there is none. */
export type Opened =
  | { readonly kind: 'open'; readonly link: Link }
  | {
      readonly kind: 'failed';
      readonly why: string;
      /** How long the hub asks to be left alone (milliseconds); null where it does not. */
      readonly retryAfterMs: number | null;
    };

/** Opens a link. Never rejects; a link that could not be opened closes nothing. Ends at once when `signal` aborts. */
export type OpenLink = (events: LinkEvents, signal: AbortSignal) => Promise<Opened>;

/** The hub's end of a link in memory. */
export interface FarEnd {
  send(frame: HubFrame): void;
  close(): void;
  /** Called with each frame of the runner, from the moment it is set; frames before that are kept. */
  onFrame(heard: (frame: RunnerFrame) => void): void;
  onClose(closed: () => void): void;
}

/**
 * Links within one process. `accept` gets the hub's end of each. Frames are handed over one turn later, in order, as a
 * network would do it, and as copies, so that neither end can change what the other holds.
 */
export function linkInMemory(accept: (end: FarEnd) => void): OpenLink {
  return async (events) => {
    let open = true;
    let hear: ((frame: RunnerFrame) => void) | null = null;
    let ended: (() => void) | null = null;
    const early: RunnerFrame[] = [];

    function close(why: string): void {
      if (!open) return;
      open = false;
      setImmediate(() => {
        events.closed(why);
        ended?.();
      });
    }

    accept({
      send(frame) {
        const copy = structuredClone(frame);
        if (!open) return;
        setImmediate(() => {
          events.alive();
          events.frame(copy);
        });
      },
      close: () => close('the hub closed the link'),
      onFrame(heard) {
        hear = heard;
        for (const frame of early.splice(0)) heard(frame);
      },
      onClose(closed) {
        ended = closed;
      },
    });
    return {
      kind: 'open',
      link: {
        async send(frame) {
          if (!open) return false;
          const copy = structuredClone(frame);
          setImmediate(() => {
            if (hear === null) early.push(copy);
            else hear(copy);
          });
          return true;
        },
        close,
      },
    };
  };
}
