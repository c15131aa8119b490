import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { must, type Ran, run } from './run.ts';

/** Debian's packages that the lab is made of, and what each is there for. */
const packages = [
  'iproute2', // namespaces and wires
  'procps', // sysctl
  'nftables', // the firewall
  'openssl', // certificates, old TLS, s_client
  'samba', // the domain controller
  'samba-ad-dc',
  'samba-ad-provision',
  'samba-dsdb-modules',
  'samba-vfs-modules',
  'dnsmasq-base', // the resolver
  'chrony', // time
  'nginx-light', // the federation service and the sites
  'squid', // proxies
  'tinyproxy',
  'mitmproxy', // inspection
  'rabbitmq-server', // AMQP
  // What the evidence is compared with.
  'bind9-dnsutils',
  'ldap-utils',
  'krb5-user',
  'smbclient',
  'nmap',
] as const;

/** Installing takes about 40 seconds; a slow mirror many times that. */
const installMs = 600_000;

async function missing(): Promise<readonly string[]> {
  const { stdout } = await run('dpkg', ['--get-selections', ...packages]);
  const installed = new Set([...stdout.matchAll(/^([^\s:]+)\S*\s+install$/gm)].map(([, name]) => name));
  return packages.filter((name) => !installed.has(name));
}

/** Where Debian's packages ask whether they may start their services. */
const startPolicy = '/usr/sbin/policy-rc.d';

/** Installs packages without starting the services that come with them: this machine is to become no domain controller. */
async function install(names: readonly string[]): Promise<Ran> {
  const guarded = !existsSync(startPolicy);
  if (guarded) writeFileSync(startPolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    const updated = await run('apt-get', ['update', '-qq'], { env, timeoutMs: installMs });
    if (updated.status !== 0) return updated;
    return await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
      env,
      timeoutMs: installMs,
    });
  } finally {
    if (guarded) rmSync(startPolicy);
  }
}

/** Makes what the kernel must be able to do, in a namespace that goes again: a wire, and the rules that the suites use. */
async function tryKernel(): Promise<void> {
  const name = `ptl${process.pid}-try`;
  const rules =
    'table inet t { chain c { type filter hook forward priority 0; ct state new reject with tcp reset; }\n chain n { type nat hook prerouting priority dstnat; tcp dport 1 redirect to :2; }\n}\n';
  await must('ip', ['netns', 'add', name]);
  try {
    await must('ip', ['-n', name, 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two']);
    await must('ip', ['-n', name, '-6', 'address', 'add', 'fd77::1/64', 'dev', 'one']);
    await must('ip', ['netns', 'exec', name, 'nft', '-f', '-'], { input: rules });
  } finally {
    await run('ip', ['netns', 'delete', name]);
  }
}

/** Why the lab cannot run on this machine, in one sentence; null where it can. Installs what is missing, as root on Debian. */
export async function whyNot(say: (line: string) => void): Promise<string | null> {
  if (process.platform !== 'linux') return `it needs Linux, and this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'it needs root, for network namespaces';
  const namespaces = await run('unshare', ['--net', '--mount', 'true']);
  if (namespaces.status !== 0) return `network namespaces are not allowed here (${namespaces.stderr.trim()})`;
  if (!existsSync('/usr/bin/dpkg')) return 'its servers are packages of Debian or Ubuntu, and this is neither';
  const absent = await missing();
  if (absent.length > 0) {
    say(`installing ${absent.join(' ')}`);
    const { status, stderr } = await install(absent);
    if (status !== 0) return `apt-get could not install ${absent.join(' ')}: ${stderr.trim().split('\n').at(-1) ?? ''}`;
  }
  try {
    await tryKernel();
    return null;
  } catch (error) {
    return `the kernel lacks something: ${error instanceof Error ? error.message : String(error)}`;
  }
}
