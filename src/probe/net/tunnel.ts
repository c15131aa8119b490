import type { Socket } from 'node:net';
import { blockedBy } from '../http/evidence.ts';
import { exchange } from '../http/exchange.ts';
import { writeConnect } from '../http/request.ts';
import type { Ground, ProxyHop } from '../prober.ts';
import { connectSocket } from './connect.ts';
import { converse } from './conversation.ts';
import { proxyFault } from './proxy-fault.ts';
import { done, ended, type Step } from './said.ts';
import { untimed } from './untimed.ts';

/** Connects to a proxy. That it cannot be reached says nothing of what lies behind it: `error` with its own code. */
export async function reachProxy(hop: ProxyHop, ground: Ground): Promise<Step<Socket>> {
  const reached = await connectSocket(hop.host, hop.port, ground);
  return reached.kind === 'done' ? reached : ended(proxyFault(reached.finding, hop));
}

/**
 * Opens a tunnel through a proxy (CONNECT, RFC 9110 section 9.3.6) to a port of `host`, which is a name that the proxy
 * resolves. The socket is the target's from its first byte on and the caller's to destroy. A proxy that refuses is
 * `proxy-blocked`; one that cannot be asked is an `error` with a code that begins with `proxy-`.
 */
export async function openTunnel(hop: ProxyHop, host: string, port: number, ground: Ground): Promise<Step<Socket>> {
  const reached = await reachProxy(hop, ground);
  if (reached.kind === 'ended') return reached;
  const conversation = converse(reached.value, untimed(ground));
  const answer = await exchange(conversation, writeConnect(host, port, hop.authorization));
  if (answer.kind === 'done' && answer.value.status >= 200 && answer.value.status < 300) {
    conversation.release();
    return done(reached.value);
  }
  conversation.end();
  return ended(answer.kind === 'ended' ? proxyFault(answer.finding, hop) : blockedBy(answer.value));
}
