/**
 * Makes the runner one file that Node 22 and newer run, and with `--sea` executables that need no Node.
 *
 * npm run build:runner -- [--out FOLDER] [--sea PLATFORM ...]
 */
import { fileURLToPath } from 'node:url';
import { buildRunner } from './runner/build.ts';

process.exitCode = await buildRunner(process.argv.slice(2), {
  out: fileURLToPath(new URL('../dist-runner', import.meta.url)),
  output: process.stdout,
  error: process.stderr,
});
