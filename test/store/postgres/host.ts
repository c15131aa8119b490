/*
 * A process that runs one throw-away PostgreSQL server for as long as its own standard input stays open. It writes one
 * line of JSON, `{"url"}` or `{"failure"}`, and when the input ends, for whatever reason (tests done, interrupted,
 * killed), it stops the server and removes its folders.
 */
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { dataFolder, programFolder } from './folders.ts';
import { type Launched, launch } from './launch.ts';

interface Folders {
  readonly programs: string;
  readonly data: string;
}

/** Two new folders that other accounts may enter and not list. */
function makeFolders(account: Account): Folders {
  const make = (parent: string): string => {
    const folder = mkdtempSync(join(parent, 'portolan-postgres-'));
    chmodSync(folder, 0o711);
    return folder;
  };
  return { programs: make(programFolder(account)), data: make(dataFolder(account)) };
}

/** Starts the first server that can be had. Fails with what was wrong with each. */
async function launchAny(folders: Folders, account: Account): Promise<Launched> {
  const failures: string[] = [];
  for (const [index, binaries] of findBinaries().entries()) {
    const programs = join(folders.programs, String(index));
    const data = join(folders.data, String(index));
    for (const folder of [programs, data]) mkdirSync(folder, { mode: 0o755 });
    try {
      return await launch(binaries.prepare(programs), data, account);
    } catch (error) {
      failures.push(`${binaries.name}: ${messageOf(error)}`);
    }
  }
  throw new Error(failures.length === 0 ? 'no binaries were found' : failures.join('; '));
}

async function run(): Promise<void> {
  const inputEnded = once(process.stdin.resume(), 'end');
  const account = serverAccount();
  const folders = makeFolders(account);
  try {
    const server = await launchAny(folders, account);
    tell({ url: server.url });
    await inputEnded;
    await server.stop();
  } finally {
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The tests may have ended meanwhile: nobody listening is no reason to leave the server behind. */
function tell(line: { readonly url: string } | { readonly failure: string }): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.stdout.on('error', () => undefined);
run().catch((error: unknown) => {
  tell({ failure: messageOf(error) });
  process.stdin.destroy();
});
