import { type Conversation, converse } from '../net/conversation.ts';
import { proxyFault } from '../net/proxy-fault.ts';
import { done, ended, type Step } from '../net/said.ts';
import { openSocket } from '../net/tcp.ts';
import { reachProxy } from '../net/tunnel.ts';
import type { Ground, ProxyHop } from '../prober.ts';
import { blockedBy } from './evidence.ts';
import { exchange } from './exchange.ts';
import type { Head } from './head.ts';
import { authority, writeRequest } from './request.ts';

/** What is fetched over plain HTTP. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** The `Host` field where it is not `host`. */
  readonly serverName: string | null;
}

/** The head of a response, and the conversation in which its body follows: the caller's to end. */
export interface Got {
  readonly head: Head;
  readonly conversation: Conversation;
}

/** Where `http` is at home. */
const usualPort = 80;

/** What a proxy says of its own: it asks for credentials, forbids, or could not go on. The target's own such answers cannot be told apart. */
const refusals: readonly number[] = [403, 407, 502, 503, 504];

async function getDirectly({ host, port, path, serverName }: Place, ground: Ground): Promise<Step<Got>> {
  const opened = await openSocket(port, ground);
  if (opened.kind === 'ended') return opened;
  const conversation = converse(opened.value, ground);
  const request = writeRequest({ method: 'GET', target: path, host: authority(serverName ?? host, port, usualPort) });
  const head = await exchange(conversation, request);
  if (head.kind === 'done') return done({ head: head.value, conversation });
  conversation.end();
  return head;
}

async function getThrough(hop: ProxyHop, { host, port, path }: Place, ground: Ground): Promise<Step<Got>> {
  const reached = await ground.stopwatch.time('connect', () => reachProxy(hop, ground));
  if (reached.kind === 'ended') return reached;
  const conversation = converse(reached.value, ground);
  const at = authority(host, port, usualPort);
  const fields = hop.authorization === null ? [] : [['Proxy-Authorization', hop.authorization] as const];
  const head = await exchange(
    conversation,
    writeRequest({ method: 'GET', target: `http://${at}${path}`, host: at, fields }),
  );
  if (head.kind === 'done' && !refusals.includes(head.value.status)) return done({ head: head.value, conversation });
  conversation.end();
  return ended(head.kind === 'ended' ? proxyFault(head.finding, hop) : blockedBy(head.value));
}

/**
 * Asks for a path over plain HTTP and waits for the head of the response; no redirect is followed. A proxy is asked for
 * the whole URL (RFC 9112 section 3.2.2), as its clients do: most proxies make tunnels to port 443 only.
 */
export function getPlain(place: Place, ground: Ground): Promise<Step<Got>> {
  return ground.proxy === null ? getDirectly(place, ground) : getThrough(ground.proxy, place, ground);
}
