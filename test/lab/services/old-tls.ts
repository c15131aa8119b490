import { ports } from '../addresses.ts';
import type { Papers } from '../papers.ts';
import { type Service, type Site, startService } from '../service.ts';

/** `openssl s_server` that speaks one version of TLS that is too old, on IPv4 (it takes only one family). */
export function startOldTls(site: Site, { sites }: Papers, version: 'tls10' | 'tls11'): Promise<Service> {
  const { certificate, key } = sites['old-tls'];
  return startService(site, {
    name: version,
    machine: 'srv',
    command: 'openssl',
    args: [
      ...['s_server', '-4', '-accept', String(ports[version]), '-cert', certificate, '-key', key, '-quiet', '-www'],
      // Debian's configuration forbids both; level 0 is what still allows their SHA-1 signatures.
      ...[version === 'tls10' ? '-tls1' : '-tls1_1', '-cipher', 'ALL:@SECLEVEL=0'],
    ],
    env: { OPENSSL_CONF: '/dev/null' },
    ready: [{ transport: 'tcp', port: ports[version] }],
  });
}
