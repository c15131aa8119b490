import { type RawData, WebSocket } from 'ws';
import type { Ending, HubLink } from './link.ts';
import { readFrame } from './read-frame.ts';

/** Status codes of RFC 6455, section 7.4.1: policy violation, going away, unexpected condition. */
const codes: Readonly<Record<Ending, number>> = { denied: 1008, stopping: 1001, fault: 1011 };

/** How long the other side has to take what was sent and close as well (milliseconds). */
const closeMs = 2_000;

/**
 * Bytes that may wait for the other side to take them: ten times what all jobs that a runner may have in hand come to.
 * Whoever takes nothing and goes on talking would fill the memory with answers.
 */
const mostUnsent = 8 * 1024 * 1024;

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data).toString('utf8');
}

/** The hub's end of a WebSocket. `from` is the address that it comes from. */
export function linkOfWebSocket(socket: WebSocket, from: string): HubLink {
  const cutIfDeaf = () => {
    if (socket.bufferedAmount > mostUnsent) socket.terminate();
  };
  return {
    from,
    send(frame) {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(JSON.stringify(frame));
      cutIfDeaf();
    },
    ping() {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close(ending) {
      // A socket that is paused does not see the other side's goodbye.
      socket.resume();
      socket.close(codes[ending]);
      const cut = setTimeout(() => socket.terminate(), closeMs);
      socket.once('close', () => clearTimeout(cut));
    },
    cut: () => socket.terminate(),
    listen({ received, heard, closed }) {
      socket.on('message', (data, isBinary) => received(isBinary ? { kind: 'strange' } : readFrame(textOf(data))));
      socket.on('ping', () => {
        // Answered by itself.
        cutIfDeaf();
        heard();
      });
      socket.on('pong', heard);
      // Too large a message, or no WebSocket at all: the socket closes by itself after this.
      socket.on('error', () => undefined);
      socket.once('close', closed);
    },
  };
}
