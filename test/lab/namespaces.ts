import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { links, type Machine, machines, resolver } from './addresses.ts';
import { must, run } from './run.ts';

/** Every namespace of a lab begins with this and the pid of the process that made it. */
const prefix = 'ptl';

/** The namespace of a machine of the lab that process `pid` made. */
export function namespaceOf(pid: number, machine: Machine): string {
  return `${prefix}${pid}-${machine}`;
}

/** Files that `ip netns exec` shows a namespace's processes in place of those in /etc. */
function filesOf(namespace: string): string {
  return join('/etc/netns', namespace);
}

/** The `ip` commands that make the machines and the wires between them. */
function wiring(pid: number): readonly (readonly string[])[] {
  const fw = namespaceOf(pid, 'fw');
  const nodad = (address: string) => (address.includes(':') ? ['nodad'] : []);
  return links.flatMap(({ machine, addresses, gateway }) => {
    const ns = namespaceOf(pid, machine);
    const own = addresses.flatMap(({ v4, v6 }) => [`${v4}/24`, `${v6}/64`]);
    return [
      ['link', 'add', 'd0', 'netns', ns, 'type', 'veth', 'peer', 'name', machine, 'netns', fw],
      ...own.map((address) => ['-n', ns, 'address', 'add', address, 'dev', 'd0', ...nodad(address)]),
      ['-n', fw, 'address', 'add', `${gateway.v4}/24`, 'dev', machine],
      ['-n', fw, 'address', 'add', `${gateway.v6}/64`, 'dev', machine, 'nodad'],
      ['-n', ns, 'link', 'set', 'd0', 'up'],
      ['-n', fw, 'link', 'set', machine, 'up'],
      ['-n', ns, 'route', 'add', 'default', 'via', gateway.v4],
      ['-n', ns, '-6', 'route', 'add', 'default', 'via', gateway.v6],
    ];
  });
}

/**
 * No wait for duplicate addresses: a fresh link would drop IPv6 for a second or two. No limit on ICMP errors: Linux sends
 * one a second to the same host, and a firewall suite causes dozens, whose absence would read as silence.
 */
const settings = [
  'net.ipv6.conf.all.accept_dad=0',
  'net.ipv6.conf.default.accept_dad=0',
  'net.ipv4.icmp_ratelimit=0',
  'net.ipv6.icmp.ratelimit=0',
];

/** Makes the four machines of this process's lab, joined by a firewall without rules. Needs root. */
export async function makeNamespaces(pid: number): Promise<void> {
  for (const machine of machines) {
    const ns = namespaceOf(pid, machine);
    mkdirSync(filesOf(ns), { recursive: true });
    writeFileSync(join(filesOf(ns), 'resolv.conf'), `nameserver ${resolver.v4}\noptions timeout:2 attempts:2\n`);
    writeFileSync(join(filesOf(ns), 'hosts'), '127.0.0.1 localhost\n::1 localhost\n');
    await must('ip', ['netns', 'add', ns]);
    await must('ip', ['-n', ns, 'link', 'set', 'lo', 'up']);
    const forwarding = machine === 'fw' ? ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'] : [];
    await must('ip', ['netns', 'exec', ns, 'sysctl', '-qw', ...settings, ...forwarding]);
  }
  for (const args of wiring(pid)) await must('ip', args);
}

/** Ends every process in a namespace, then the namespace and its files. */
async function remove(namespace: string): Promise<void> {
  const { stdout } = await run('ip', ['netns', 'pids', namespace]);
  const pids = stdout.split('\n').filter((line) => line !== '');
  for (const pid of pids) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
  // Deleting a namespace in which a process still dies only unlinks its name.
  if (pids.length > 0) await sleep(50);
  await run('ip', ['netns', 'delete', namespace]);
  rmSync(filesOf(namespace), { recursive: true, force: true });
}

/** Removes the machines of this process's lab and everything that still runs in them. */
export async function removeNamespaces(pid: number): Promise<void> {
  await Promise.all(machines.map((machine) => remove(namespaceOf(pid, machine))));
}

/** Whether that process is a lab that still runs. Pids come round again, so what it runs is looked at too. */
function lives(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('lab');
  } catch {
    return false;
  }
}

/** The pid in a name that a lab gave to a namespace or a folder; null where it is no such name. */
function ownerOf(name: string): number | null {
  const found = /^ptl(\d+)-/.exec(name);
  return found === null ? null : Number(found[1]);
}

/** Removes what labs left behind that were killed before they could clear up: namespaces, processes, and folders in `tmp`. */
export async function sweep(tmp: string): Promise<void> {
  const { stdout } = await run('ip', ['netns', 'list']);
  const names = stdout.split('\n').map((line) => line.split(' ')[0] ?? '');
  const stale = (name: string) => {
    const pid = ownerOf(name);
    return pid !== null && !lives(pid);
  };
  for (const name of names.filter(stale)) await remove(name);
  for (const name of readdirSync(tmp).filter(stale)) rmSync(join(tmp, name), { recursive: true, force: true });
}
