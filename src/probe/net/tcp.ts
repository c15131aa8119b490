import { connect, type Socket } from 'node:net';
import type { Ground } from '../prober.ts';
import { type Conversation, converse } from './conversation.ts';
import { done, ended, type Step } from './said.ts';
import { findingOfConnect, stopped } from './socket-error.ts';

/** Connects to a port of the ground's address. The socket is the caller's to destroy. */
export function openSocket(port: number, ground: Ground): Promise<Step<Socket>> {
  const { address, signal, timeoutMs, stopwatch } = ground;
  return stopwatch.time(
    'connect',
    () =>
      new Promise((resolve) => {
        const socket = connect({ host: address, port, noDelay: true });
        const finish = (step: Step<Socket>) => {
          clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
          if (step.kind === 'ended') socket.destroy();
          // A reset that comes while nobody listens must not take the process down.
          socket.on('error', () => undefined);
          resolve(step);
        };
        const onAbort = () => finish(ended(stopped(signal)));
        const timer = setTimeout(() => finish(ended({ verdict: 'filtered', evidence: null })), timeoutMs);
        socket.once('connect', () => finish(done(socket)));
        socket.once('error', (error) => finish(ended(findingOfConnect(error))));
        signal.addEventListener('abort', onAbort, { once: true });
        if (signal.aborted) onAbort();
      }),
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
