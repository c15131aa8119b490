import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dc, directory } from '../addresses.ts';
import { namespaceOf } from '../namespaces.ts';
import type { Papers } from '../papers.ts';
import { must } from '../run.ts';
import { type Service, type Site, startService } from '../service.ts';

/** Which sockets a domain controller opens, by protocol. */
const tcp = [53, 88, 135, 389, 445, 464, 636, 3268, 3269, 49152, 49153, 49154];
const udp = [53, 88, 389, 464];

/** Everything that Samba would otherwise keep in the machine's own folders, and no service that nobody here asks. */
function settings(folder: string, papers: Papers): string {
  return [
    `log file = ${folder}/log.%m`,
    `pid directory = ${folder}/run`,
    `ncalrpc dir = ${folder}/run/ncalrpc`,
    'server services = s3fs, rpc, ldap, cldap, kdc, dns',
    `tls certfile = ${papers.dc.certificate}`,
    `tls keyfile = ${papers.dc.key}`,
    `tls cafile = ${papers.authorities.corporate.certificate}`,
    // Without CAP_SYS_ADMIN the attribute security.NTACL cannot be written.
    'acl_xattr:security_acl_name = user.NTACL',
  ].join('\n\t');
}

/** Provisions a domain in the lab's folder and runs its controller. It takes about five seconds, most of it computing. */
export async function startDomainController(site: Site, papers: Papers): Promise<Service> {
  const folder = join(site.folder, 'dc');
  const options = ['interfaces=lo d0', 'bind interfaces only=yes', 'acl_xattr:security_acl_name=user.NTACL'];
  await must('ip', [
    ...['netns', 'exec', namespaceOf(site.pid, 'dc'), 'samba-tool', 'domain', 'provision'],
    ...[`--targetdir=${folder}`, `--realm=${directory.realm}`, `--domain=${directory.netbios}`],
    ...['--server-role=dc', '--dns-backend=SAMBA_INTERNAL', '--use-rfc2307', `--adminpass=${directory.password}`],
    ...[`--host-name=${directory.netbiosHost.toLowerCase()}`, `--host-ip=${dc.v4}`, `--host-ip6=${dc.v6}`],
    ...options.map((option) => `--option=${option}`),
  ]);
  const config = join(folder, 'etc', 'smb.conf');
  writeFileSync(config, readFileSync(config, 'utf8').replace('[global]', `[global]\n\t${settings(folder, papers)}`));
  return startService(site, {
    name: 'samba',
    machine: 'dc',
    command: 'samba',
    args: ['-s', config, '--foreground', '--no-process-group', '--model=single', '--debug-stdout'],
    ready: [
      ...tcp.map((port) => ({ transport: 'tcp' as const, port })),
      ...udp.map((port) => ({ transport: 'udp' as const, port })),
    ],
  });
}
