/*
 * A runner in a process of its own: `node worker.ts FOLDER MS`. It proves everything open after MS milliseconds, and runs
 * until SIGTERM. What it is about to do stands in the journal of its folder.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { folderAt } from '../../src/runner/folder.ts';
import { openFolderRunner } from '../../src/runner/from-folder.ts';
import { everyFlow, openOutcome, quickTiming, someFacts } from './test-runner.ts';

const [path = '', ms = ''] = process.argv.slice(2);
const { runner, close } = await openFolderRunner(folderAt(path), {
  software: { portolan: '0.0.0', node: '24.0.0', platform: 'linux', arch: 'x64' },
  trust: { bundled: [], system: [] },
  scope: everyFlow,
  createProve: () => async () => {
    await sleep(Number(ms));
    return openOutcome;
  },
  collectFacts: async () => someFacts,
  now: Date.now,
  monotonic: () => performance.now(),
  random: Math.random,
  told: () => undefined,
  fault: (error) => process.stderr.write(`${String(error)}\n`),
  timing: quickTiming,
});
// Whoever started it holds the other end, so that it does not outlive a test that is killed.
process.stdin.once('end', () => process.exit(1)).resume();
process.once('SIGTERM', () => void runner.stop());
runner.start();
await runner.done;
await close();
process.stdin.destroy();
