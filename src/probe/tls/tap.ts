import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { codeOf } from '../net/socket-error.ts';

/** A stream in between that keeps what a server says first, as it stands on the wire. */
export interface Tap {
  readonly stream: Duplex;
  /** The first bytes that came in. */
  heard(): Buffer;
  /** How the connection ended; null while it is open. */
  ended(): 'reset' | 'end' | null;
}

/** How much is kept: a handshake with a long chain and the longest list of authorities that Windows sends (16 KB). */
const mostHeard = 131_072;

/** A tap on a connected socket, which is closed with the stream. */
export function tapOf(socket: Socket): Tap {
  const pieces: Buffer[] = [];
  let length = 0;
  let ended: 'reset' | 'end' | null = null;

  const stream = new Duplex({
    read: () => socket.resume(),
    write: (chunk: Buffer, _encoding, callback) => {
      socket.write(chunk, callback);
    },
    final: (callback) => {
      socket.end(callback);
    },
    destroy: (error, callback) => {
      socket.destroy();
      callback(error);
    },
  });

  socket.on('data', (chunk: Buffer) => {
    const kept = chunk.subarray(0, mostHeard - length);
    if (kept.length > 0) pieces.push(kept);
    length += kept.length;
    if (!stream.push(chunk)) socket.pause();
  });
  socket.on('end', () => {
    ended ??= 'end';
    stream.push(null);
  });
  socket.on('error', (error) => {
    ended ??= codeOf(error) === 'ECONNRESET' || codeOf(error) === 'EPIPE' ? 'reset' : 'end';
  });
  socket.on('close', () => {
    ended ??= 'end';
    stream.destroy();
  });
  // Whoever reads the stream hears of it; nobody else must.
  stream.on('error', () => undefined);

  return { stream, heard: () => Buffer.concat(pieces), ended: () => ended };
}
