import { fileURLToPath } from 'node:url';
import { type Service, type Site, startService } from '../service.ts';

/** The hand-written WinRM and AD Web Services (responders.ts), on the domain controller. */
export function startStandIns(site: Site): Promise<Service> {
  return startService(site, {
    name: 'stand-ins',
    machine: 'dc',
    command: process.execPath,
    args: [fileURLToPath(import.meta.resolve('./responders.ts'))],
    ready: [5985, 15985, 9389].map((port) => ({ transport: 'tcp' as const, port })),
  });
}
