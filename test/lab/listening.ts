import { readFileSync, readlinkSync } from 'node:fs';

/** A socket that a server is expected to open. */
export interface Listener {
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
}

/** States of /proc/net/tcp and /proc/net/udp: 0A is listening, 07 a datagram socket that is bound. */
const bound = { tcp: '0A', udp: '07' } as const;

function linesOf(pid: number, table: string): readonly string[] {
  return readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n').slice(1);
}

/**
 * Whether all of these sockets are open in the network namespace of a process, by the kernel's own tables. A process that
 * has not entered a namespace of its own yet, or is gone, has none.
 */
export function listens(pid: number, wanted: readonly Listener[]): boolean {
  try {
    if (readlinkSync(`/proc/${pid}/ns/net`) === readlinkSync('/proc/self/ns/net')) return false;
    return wanted.every(({ transport, port }) => {
      const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
      return [transport, `${transport}6`]
        .flatMap((table) => linesOf(pid, table))
        .some((line) => {
          const [, local = '', , state] = line.trim().split(/\s+/);
          return local.endsWith(suffix) && state === bound[transport];
        });
    });
  } catch {
    return false;
  }
}
