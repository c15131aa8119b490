import type { HostFacts } from '../../wire/facts.ts';
import { attempt, within } from './attempt.ts';
import { cpuOf } from './cpu.ts';
import { type Disk, diskPaths, readDisks } from './disks.ts';
import { fullNameOf, readOsRelease } from './os-release.ts';
import type { FactParts } from './parts.ts';
import { countOrNull, plain, plainOrNull } from './plain.ts';
import { type ReadingTimes, readWindows, type WindowsReading } from './windows/windows.ts';

/**
 * How long each reading may take (milliseconds). They run side by side, and two queries at most follow each other, so all
 * of it is over in less than 30 s. PowerShell takes its time: on a busy server with a virus scanner its start alone may
 * take ten seconds.
 */
export const readingTimes: ReadingTimes = { query: 5_000, survey: 20_000, file: 5_000 };

type Known = Pick<HostFacts, 'hostName' | 'fullName' | 'operatingSystem' | 'cpu' | 'windows'> & {
  readonly disks: readonly Disk[];
};

function platformOf(platform: NodeJS.Platform): HostFacts['operatingSystem']['platform'] {
  if (platform === 'win32') return 'windows';
  return platform === 'linux' || platform === 'darwin' ? platform : 'other';
}

function cpus({ os }: FactParts): ReturnType<FactParts['os']['cpus']> {
  return attempt(() => os.cpus()) ?? [];
}

/** The full name, unless there is no domain or the name has it already. */
function joined(hostName: string, suffix: string | null): string | null {
  if (hostName.includes('.')) return hostName;
  return suffix === null || hostName === '' ? null : plain(`${hostName}.${suffix}`);
}

/** `10.0.20348.2031`: what the kernel says, with the update where its build is the same. */
function windowsVersion(release: string, build: string | null): string {
  const [kernelBuild = ''] = build?.split('.') ?? [];
  return build !== null && release.endsWith(`.${kernelBuild}`)
    ? plain(`${release.slice(0, -kernelBuild.length)}${build}`)
    : release;
}

async function readUnix(parts: FactParts, times: ReadingTimes): Promise<Known> {
  const hostName = plain(attempt(() => parts.os.hostname()) ?? '');
  const release = plain(attempt(() => parts.os.release()) ?? '');
  const file = (path: string): Promise<string | null> => within(times.file, () => parts.readFile(path));
  const [osRelease, hosts, cpuInfo, disks] = await Promise.all([
    file('/etc/os-release'),
    file('/etc/hosts'),
    file('/proc/cpuinfo'),
    readDisks(diskPaths(parts), parts.statfs, times.file),
  ]);
  const { name, version } = readOsRelease(osRelease ?? '');
  return {
    hostName,
    fullName: fullNameOf(hostName, hosts),
    operatingSystem: {
      platform: platformOf(parts.platform),
      name: name ?? parts.platform,
      version: version ?? release,
    },
    cpu: cpuOf(cpus(parts), cpuInfo),
    disks,
    windows: null,
  };
}

async function readServer(parts: FactParts, times: ReadingTimes): Promise<Known> {
  if (parts.platform !== 'win32') return readUnix(parts, times);
  const [reading, disks]: [WindowsReading, readonly Disk[]] = await Promise.all([
    readWindows(parts, times),
    readDisks(diskPaths(parts), parts.statfs, times.file),
  ]);
  // The name in the registry is the DNS one; that of the system is cut at 15 characters and upper case.
  const hostName = reading.hostName ?? plain(attempt(() => parts.os.hostname()) ?? '');
  const release = plain(attempt(() => parts.os.release()) ?? '');
  return {
    hostName,
    fullName: joined(hostName, reading.dnsSuffix),
    operatingSystem: {
      platform: 'windows',
      name: plainOrNull(attempt(() => parts.os.version())) ?? 'Windows',
      version: windowsVersion(release, reading.facts.build),
    },
    cpu: cpuOf(cpus(parts), null),
    disks: reading.disks ?? disks,
    windows: reading.facts,
  };
}

/**
 * What can be known of this server without any right on it and without changing it. Whatever cannot be read is null or
 * missing; it never rejects, and is done within 30 seconds.
 */
export async function collectFacts(parts: FactParts, times: ReadingTimes = readingTimes): Promise<HostFacts> {
  const { disks, ...known } = await readServer(parts, times);
  const collectedAt = Math.round(parts.now());
  const uptime = countOrNull(attempt(() => parts.os.uptime()));
  const skewMs = parts.skewMs();
  return {
    ...known,
    collectedAt,
    memory: {
      totalBytes: countOrNull(attempt(() => parts.os.totalmem())) ?? 0,
      freeBytes: countOrNull(attempt(() => parts.os.freemem())) ?? 0,
    },
    disks: [...disks],
    timeZone: plain(attempt(() => parts.timeZone()) ?? ''),
    skewMs: skewMs !== null && Number.isFinite(skewMs) ? skewMs : null,
    nodeVersion: plain(parts.nodeVersion),
    startedAt: uptime === null ? null : Math.max(0, Math.round(collectedAt - uptime * 1_000)),
  };
}
