import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';

/** What the bot answered to an envelope, and after how many milliseconds. */
export interface LinkAck {
  readonly payload: unknown;
  readonly ms: number;
}

/** The WebSocket end of Socket Mode. */
export interface Link {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends an envelope and waits for its acknowledgement; null when none comes within 3 seconds. */
  send(envelope: Readonly<Record<string, unknown>>): Promise<LinkAck | null>;
  /** Sends any text, as no Slack would. */
  sendRaw(text: string): void;
  /** Slack's request to connect anew. */
  refresh(): void;
  /** Cuts the connections without a word. */
  cut(): void;
  connections(): number;
  /** How many connections there have been. */
  accepted(): number;
  close(): void;
}

const ackSchema = v.object({ envelope_id: v.string(), payload: v.optional(v.unknown()) });

export function createLink(changed: () => void): Link {
  const server = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  const waiting = new Map<string, (ack: unknown) => void>();
  let accepted = 0;

  server.on('connection', (socket) => {
    accepted += 1;
    open.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      changed();
    });
    socket.on('message', (data) => {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ackSchema), String(data));
      if (parsed.success) waiting.get(parsed.output.envelope_id)?.(parsed.output.payload);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.size, connection_info: { app_id: 'A0FAKE' } }));
    changed();
  });

  const socketOf = () => [...open].at(-1);

  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request)),
    async send(envelope) {
      const { envelope_id: given } = envelope;
      const id = typeof given === 'string' ? given : randomUUID();
      const socket = socketOf();
      if (socket === undefined) throw new Error('no Socket Mode connection');
      const started = performance.now();
      const { promise, resolve } = Promise.withResolvers<LinkAck | null>();
      waiting.set(id, (payload) => resolve({ payload, ms: performance.now() - started }));
      const timer = setTimeout(() => resolve(null), 3_000);
      socket.send(JSON.stringify({ ...envelope, envelope_id: id }));
      const ack = await promise;
      clearTimeout(timer);
      waiting.delete(id);
      return ack;
    },
    sendRaw: (text) => socketOf()?.send(text),
    refresh: () => socketOf()?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    cut() {
      for (const socket of open) socket.terminate();
    },
    connections: () => open.size,
    accepted: () => accepted,
    close() {
      for (const socket of open) socket.terminate();
      server.close();
    },
  };
}
