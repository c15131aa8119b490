#!/usr/bin/env node
// Plain JavaScript that even an old Node can read: finds a Node that is new enough, then hands over to the program.
// In a checkout that is src/cli.ts, which Node runs as it is; an installed package carries dist/cli.js instead, since
// Node strips no types under node_modules.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

// The first Node that runs .ts files without a flag. better-sqlite3 needs 22 as well.
const least = [22, 18];

function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
}

/** The Node that npm installed beside us for this platform, or null where there is none (macOS). */
function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const binary = manifest.replace(/package\.json$/, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node');
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`portolan: ${node} cannot be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    // A shell reports death by a signal as 128 and the signal's number.
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

const source = new URL('../src/cli.ts', import.meta.url);

if (isNewEnough()) {
  // Keeps what Node compiles beside the packages themselves, where only those who may change the code can write: the
  // second start takes half the time. Where the folder cannot be written nothing is kept.
  module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/portolan', import.meta.url)));
  const { main } = await import(existsSync(source) ? source.href : '../dist/cli.js');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const node = pinnedNode();
  if (node === null) {
    process.stderr.write(
      `portolan needs Node ${least.join('.')} or newer and runs under ${process.versions.node}; install Node 24 and try again.\n`,
    );
    process.exitCode = 1;
  } else handOver(node);
}
