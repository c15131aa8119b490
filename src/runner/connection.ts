import * as v from 'valibot';
import { type RawData, WebSocket } from 'ws';
import { hubFrame } from '../wire/frames.ts';
import { connectPath, longestMessage, lostAfterMs, pingEveryMs } from '../wire/version.ts';
import { dial, type Way } from './dial.ts';
import { hubUrl } from './hub-address.ts';
import type { Link, LinkEvents, Opened, OpenLink } from './link.ts';

/** How often a silent link is tried, and when it counts as lost (milliseconds). */
export interface Pulse {
  readonly pingEveryMs: number;
  readonly lostAfterMs: number;
}

export const usualPulse: Pulse = { pingEveryMs, lostAfterMs };

/** A proxy or a hub may ask for patience, but not for more than this (milliseconds). */
const longestPatienceMs = 300_000;

const textFrame = v.pipe(v.string(), v.parseJson(), hubFrame);

/** Opens WebSocket links to a hub, over TLS where its address is https. */
export function createSocketLinks(hub: URL, way: Way, pulse: Pulse = usualPulse): OpenLink {
  const url = hubUrl(hub, connectPath);
  return async (events, signal) => {
    const dialled = await dial(url, way, signal);
    if (dialled.kind === 'failed') return { kind: 'failed', why: dialled.why, retryAfterMs: null };
    const { socket } = dialled;
    // TLS was made by then, so the handshake runs over what is open, as plain HTTP does.
    const socketUrl = new URL(url);
    socketUrl.protocol = 'ws:';
    const ws = new WebSocket(socketUrl, {
      createConnection: () => socket,
      headers: { host: url.host },
      // Compression costs memory for every connection and gains nothing on messages of 2 KB.
      perMessageDeflate: false,
      maxPayload: longestMessage,
      followRedirects: false,
    });
    return upgrade(ws, { url, events, pulse, timeoutMs: way.timeoutMs }, signal);
  };
}

interface Upgrading {
  readonly url: URL;
  readonly events: LinkEvents;
  readonly pulse: Pulse;
  readonly timeoutMs: number;
}

function upgrade(ws: WebSocket, { url, events, pulse, timeoutMs }: Upgrading, signal: AbortSignal): Promise<Opened> {
  return new Promise((resolve) => {
    const fail = (why: string, retryAfterMs: number | null = null) => {
      clearTimeout(late);
      signal.removeEventListener('abort', onAbort);
      ws.terminate();
      resolve({ kind: 'failed', why, retryAfterMs });
    };
    const onAbort = () => fail('stopped');
    // The time-out of `ws` counts on sockets that it opened itself.
    const late = setTimeout(() => fail(`${url.host} did not answer in time`), timeoutMs);
    // Stays: `terminate` during the handshake reports itself as an error.
    ws.on('error', (error) => fail(`${url.host} cannot be spoken to: ${error.message}`));
    ws.on('unexpected-response', (_, { statusCode, headers }) => {
      const why = `${url.host} answers ${statusCode} where a hub would be (${url.pathname})`;
      fail(why, retryAfter(headers['retry-after']));
    });
    ws.once('open', () => {
      clearTimeout(late);
      signal.removeEventListener('abort', onAbort);
      resolve({ kind: 'open', link: attach(ws, events, pulse) });
    });
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

/** `Retry-After` in seconds (RFC 9110, section 10.2.3); a date is not asked of anybody here. */
function retryAfter(header: string | undefined): number | null {
  return header === undefined || !/^\d{1,9}$/.test(header) ? null : Math.min(Number(header) * 1_000, longestPatienceMs);
}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]).toString('utf8');
}

function attach(ws: WebSocket, events: LinkEvents, { pingEveryMs: every, lostAfterMs: lost }: Pulse): Link {
  let heardAt = performance.now();
  let why: string | null = null;

  const heard = () => {
    heardAt = performance.now();
    events.alive();
  };
  const pinging = setInterval(() => ws.ping(), every);
  // Looked at often enough to see the loss within a tenth of its time.
  const watching = setInterval(
    () => {
      if (performance.now() - heardAt < lost) return;
      why ??= `the hub was silent for ${Math.round(lost / 1_000)} s`;
      ws.terminate();
    },
    Math.max(1, lost / 10),
  );

  ws.on('ping', heard);
  ws.on('pong', heard);
  ws.on('message', (data, isBinary) => {
    heard();
    const parsed = isBinary ? null : v.safeParse(textFrame, textOf(data));
    if (parsed === null) events.strange('a binary message');
    else if (parsed.success) events.frame(parsed.output);
    else events.strange(parsed.issues[0].message.slice(0, 200));
  });
  ws.on('error', (error) => {
    why ??= error.message;
  });
  ws.once('close', (code, reason) => {
    clearInterval(pinging);
    clearInterval(watching);
    const said = reason.toString('utf8').slice(0, 100);
    events.closed(why ?? `the hub closed the connection (${code}${said === '' ? '' : `: ${said}`})`);
  });

  return {
    send: (frame) =>
      new Promise((resolve) => {
        if (ws.readyState !== WebSocket.OPEN) resolve(false);
        else ws.send(JSON.stringify(frame), (error) => resolve(error == null));
      }),
    close(reason) {
      why ??= reason;
      ws.close(1000);
      // A hub that is gone answers no close either.
      setTimeout(() => ws.terminate(), closePatienceMs).unref();
    },
  };
}

/** How long the other side may take to say good-bye (milliseconds). */
const closePatienceMs = 1_000;
