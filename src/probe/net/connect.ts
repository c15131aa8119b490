import { connect, type Socket } from 'node:net';
import type { Ground } from '../prober.ts';
import { done, ended, type Step } from './said.ts';
import { findingOfConnect, stopped } from './socket-error.ts';

/**
 * Connects to a port of a host: an address, or a name that the operating system resolves. Silence until the time-out is
 * `filtered`. The socket is the caller's to destroy.
 */
export function connectSocket(
  host: string,
  port: number,
  { signal, timeoutMs }: Pick<Ground, 'signal' | 'timeoutMs'>,
): Promise<Step<Socket>> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
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
  });
}
