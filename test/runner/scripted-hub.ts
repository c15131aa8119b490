import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type HubFrame,
  helloText,
  type RunnerFrame,
  type RunnerFrameOf,
  runnerFrame,
  welcomeText,
} from '../../src/wire/frames.ts';
import { type Job, signJob } from '../../src/wire/job.ts';
import { createKeyPair, fingerprintOf, type KeyPair, sign, verify } from '../../src/wire/keys.ts';
import { connectPath } from '../../src/wire/version.ts';

/** Whatever is waited for comes within this, or the test failed (milliseconds). */
const patienceMs = 8_000;

/** Waits until something is so. */
export async function until(holds: () => boolean, what: string, withinMs = patienceMs): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) assert.fail(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A fresh nonce. */
export function freshNonce(): string {
  return randomBytes(24).toString('base64url');
}

/** The hub's end of one connection, played by a test. */
export interface HubConnection {
  readonly request: IncomingMessage;
  /** Every frame that came, in order; each was checked against the schema. */
  readonly frames: readonly RunnerFrame[];
  /** The next frame of this type that was not taken yet. */
  next<Type extends RunnerFrame['type']>(type: Type): Promise<RunnerFrameOf<Type>>;
  send(frame: HubFrame): void;
  /** Sends any text. */
  sendText(text: string): void;
  /** Ends the TCP connection with no good-bye. */
  cut(): void;
  /** Takes nothing in and answers nothing any more, pings included: what a firewall leaves that forgot the connection. */
  freeze(): void;
  readonly isClosed: boolean;
  /** Challenge, hello, welcome. Returns the hello. */
  greet(): Promise<RunnerFrameOf<'hello'>>;
}

/** A hub that does only what a test tells it. */
export interface ScriptedHub extends AsyncDisposable {
  readonly url: URL;
  readonly port: number;
  readonly key: KeyPair;
  /** Fingerprint of its key. */
  readonly id: string;
  /** The next connection that comes. */
  connection(): Promise<HubConnection>;
  /** How many connections came. */
  readonly connections: number;
  /** A job for a runner, signed. */
  sign(job: Job, key?: KeyPair): Extract<HubFrame, { type: 'job' }>;
}

export interface HubWishes {
  readonly key?: KeyPair;
  /** Of the runner that is expected. */
  readonly runnerKey?: string;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Answers plain requests, such as an enrolment. */
  readonly onRequest?: RequestListener;
  /** Refuses the upgrade with these raw lines. */
  readonly upgradeRefusal?: string;
  readonly now?: () => number;
}

function connectionOf(
  ws: WebSocket,
  request: IncomingMessage,
  hub: Pick<ScriptedHub, 'key' | 'id'>,
  wishes: HubWishes,
): HubConnection {
  const { now = Date.now } = wishes;
  const frames: RunnerFrame[] = [];
  const taken = new Set<RunnerFrame>();
  let isClosed = false;
  ws.on('message', (data) => frames.push(v.parse(v.pipe(v.string(), v.parseJson(), runnerFrame), String(data))));
  ws.on('error', () => undefined);
  ws.on('close', () => {
    isClosed = true;
  });
  const connection: HubConnection = {
    request,
    frames,
    async next(type) {
      const isNext = (frame: RunnerFrame): frame is RunnerFrameOf<typeof type> =>
        frame.type === type && !taken.has(frame);
      await until(
        () => frames.some(isNext),
        `a frame ${type}; there were ${frames.map((frame) => frame.type).join(', ') || 'none'}`,
      );
      const frame = frames.find(isNext);
      assert.ok(frame);
      taken.add(frame);
      return frame;
    },
    send: (frame) => ws.send(JSON.stringify(frame)),
    sendText: (text) => ws.send(text),
    cut: () => ws.terminate(),
    freeze: () => ws.pause(),
    get isClosed() {
      return isClosed;
    },
    async greet() {
      const challenge = freshNonce();
      connection.send({ type: 'challenge', version: 1, hub: hub.id, nonce: challenge, time: now() });
      const hello = await connection.next('hello');
      const { runner, nonce, time, signature } = hello;
      if (wishes.runnerKey !== undefined)
        assert.ok(
          verify('hello', helloText({ hub: hub.id, challenge, runner, nonce, time }), signature, wishes.runnerKey),
        );
      const at = now();
      const text = welcomeText({ hub: hub.id, runner, nonce, time: at });
      connection.send({ type: 'welcome', time: at, signature: sign('welcome', text, hub.key) });
      return hello;
    },
  };
  return connection;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}

/** Starts a hub on loopback. */
export async function startScriptedHub(wishes: HubWishes = {}): Promise<ScriptedHub> {
  const { key = createKeyPair(), tls, onRequest = (_, response) => response.writeHead(404).end() } = wishes;
  const id = fingerprintOf(key.publicKey);
  const server = tls === undefined ? createServer(onRequest) : createTlsServer(tls, onRequest);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  const upgrades = new WebSocketServer({ noServer: true });
  const waiting: HubConnection[] = [];
  let connections = 0;
  server.on('upgrade', (request, socket, head) => {
    assert.equal(request.url, connectPath);
    if (wishes.upgradeRefusal !== undefined) {
      socket.end(wishes.upgradeRefusal);
      return;
    }
    upgrades.handleUpgrade(request, socket, head, (ws) => {
      connections += 1;
      waiting.push(connectionOf(ws, request, { key, id }, wishes));
    });
  });
  const port = await listen(server);
  return {
    url: new URL(`${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`),
    port,
    key,
    id,
    async connection() {
      await until(() => waiting.length > 0, 'a connection');
      const first = waiting.shift();
      assert.ok(first);
      return first;
    },
    get connections() {
      return connections;
    },
    sign: (job, by = key) => ({ type: 'job', ...signJob(job, by) }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A job for a runner: an LDAP question to 127.0.0.1 that is good for a minute. */
export function jobFor(runner: string, hub: Pick<ScriptedHub, 'id'>, changes: Partial<Job> = {}): Job {
  const now = Date.now();
  return {
    version: 1,
    hub: hub.id,
    runner,
    job: `job-${randomBytes(6).toString('hex')}`,
    attempt: 1,
    nonce: freshNonce(),
    issuedAt: now,
    expiresAt: now + 60_000,
    deadlineMs: 5_000,
    flow: 'connect-dc-ldap',
    role: 'connect',
    probe: { kind: 'ldap', host: '127.0.0.1', port: 389 },
    ...changes,
  };
}
