import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Ground } from '../prober.ts';
import { done, ended, type Step } from './said.ts';
import { findingOfConnect, stopped } from './socket-error.ts';

/** A datagram that answered, and when it came, by the ground's clock. */
export interface Datagram {
  readonly bytes: Buffer;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/**
 * Sends one datagram and waits for the first answer that `accepts` takes; others are passed over. The socket is
 * connected, so that an ICMP port-unreachable shows. Silence is `open-or-filtered`.
 */
export function askUdp(
  port: number,
  request: Uint8Array,
  accepts: (bytes: Buffer) => boolean,
  ground: Ground,
): Promise<Step<Datagram>> {
  const { address, signal, timeoutMs, stopwatch, now } = ground;
  return stopwatch.time(
    'answer',
    () =>
      new Promise((resolve) => {
        const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
        let sentAt = now();
        let over = false;
        const finish = (step: Step<Datagram>) => {
          if (over) return;
          over = true;
          clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
          socket.close();
          resolve(step);
        };
        const onAbort = () => finish(ended(stopped(signal)));
        const timer = setTimeout(() => finish(ended({ verdict: 'open-or-filtered', evidence: null })), timeoutMs);
        socket.on('error', (error) => finish(ended(findingOfConnect(error))));
        socket.on('message', (bytes) => {
          const receivedAt = now();
          if (accepts(bytes)) finish(done({ bytes, sentAt, receivedAt }));
        });
        socket.on('connect', () => {
          if (over) return;
          sentAt = now();
          socket.send(request, (error) => {
            if (error !== null) finish(ended(findingOfConnect(error)));
          });
        });
        signal.addEventListener('abort', onAbort, { once: true });
        if (signal.aborted) onAbort();
        else socket.connect(port, address);
      }),
  );
}
