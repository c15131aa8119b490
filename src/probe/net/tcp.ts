import type { Socket } from 'node:net';
import type { Ground } from '../prober.ts';
import { connectSocket } from './connect.ts';
import { type Conversation, converse } from './conversation.ts';
import { done, type Step } from './said.ts';
import { openTunnel } from './tunnel.ts';

/**
 * Connects to a port of the ground's address, through the ground's proxy where it has one: the address is then the host's
 * name. The socket is the caller's to destroy.
 */
export function openSocket(port: number, ground: Ground): Promise<Step<Socket>> {
  const { address, proxy, stopwatch } = ground;
  return stopwatch.time('connect', () =>
    proxy === null ? connectSocket(address, port, ground) : openTunnel(proxy, address, port, ground),
  );
}

/** Connects and lets `talk` hold a conversation; the connection is closed whatever becomes of it. */
export async function withTcp<Value>(
  port: number,
  ground: Ground,
  talk: (conversation: Conversation) => Promise<Value>,
): Promise<Step<Value>> {
  const opened = await openSocket(port, ground);
  if (opened.kind === 'ended') return opened;
  const conversation = converse(opened.value, ground);
  try {
    return done(await talk(conversation));
  } finally {
    conversation.end();
  }
}
