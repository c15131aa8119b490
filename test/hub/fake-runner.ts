import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import * as v from 'valibot';
import { type RawData, WebSocket } from 'ws';
import type { Outcome } from '../../src/probe/outcome.ts';
import { type EnrolAnswer, enrolAnswer, enrolText } from '../../src/wire/enrolment.ts';
import { type HubFrame, helloText, hubFrame, type RunnerFrame, welcomeText } from '../../src/wire/frames.ts';
import { type Job, openJob } from '../../src/wire/job.ts';
import { createKeyPair, fingerprintOf, type KeyPair, sign, verify } from '../../src/wire/keys.ts';
import { connectPath, enrolPath } from '../../src/wire/version.ts';

/** A server that plays a runner over the wire alone: it believes what a runner believes, and does what a test says. */
export interface Identity {
  readonly runner: string;
  readonly key: KeyPair;
  readonly hubKey: string;
}

/** Asks to be enrolled, as a runner does; `change` alters the request after it was signed. */
export async function postEnrolment(
  url: string,
  token: string,
  key: KeyPair,
  { time = Date.now(), change = {} }: { readonly time?: number; readonly change?: object } = {},
): Promise<{ readonly status: number; readonly answer: EnrolAnswer }> {
  const unsigned = { token, publicKey: key.publicKey, time };
  const signature = sign('enrol', enrolText(unsigned), key);
  const response = await fetch(`${url}${enrolPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, ...unsigned, signature, ...change }),
  });
  return { status: response.status, answer: v.parse(enrolAnswer, await response.json()) };
}

/** Enrols and gives who it is now. */
export async function enrolWith(url: string, token: string): Promise<Identity> {
  const key = createKeyPair();
  const { answer } = await postEnrolment(url, token, key);
  if (answer.kind !== 'enrolled') throw new Error(`not enrolled: ${answer.code}`);
  return { runner: answer.runner, key, hubKey: answer.hubKey };
}

/** A connection to a hub. */
export interface Connection {
  readonly socket: WebSocket;
  send(frame: RunnerFrame): void;
  /** Everything that came so far and was not asked for by `next`. */
  readonly waiting: readonly HubFrame[];
  /** The next frame of this type; others stay. Fails when the connection closes, or after half a minute. */
  next<Type extends HubFrame['type']>(type: Type): Promise<Extract<HubFrame, { type: Type }>>;
  /** The next job, with its signature proven. */
  job(): Promise<Job>;
  /** Resolves with the close code once the connection is over. */
  readonly closed: Promise<number>;
  close(): Promise<void>;
}

/** How long a frame may take to come (milliseconds): long, since the machine may be busy. */
const nextMs = 30_000;

/** Opens a socket and collects what comes, without a greeting. */
export async function openSocket(url: string, hubKey: string, runner: string): Promise<Connection> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${connectPath}`, { perMessageDeflate: false });
  const waiting: HubFrame[] = [];
  const listeners = new Set<() => void>();
  socket.on('message', (data: RawData) => {
    waiting.push(v.parse(v.pipe(v.string(), v.parseJson(), hubFrame), data.toString()));
    for (const listener of [...listeners]) listener();
  });
  const closed = new Promise<number>((resolve) => {
    socket.once('close', (code) => {
      resolve(code);
      for (const listener of [...listeners]) listener();
    });
  });
  await once(socket, 'open');
  socket.on('error', () => undefined);

  function next<Type extends HubFrame['type']>(type: Type): Promise<Extract<HubFrame, { type: Type }>> {
    const isWanted = (frame: HubFrame): frame is Extract<HubFrame, { type: Type }> => frame.type === type;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish(() => reject(new Error(`no ${type} came`))), nextMs);
      function finish(end: () => void): void {
        clearTimeout(timer);
        listeners.delete(look);
        end();
      }
      function look(): void {
        const index = waiting.findIndex(isWanted);
        const [found] = index < 0 ? [] : waiting.splice(index, 1);
        if (found !== undefined && isWanted(found)) finish(() => resolve(found));
        else if (socket.readyState === WebSocket.CLOSED)
          finish(() => reject(new Error(`the connection closed before ${type}`)));
      }
      listeners.add(look);
      look();
    });
  }

  return {
    socket,
    waiting,
    next,
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    async job() {
      const opened = openJob(await next('job'), {
        hubKey,
        hub: fingerprintOf(hubKey),
        runner,
        now: Date.now(),
        skewMs: 60_000,
      });
      if (opened.kind === 'rejected') throw new Error(`a job was not to be believed: ${opened.why}`);
      return opened.job;
    },
    async close() {
      socket.close();
      await closed;
    },
  };
}

/** Answers the challenge of an open socket. `skewMs` puts the runner's clock ahead. */
export async function greetAs(
  connection: Connection,
  identity: Identity,
  skewMs = 0,
): Promise<{ readonly nonce: string }> {
  const { runner, key } = identity;
  const { hub, nonce: challenge } = await connection.next('challenge');
  const nonce = randomBytes(24).toString('base64url');
  const time = Date.now() + skewMs;
  const signature = sign('hello', helloText({ hub, challenge, runner, nonce, time }), key);
  const software = { portolan: '0.1.0', node: '24.0.0', platform: 'linux', arch: 'x64' };
  connection.send({ type: 'hello', version: 1, runner, nonce, time, signature, software });
  return { nonce };
}

/** Connects and is welcomed, with the hub's signature proven. */
export async function connectAs(url: string, identity: Identity): Promise<Connection> {
  const connection = await openSocket(url, identity.hubKey, identity.runner);
  const { nonce } = await greetAs(connection, identity);
  const { time, signature } = await connection.next('welcome');
  const said = welcomeText({ hub: fingerprintOf(identity.hubKey), runner: identity.runner, nonce, time });
  if (!verify('welcome', said, signature, identity.hubKey)) throw new Error('the welcome is not of the hub');
  return connection;
}

/** The result of a job, as a runner reports it. */
export function resultOf(job: Pick<Job, 'job' | 'attempt'>, outcome: Outcome): RunnerFrame {
  return { type: 'result', job: job.job, attempt: job.attempt, at: Date.now(), outcome };
}
