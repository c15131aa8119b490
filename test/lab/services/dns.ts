import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Address, absent, dc, directory, internet, resolver, srv } from '../addresses.ts';
import { type Service, type Site, startService } from '../service.ts';

/** Names that have both addresses of one host. */
const records: readonly (readonly [names: readonly string[], address: Address])[] = [
  [['sts.contoso.test', 'certauth.sts.contoso.test', 'crl.contoso.test', 'proxy.contoso.test'], srv],
  [['login.microsoftonline.com'], internet],
];

/** Whole domains whose every name has both addresses of one host. */
const domains: readonly (readonly [domain: string, address: Address])[] = [
  ['servicebus.windows.net', srv],
  ['sites.contoso.test', srv],
];

function configOf(): string {
  return [
    'no-resolv',
    'no-hosts',
    'bind-interfaces',
    'cache-size=0',
    `listen-address=${resolver.v4},${resolver.v6}`,
    // The organisation's resolver hands the directory's domain on to its controller, and answers for the rest itself.
    `server=/${directory.domain}/${dc.v4}`,
    'local=/contoso.test/',
    // A server that never answers: what is asked for in this domain ends in silence.
    `server=/silent.test/${absent(99).v4}`,
    ...records.map(([names, { v4, v6 }]) => `host-record=${[...names, v4, v6].join(',')}`),
    ...domains.flatMap(([domain, { v4, v6 }]) => [`address=/${domain}/${v4}`, `address=/${domain}/${v6}`]),
    `host-record=six.contoso.test,${srv.v6}`,
    'txt-record=text-only.contoso.test,a name without an address',
    '',
  ].join('\n');
}

/** dnsmasq as the organisation's resolver. Names that it knows nothing of it refuses: nothing of the lab asks beyond it. */
export function startDns(site: Site): Promise<Service> {
  const config = join(site.folder, 'dnsmasq.conf');
  writeFileSync(config, configOf());
  return startService(site, {
    name: 'dnsmasq',
    machine: 'srv',
    command: 'dnsmasq',
    args: ['--keep-in-foreground', '--log-facility=-', '--user=root', '--pid-file', `--conf-file=${config}`],
    ready: [
      { transport: 'udp', port: 53 },
      { transport: 'tcp', port: 53 },
    ],
  });
}
