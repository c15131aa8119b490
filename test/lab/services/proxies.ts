import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ports, proxyAccount, resolver } from '../addresses.ts';
import { must } from '../run.ts';
import { type Service, type Site, startService } from '../service.ts';

/** squid, which asks for a password (Basic), forbids one host to everybody, and otherwise connects to port 443 and 5671. */
export async function startSquid(site: Site): Promise<Service> {
  const at = (name: string) => join(site.folder, name);
  const { user, password } = proxyAccount;
  writeFileSync(at('squid.users'), `${user}:${await must('openssl', ['passwd', '-apr1', password])}`);
  writeFileSync(
    at('squid.conf'),
    [
      `http_port ${ports.squid}`,
      'visible_hostname proxy.contoso.test',
      `dns_nameservers ${resolver.v4}`,
      `auth_param basic program /usr/lib/squid/basic_ncsa_auth ${at('squid.users')}`,
      'auth_param basic realm Contoso proxy',
      'acl forbidden dstdomain forbidden.sites.contoso.test',
      'acl tunnels port 443 5671 4443',
      'acl people proxy_auth REQUIRED',
      'http_access deny forbidden',
      'http_access deny CONNECT !tunnels',
      'http_access deny !people',
      'http_access allow people',
      'http_access deny all',
      'cache deny all',
      'access_log none',
      'cache_log /dev/stderr',
      'cache_store_log none',
      'pid_filename none',
      'coredump_dir /tmp',
      'pinger_enable off',
      'connect_timeout 2 seconds',
      'shutdown_lifetime 0 seconds',
      '',
    ].join('\n'),
  );
  return startService(site, {
    name: 'squid',
    machine: 'srv',
    command: 'squid',
    args: ['-N', '-f', at('squid.conf')],
    ready: [{ transport: 'tcp', port: ports.squid }],
  });
}

/** tinyproxy, which asks nobody for anything and connects to port 443 alone: every other port it forbids. */
export function startTinyproxy(site: Site): Promise<Service> {
  const config = join(site.folder, 'tinyproxy.conf');
  const lines = [`Port ${ports.tinyproxy}`, 'Timeout 10', 'MaxClients 50', 'ConnectPort 443', 'ViaProxyName "lab"', ''];
  writeFileSync(config, lines.join('\n'));
  return startService(site, {
    name: 'tinyproxy',
    machine: 'srv',
    command: 'tinyproxy',
    args: ['-d', '-c', config],
    ready: [{ transport: 'tcp', port: ports.tinyproxy }],
  });
}
