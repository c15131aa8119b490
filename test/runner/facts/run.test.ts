import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../../../src/runner/facts/parts.ts';
import { allowedCommands, createRun, windowsPathOf } from '../../../src/runner/facts/run.ts';
import type { Command } from '../../../src/runner/facts/windows/commands.ts';

const command: Command = { file: 'reg.exe', args: ['query', String.raw`HKLM\SOFTWARE`] };

describe('the starter of commands', () => {
  let folder = '';
  const program = (): string => join(folder, 'program');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-facts-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** A starter whose only program is this script. */
  async function starting(script: string, signal = new AbortController().signal): Promise<Run> {
    await writeFile(program(), `#!/bin/sh\n${script}\n`);
    await chmod(program(), 0o700);
    return createRun({ allowed: [command], pathOf: () => program(), signal });
  }

  it('gives what a program printed on its output alone', async () => {
    const run = await starting('echo "$1 $2"; echo odd >&2');
    assert.equal(await run('reg.exe', command.args, 5_000), `query HKLM\\SOFTWARE\n`);
  });

  it('reads UTF-16 and UTF-8 by their marks, and survives an old code page', async () => {
    const utf16 = await starting(String.raw`printf '\377\376a\000\374\000'`);
    assert.equal(await utf16('reg.exe', command.args, 5_000), 'aü');
    const utf8 = await starting(String.raw`printf '\357\273\277a\303\274'`);
    assert.equal(await utf8('reg.exe', command.args, 5_000), 'aü');
    const page850 = await starting(String.raw`printf 'a\201b'`);
    assert.equal(await page850('reg.exe', command.args, 5_000), 'a\ufffdb');
  });

  it('gives null for a program that fails, is missing, or prints too much', async () => {
    assert.equal(await (await starting('echo half; exit 1'))('reg.exe', command.args, 5_000), null);
    assert.equal(await (await starting('exec yes'))('reg.exe', command.args, 5_000), null);
    await rm(program());
    const missing = createRun({ allowed: [command], pathOf: () => program(), signal: new AbortController().signal });
    assert.equal(await missing('reg.exe', command.args, 5_000), null);
  });

  it('ends a program that takes too long, even one that does not want to', async () => {
    const run = await starting(`trap '' TERM; echo $$ > ${join(folder, 'pid')}; while :; do sleep 0.05; done`);
    assert.equal(await run('reg.exe', command.args, 300), null);
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });

  it('ends what runs when the runner stops', async () => {
    const stop = new AbortController();
    const run = await starting('exec sleep 60', stop.signal);
    setTimeout(() => stop.abort(), 100);
    assert.equal(await run('reg.exe', command.args, 60_000), null);
  });

  it('starts no command but those that are allowed, not by one argument more or less', async () => {
    const run = await starting(`touch ${join(folder, 'started')}`);
    for (const [file, args] of [
      ['powershell.exe', command.args],
      ['cmd.exe', command.args],
      ['reg.exe', []],
      ['reg.exe', ['query']],
      ['reg.exe', [...command.args, '/s']],
      ['reg.exe', ['delete', String.raw`HKLM\SOFTWARE`]],
    ] as const)
      await assert.rejects(run(file, args, 1_000), TypeError);
    await assert.rejects(readFile(join(folder, 'started')), { code: 'ENOENT' });
  });

  it('finds the programs of Windows by their full path', () => {
    const pathOf = windowsPathOf(String.raw`C:\Windows`);
    assert.equal(pathOf('reg.exe'), String.raw`C:\Windows\System32\reg.exe`);
    assert.equal(pathOf('powershell.exe'), String.raw`C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe`);
    assert.equal(allowedCommands.length, 12);
  });
});
