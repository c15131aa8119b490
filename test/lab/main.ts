/*
 * npm run test:lab [-- --hold | MOCHA OPTIONS]: builds the lab, runs its suites, and removes it again. With --hold it
 * stays until it is interrupted, for looking around by hand.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildLab, clearSite, type Lab, openSite } from './lab.ts';
import { namespaceOf } from './namespaces.ts';
import { whyNot } from './requirements.ts';
import { variable } from './running.ts';
import { type Site, tailOf } from './service.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stopping = Promise.withResolvers<'stopped'>();
let interrupted = false;
const say = (line: string) => process.stdout.write(`lab: ${line}\n`);

/** Where the lab is described to its suites. */
function describeLab({ site, begunAt }: Lab): string {
  const path = join(site.folder, 'lab.json');
  writeFileSync(path, JSON.stringify({ ...site, begunAt }));
  return path;
}

/** Runs the suites; the code that mocha ends with. */
async function runSuites(path: string, options: readonly string[]): Promise<number> {
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const child: ChildProcess = spawn(process.execPath, [mocha, '--config', 'test/lab/mocharc.yaml', ...options], {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, [variable]: path },
  });
  const ended = await Promise.race([once(child, 'exit'), stopping.promise]);
  if (ended !== 'stopped') return child.exitCode ?? 1;
  child.kill('SIGKILL');
  return 130;
}

async function hold(site: Site, path: string): Promise<number> {
  say(`it stays until you press Ctrl+C; logs are in ${join(site.folder, 'logs')}`);
  say(`look around:    ip netns exec ${namespaceOf(site.pid, 'cli')} bash`);
  say(`run suites:     ${variable}=${path} npx mocha --config test/lab/mocharc.yaml --grep firewall`);
  // A promise alone keeps no process alive.
  const alive = setInterval(() => undefined, 60_000);
  await stopping.promise;
  clearInterval(alive);
  return 0;
}

/** Shows what the servers said last, and keeps all of it. */
function keepLogs({ site, services }: Lab): void {
  const kept = mkdtempSync(join(tmpdir(), 'portolan-lab-logs-'));
  cpSync(join(site.folder, 'logs'), kept, { recursive: true });
  for (const { name } of services) {
    const tail = tailOf(site, name, 12);
    if (tail !== '') process.stdout.write(`\n--- ${name}\n${tail}\n`);
  }
  say(`whole logs are in ${kept}`);
}

async function runLab(options: readonly string[]): Promise<number> {
  const site = await openSite();
  try {
    const started = performance.now();
    const building = buildLab(site);
    const lab = await Promise.race([building, stopping.promise]);
    if (lab === 'stopped') return 130;
    say(`${lab.services.length} servers are ready after ${((performance.now() - started) / 1_000).toFixed(1)} s`);
    const path = describeLab(lab);
    if (options.includes('--hold')) return await hold(site, path);
    const code = await runSuites(path, options);
    if (code !== 0 && code !== 130) keepLogs(lab);
    return code;
  } finally {
    await clearSite(site);
    if (interrupted) say('interrupted, and removed');
  }
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => {
    interrupted = true;
    stopping.resolve('stopped');
  });

const reason = await whyNot(say);
if (reason === null)
  process.exitCode = await runLab(process.argv.slice(2)).catch((error: unknown) => {
    say(`it could not be built: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  });
else {
  say(`skipped, since ${reason}`);
  process.exitCode = process.env['LAB_REQUIRED'] === '1' ? 1 : 0;
}
