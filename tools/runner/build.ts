import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { version } from '../../src/cli/version.ts';
import { bundle, runnerStart } from './bundle.ts';
import { type PlatformId, platformNamed, platforms } from './node-binary.ts';
import { pack } from './pack.ts';
import { mostBytes, type Program, tooLarge } from './rules.ts';

/** What the tool stands on. */
export interface BuildParts {
  /** Where the files go unless `--out` says otherwise. */
  readonly out: string;
  readonly output: { write(text: string): unknown };
  readonly error: { write(text: string): unknown };
}

type Asked =
  | { readonly kind: 'build'; readonly out: string; readonly executables: readonly PlatformId[] }
  | { readonly kind: 'unknown'; readonly message: string };

const usage = `usage: npm run build:runner -- [--out FOLDER] [--sea ${Object.keys(platforms).join('|')} ...]`;

/** Reads the arguments. Never fails: what cannot be read says why. */
export function parseBuild(argv: readonly string[], usual: string): Asked {
  let out = usual;
  let at = 0;
  const executables = new Set<PlatformId>();
  while (at < argv.length) {
    const flag = argv[at++];
    if (flag === '--out') {
      const folder = argv[at++];
      if (folder === undefined || folder.startsWith('--')) return { kind: 'unknown', message: '--out takes a folder' };
      out = resolve(folder);
      continue;
    }
    if (flag !== '--sea') return { kind: 'unknown', message: `${flag} is no option` };
    const words = argv.slice(at);
    const end = words.findIndex((word) => word.startsWith('--'));
    const named = end < 0 ? words : words.slice(0, end);
    if (named.length === 0) return { kind: 'unknown', message: '--sea takes one platform or more' };
    for (const word of named) {
      const platform = platformNamed(word);
      if (platform === null) return { kind: 'unknown', message: `${word} is no platform` };
      executables.add(platform);
    }
    at += named.length;
  }
  return { kind: 'build', out, executables: [...executables] };
}

/** The largest inputs of a program, one a line. */
function largest({ inputs }: Program): string {
  return [...inputs]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([path, bytes]) => `  ${String(bytes).padStart(7)}  ${path}\n`)
    .join('');
}

/** Runs the tool and gives its exit code: 0 when everything was made, 2 for arguments that cannot be read, 1 for a fault. */
export async function buildRunner(argv: readonly string[], { out: usual, output, error }: BuildParts): Promise<number> {
  const asked = parseBuild(argv, usual);
  if (asked.kind === 'unknown') {
    error.write(`${asked.message}\n${usage}\n`);
    return 2;
  }
  try {
    const program = await bundle(runnerStart);
    const file = pack(program.text, version);
    const objection = tooLarge(file);
    if (objection !== null) throw new Error(objection);
    await mkdir(asked.out, { recursive: true });
    const path = join(asked.out, 'portolan-runner.mjs');
    const plain = join(asked.out, 'portolan-runner.cjs');
    await writeFile(path, file, { mode: 0o755 });
    await writeFile(plain, program.text);
    output.write(`${path}: ${Buffer.byteLength(file)} bytes of ${mostBytes}\n`);
    output.write(`${plain}: the same program as it is, ${Buffer.byteLength(program.text)} bytes, of which\n`);
    output.write(largest(program));
    if (asked.executables.length === 0) return 0;
    const { makeExecutables } = await import('./sea.ts');
    for (const made of await makeExecutables(program.text, asked.executables, asked.out))
      output.write(`${made.path}: ${Math.round(made.bytes / 1_048_576)} MiB\n`);
    return 0;
  } catch (fault) {
    error.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
    return 1;
  }
}
