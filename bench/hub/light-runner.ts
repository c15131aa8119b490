import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { type RawData, WebSocket } from 'ws';
import { fullJitter, usualBackoff } from '../../src/runner/backoff.ts';
import { localPolicy } from '../../src/runner/usual-policy.ts';
import { helloText, type RunnerFrame } from '../../src/wire/frames.ts';
import { type KeyPair, sign } from '../../src/wire/keys.ts';
import { connectPath, wireVersion } from '../../src/wire/version.ts';
import { someFacts } from '../../test/runner/test-runner.ts';
import { clock } from './wire.ts';

/** A runner that says what a real one says and believes everything: ten thousand fit into one process. */
export interface LightRunner {
  readonly runner: string;
  readonly key: KeyPair;
}

/** What the bench wants to know of all of them. */
export interface Crowd {
  readonly url: string;
  /** Of a bare server: no greeting, and nothing is answered. */
  readonly bare: boolean;
  welcomed(at: number): void;
  failed(why: string): void;
  /** A connection ended after its welcome, with this code of RFC 6455. */
  lost(code: number): void;
  /** A job came at `at`. */
  job(host: string, at: number): void;
  /** The result of it was said, and acknowledged. */
  reported(host: string, at: number): void;
  stored(host: string, at: number): void;
  /** Connections that are open. */
  readonly sockets: Set<WebSocket>;
}

const software = { portolan: '0.1.0', node: process.versions.node, platform: 'linux', arch: process.arch } as const;
const about: RunnerFrame = { type: 'about', facts: someFacts, policy: localPolicy(['connect']) };

/** What a runner takes at once. */
const capacity = 32;

/** What is read of a frame, and of a job: the rest is not looked at. */
const seen = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    type: v.string(),
    payload: v.optional(v.string()),
    hub: v.optional(v.string()),
    nonce: v.optional(v.string()),
    job: v.optional(v.string()),
  }),
);
const asked = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ job: v.string(), attempt: v.number(), probe: v.object({ host: v.string() }) }),
);

/** Connects once it is time, and again after each failure, as far apart as runners do; never after it was welcome. */
export function connectLight({ runner, key }: LightRunner, crowd: Crowd, startMs: number): void {
  let tries = 0;
  const hosts = new Map<string, string>();

  function open(): void {
    const socket = new WebSocket(`${crowd.url.replace('http', 'ws')}${connectPath}`, {
      perMessageDeflate: false,
      handshakeTimeout: 15_000,
    });
    let welcome = false;
    let over = false;
    const say = (frame: RunnerFrame) => socket.send(JSON.stringify(frame));

    const fail = (why: string, extraMs = 0) => {
      if (over || welcome) return;
      over = true;
      crowd.failed(why);
      socket.terminate();
      setTimeout(open, extraMs + fullJitter(tries++, Math.random(), usualBackoff));
    };

    function enter(): void {
      welcome = true;
      crowd.sockets.add(socket);
      crowd.welcomed(clock());
    }

    function greet(hub: string, challenge: string): void {
      const nonce = randomBytes(24).toString('base64url');
      const time = Date.now();
      const signature = sign('hello', helloText({ hub, challenge, runner, nonce, time }), key);
      say({ type: 'hello', version: wireVersion, runner, nonce, time, signature, software });
    }

    function take(payload: string, at: number): void {
      const { job, attempt, probe } = v.parse(asked, payload);
      const { host } = probe;
      crowd.job(host, at);
      if (crowd.bare) return;
      hosts.set(job, host);
      say({ type: 'free', jobs: capacity - 1 });
      crowd.reported(host, clock());
      say({ type: 'result', job, attempt, at: Date.now(), outcome });
      say({ type: 'free', jobs: capacity });
    }

    socket.on('open', () => {
      if (crowd.bare) enter();
    });
    socket.on('unexpected-response', (_, { statusCode, headers }) =>
      fail(`HTTP ${statusCode}`, Number(headers['retry-after'] ?? 0) * 1_000),
    );
    socket.on('error', (error) => fail(error.message));
    socket.on('close', (code) => {
      if (crowd.sockets.delete(socket)) crowd.lost(code);
      fail('closed before the welcome');
    });
    socket.on('message', (data: RawData) => {
      const at = clock();
      const { type, payload, hub, nonce, job } = v.parse(seen, data.toString());
      if (type === 'challenge' && hub !== undefined && nonce !== undefined) greet(hub, nonce);
      else if (type === 'welcome') {
        enter();
        say(about);
        say({ type: 'free', jobs: capacity });
      } else if (type === 'job' && payload !== undefined) take(payload, at);
      else if (type === 'stored' && job !== undefined) {
        crowd.stored(hosts.get(job) ?? '', at);
        hosts.delete(job);
      }
    });
  }

  setTimeout(open, startMs);
}

const outcome = {
  verdict: 'open',
  evidence: { kind: 'tcp', banner: null },
  address: '10.0.0.1',
  via: null,
  attempts: 1,
  timings: { resolve: null, connect: 1.2, tls: null, answer: null, total: 1.3 },
} as const;
