import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../addresses.ts';
import { type Service, type Site, startService } from '../service.ts';

/** The stratum that the controller's time server claims. */
export const stratum = 5;

/**
 * chrony as a time server that leaves the machine's clock alone (-x). On `dc` it vouches for its own clock; on `srv` it has
 * no source and says that it is not synchronized.
 */
export function startTime(site: Site, machine: Extract<Machine, 'dc' | 'srv'>): Promise<Service> {
  const config = join(site.folder, `chrony-${machine}.conf`);
  const local = machine === 'dc' ? [`local stratum ${stratum}`] : [];
  writeFileSync(config, ['allow all', 'cmdport 0', `pidfile ${config}.pid`, ...local, ''].join('\n'));
  return startService(site, {
    name: `chrony-${machine}`,
    machine,
    command: 'chronyd',
    args: ['-d', '-x', '-u', 'root', '-f', config],
    ready: [{ transport: 'udp', port: 123 }],
  });
}
