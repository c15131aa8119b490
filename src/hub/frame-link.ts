import type { HubFrame, RunnerFrame } from '../wire/frames.ts';
import type { HubLink } from './link.ts';

/** One end of a link that carries frames within one process, and so needs no patience. */
export interface FrameEnd {
  send(frame: HubFrame): void;
  close(): void;
  onFrame(heard: (frame: RunnerFrame) => void): void;
  onClose(closed: () => void): void;
}

/** The hub's end of a link to a runner of its own process. */
export function linkOfFrames(end: FrameEnd): HubLink {
  let open = true;
  let heard: (() => void) | null = null;
  const close = () => {
    open = false;
    end.close();
  };
  return {
    from: 'this process',
    send(frame) {
      if (open) end.send(frame);
    },
    // Who shares our process lives as long as we do.
    ping: () => heard?.(),
    pause: () => undefined,
    resume: () => undefined,
    close,
    cut: close,
    listen({ received, heard: alive, closed }) {
      heard = alive;
      end.onFrame((frame) => received({ kind: 'frame', frame, size: 0 }));
      end.onClose(() => {
        open = false;
        closed();
      });
    },
  };
}
