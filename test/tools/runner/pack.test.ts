import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from '../../../tools/runner/pack.ts';
import { run } from '../../cli/process.ts';

describe('a packed program', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-pack-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function start(program: string, ...parameters: readonly string[]) {
    const file = join(folder, 'packed.mjs');
    await writeFile(file, pack(program, '1.2.3'));
    return run(process.execPath, [file, ...parameters]);
  }

  it('runs with its arguments and with what Node has', async () => {
    const program = `"use strict";const os=require("node:os");console.log(typeof os.cpus, process.argv.slice(2).join());`;
    assert.deepEqual(await start(program, 'a', 'b'), { code: 0, stdout: 'function a,b\n', stderr: '' });
  });

  it('prints itself, byte for byte, and runs nothing then', async () => {
    const program = `console.log("é \u2028 \${x}");`;
    assert.equal((await start(program, 'source')).stdout, program);
  });

  it('gives the exit code of the program', async () => {
    assert.equal((await start('process.exitCode = 2;')).code, 2);
  });

  it('names functions in the trace of a fault', async () => {
    const { code, stderr } = await start('function sail() { throw new Error("aground"); } sail();');
    assert.equal(code, 1);
    assert.match(stderr, /at sail \(.*portolan-runner\.cjs:1:/);
  });

  it('says in its second line what it is', () =>
    assert.match(pack('', '1.2.3').split('\n')[1] ?? '', /^\/\/ Portolan's runner 1\.2\.3/));
});
