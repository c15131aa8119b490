// Plain JavaScript that even an old Node can read: whether this Node is new enough, and which other one is.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';

// The first Node that runs .ts files without a flag. better-sqlite3 needs 22 as well.
const least = [22, 18];

/** Whether the running Node can run Portolan. */
export function isNewEnough() {
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

/**
 * Runs a script under a Node that is new enough and ends as it ends; signals are passed on. That Node stands first on
 * the PATH of what the script starts.
 */
export function runUnderRightNode(script, parameters) {
  const node = isNewEnough() ? process.execPath : pinnedNode();
  if (node === null) {
    process.stderr.write(
      `portolan needs Node ${least.join('.')} or newer and runs under ${process.versions.node}; install Node 24 and try again.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(node, [script, ...parameters], { stdio: 'inherit', env });
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
