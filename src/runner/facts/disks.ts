import { parse as parsePosix } from 'node:path/posix';
import { parse as parseWindows } from 'node:path/win32';
import type { HostFacts } from '../../wire/facts.ts';
import { within } from './attempt.ts';
import type { FactParts, FileSystem } from './parts.ts';
import { countOrNull, plain } from './plain.ts';

export type Disk = HostFacts['disks'][number];

/** Where disks are looked at: the root, and where the runner's own folder is, which may be mounted from elsewhere. */
export function diskPaths({
  platform,
  stateFolder,
  windowsFolder,
}: Pick<FactParts, 'platform' | 'stateFolder' | 'windowsFolder'>): readonly string[] {
  return platform === 'win32'
    ? [...new Set([windowsFolder, stateFolder].map((folder) => parseWindows(folder).root.toUpperCase()))]
    : [...new Set([parsePosix(stateFolder).root || '/', stateFolder])];
}

/** The size of a file system in bytes; null where the numbers make no sense. */
export function diskOf(path: string, { bsize, blocks, bavail }: FileSystem): Disk | null {
  const totalBytes = countOrNull(bsize * blocks);
  const freeBytes = countOrNull(bsize * bavail);
  return totalBytes === null || freeBytes === null ? null : { path: plain(path), totalBytes, freeBytes };
}

/** The disks behind some paths, those of equal size and room once: they are one disk. What cannot be read is left out. */
export async function readDisks(
  paths: readonly string[],
  statfs: FactParts['statfs'],
  timeoutMs: number,
): Promise<readonly Disk[]> {
  const read = await Promise.all(paths.map((path) => within(timeoutMs, async () => diskOf(path, await statfs(path)))));
  const disks = read.filter((disk) => disk !== null);
  return disks.filter(
    (disk, index) =>
      disks.findIndex((other) => other.totalBytes === disk.totalBytes && other.freeBytes === disk.freeBytes) === index,
  );
}
