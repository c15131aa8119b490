import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { PortolanError } from '../errors.ts';

/** Bytes of a key for AES-256. */
const keyBytes = 32;

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function unusable(file: string, cause: unknown): PortolanError {
  return new PortolanError(
    'file-unwritable',
    `The secret key ${file} cannot be read or made`,
    'Let this account write the folder, or set PORTOLAN_SECRET_KEY; a damaged file is restored from a backup.',
    { cause },
  );
}

async function readKey(file: string): Promise<KeyObject | null> {
  try {
    const bytes = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
    if (bytes.length !== keyBytes) throw new TypeError(`${bytes.length} bytes`);
    return createSecretKey(bytes);
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return null;
    throw unusable(file, cause);
  }
}

async function makeKey(file: string, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    // Exclusive: of two processes that start at once, one makes it.
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`);
    await handle.sync();
    await handle.close();
  } catch (cause) {
    if (!isCode(cause, 'EEXIST')) throw unusable(file, cause);
  }
}

/**
 * The key that seals the hub's own key: the configured one or, beside an SQLite file, one that is made once in
 * `secret.key` of the data folder (0600). Null for PostgreSQL without a configured one, since replicas must share it.
 */
export async function obtainSecretKey({ secretKey, database, dataFolder }: Config): Promise<KeyObject | null> {
  if (secretKey !== null) return secretKey;
  if (database.kind === 'postgres') return null;
  const file = join(dataFolder, 'secret.key');
  const known = await readKey(file);
  if (known !== null) return known;
  await makeKey(file, dataFolder);
  const made = await readKey(file);
  if (made === null) throw unusable(file, null);
  return made;
}
