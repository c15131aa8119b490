import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PortolanError } from '../errors.ts';

/** Where a runner keeps what it needs, file by file. */
export interface Folder {
  readonly path: string;
  readonly identity: string;
  readonly key: string;
  readonly connection: string;
  readonly policy: string;
  readonly status: string;
  readonly nonces: string;
  readonly outbox: string;
  readonly journal: string;
}

/** The files of a state folder. */
export function folderAt(path: string): Folder {
  return {
    path,
    identity: join(path, 'identity.json'),
    key: join(path, 'key.pem'),
    connection: join(path, 'connection.json'),
    policy: join(path, 'policy.json'),
    status: join(path, 'status.json'),
    nonces: join(path, 'nonces.log'),
    outbox: join(path, 'outbox'),
    journal: join(path, 'journal.jsonl'),
  };
}

/** Windows knows no modes; there the folder's access list guards the files. */
const hasModes = process.platform !== 'win32';

/** Whether an error of the file system bears this code. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}

/** Makes a folder that only this account can enter, and those above it where they are missing. */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new PortolanError(
      'file-unwritable',
      `The folder ${path} cannot be made`,
      'Run this as the account of the runner, or choose another folder with --state.',
      { cause },
    );
  }
  await refuseStrangers(path, 0o022, 'be written by other accounts', `chmod 700 ${path}`);
}

/**
 * Fails where a file or folder is open to other accounts in a way that `mask` forbids, or belongs to another account
 * than this one or root.
 */
export async function refuseStrangers(path: string, mask: number, how: string, remedy: string): Promise<void> {
  if (!hasModes) return;
  const { mode, uid } = await stat(path);
  if ((mode & mask) !== 0)
    throw new PortolanError(
      'config-invalid',
      `${path} can ${how} (mode ${(mode & 0o777).toString(8).padStart(4, '0')})`,
      `Close it and start again: ${remedy}`,
    );
  const self = process.geteuid?.() ?? 0;
  // Root looks after the files of the account that the runner runs as.
  if (uid !== self && uid !== 0 && self !== 0)
    throw new PortolanError(
      'config-invalid',
      `${path} belongs to the account with id ${uid}, and the runner is ${self}`,
      'Run it as the account that enrolled it, or give that account the folder.',
    );
}

/** Longest file that a person writes for a runner: a policy of 1,000 hosts is a tenth of this. */
const longestFile = 1_000_000;

/** The text of a file; null where there is none. Fails where it is longer than `longest` bytes: that is none of ours. */
export async function readWhole(path: string, longest = longestFile): Promise<string | null> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return null;
    throw new PortolanError('config-invalid', `${path} cannot be read`, 'Let the account of the runner read it.', {
      cause,
    });
  }
  try {
    const { size } = await file.stat();
    if (size > longest)
      throw new PortolanError('config-invalid', `${path} has ${size} bytes`, `At most ${longest} are read.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Makes what was renamed or removed in a folder last. Windows cannot, and does so by itself. */
export async function syncFolder(path: string): Promise<void> {
  if (!hasModes) return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Windows refuses to replace a file while a scanner looks at it; that passes. */
const replacePatience = [20, 100, 400] as const;

async function replace(from: string, to: string): Promise<void> {
  for (const ms of replacePatience) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isCode(error, 'EPERM', 'EACCES', 'EBUSY') || hasModes) throw error;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
  await rename(from, to);
}

/** Who a new file is to belong to where root writes it: who had it before, else who has the folder. */
async function ownerFor(path: string): Promise<{ readonly uid: number; readonly gid: number } | null> {
  if (process.geteuid?.() !== 0) return null;
  const { uid, gid } = await stat(path).catch(() => stat(dirname(path)));
  return uid === 0 ? null : { uid, gid };
}

let written = 0;

/**
 * Writes a file whole or not at all, for its account alone: a new file beside it, synced, takes its name. A crash at any
 * moment leaves the old content or the new one. What need not outlive a power cut is not `durable`, and spares the disk.
 * Fails with the file system's error.
 */
export async function writeWhole(path: string, text: string, durable = true): Promise<void> {
  written += 1;
  const draft = `${path}.${process.pid}-${written}.new`;
  try {
    const owner = await ownerFor(path);
    const file = await open(draft, 'wx', 0o600);
    try {
      if (owner !== null) await file.chown(owner.uid, owner.gid);
      await file.writeFile(text);
      if (durable) await file.sync();
    } finally {
      await file.close();
    }
    await replace(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  if (durable) await syncFolder(dirname(path));
}
