import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { parse } from 'yaml';

/*
 * npm test: the whole suite in two processes side by side, since half of it waits for chat clients and the other half for
 * databases and killed processes. What is named on the command line runs in one, as mocha itself would do it:
 * `npm test -- test/card/csv.test.ts`, `npm test -- --grep “a runner”`.
 */

const home = fileURLToPath(new URL('..', import.meta.url));
const mocha = join(dirname(createRequire(import.meta.url).resolve('mocha/package.json')), 'bin', 'mocha.js');

const settings = v.parse(
  v.object({ spec: v.string(), require: v.string(), reporter: v.string(), timeout: v.number() }),
  parse(readFileSync(join(home, '.mocharc.yaml'), 'utf8')),
);

/** What talks through chat clients and browsers. The other half is everything else, so that no file is left out. */
const conversations = ['test/{channels,conformance,pictures}/**/*.test.ts', 'test/bot.test.ts'];

const common = [
  '--no-config',
  '--forbid-only',
  '--forbid-pending',
  ...['--require', settings.require, '--reporter', settings.reporter, '--timeout', String(settings.timeout)],
];

interface Ended {
  readonly code: number;
  readonly printed: string;
}

/** Runs mocha; what it prints goes out at once, or is kept until it has ended. */
function run(parameters: readonly string[], live: boolean): Promise<Ended> {
  const child = spawn(process.execPath, [mocha, ...parameters], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (live) process.stdout.write(text);
    });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? 1, printed })));
}

/** The reporter's last line; a half that did not come so far has failed as a whole. */
function countOf({ printed }: Ended): { readonly passed: number; readonly failed: number } {
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(printed) ?? [];
  return passed === undefined ? { passed: 0, failed: 1 } : { passed: Number(passed), failed: Number(failed) };
}

async function runHalves(): Promise<number> {
  const [first, second] = await Promise.all([
    run([...common, ...conversations], true),
    run([...common, settings.spec, ...conversations.flatMap((glob) => ['--ignore', glob])], false),
  ]);
  process.stdout.write(second.printed);
  const counts = [first, second].map(countOf);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return first.code + second.code + failed === 0 ? 0 : 1;
}

const named = process.argv.slice(2);
if (named.length === 0) process.exitCode = await runHalves();
else {
  const files = named.filter((word) => word.startsWith('test/'));
  const rest = named.filter((word) => !word.startsWith('test/'));
  process.exitCode = (await run([...common, ...rest, ...(files.length > 0 ? files : [settings.spec])], true)).code;
}
