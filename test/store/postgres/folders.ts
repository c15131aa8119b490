import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Account } from './account.ts';

/** Ten test databases and their write-ahead log take some 200 MB; containers often have 64 MB here. */
const enoughBytes = 1_000_000_000;

/** A folder for the programs, that this account can reach: root's own temporary folder may be closed to others. */
export function programFolder(account: Account): string {
  const folders = [tmpdir(), '/tmp', '/var/tmp'];
  const folder = account === null ? tmpdir() : folders.find(isOpenToAll);
  if (folder === undefined)
    throw new Error(`none of the folders ${folders.join(', ')} can be reached without being root`);
  return folder;
}

/** A folder for data that is thrown away: in memory where there is room, since it makes the tests three times as fast. */
export function dataFolder(account: Account): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > enoughBytes) return '/dev/shm';
  } catch {
    // Not on this system.
  }
  return programFolder(account);
}

function isOpenToAll(folder: string): boolean {
  const above = dirname(folder);
  return (statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) % 2 === 1 && (above === folder || isOpenToAll(above));
}
