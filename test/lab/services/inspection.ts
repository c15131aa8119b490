import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ports } from '../addresses.ts';
import { bundle } from '../authority.ts';
import type { Papers } from '../papers.ts';
import { type Service, type Site, startService } from '../service.ts';

/**
 * mitmproxy on the firewall: it opens the TLS connections that a firewall rule redirects to it, and shows the client a
 * certificate of its own authority, as inspecting firewalls do.
 */
export function startInspection(site: Site, { authorities: { inspection, publicRoot } }: Papers): Promise<Service> {
  const folder = join(site.folder, 'mitmproxy');
  mkdirSync(folder);
  bundle(join(folder, 'mitmproxy-ca.pem'), [inspection.key, inspection.certificate]);
  const options = [`confdir=${folder}`, `ssl_verify_upstream_trusted_ca=${publicRoot.certificate}`];
  return startService(site, {
    name: 'mitmproxy',
    machine: 'fw',
    command: 'mitmdump',
    args: [
      '--mode',
      'transparent',
      '--listen-port',
      String(ports.inspection),
      ...options.flatMap((option) => ['--set', option]),
    ],
    ready: [{ transport: 'tcp', port: ports.inspection }],
  });
}
