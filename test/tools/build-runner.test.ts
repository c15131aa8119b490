import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../src/cli/version.ts';
import { buildRunner, parseBuild } from '../../tools/runner/build.ts';
import { phrases } from '../../tools/runner/bundle.ts';
import { type Ended, run } from '../cli/process.ts';

interface Printed {
  readonly code: number;
  readonly output: string;
  readonly error: string;
}

async function build(out: string, ...argv: readonly string[]): Promise<Printed> {
  const printed = { output: '', error: '' };
  const code = await buildRunner(argv, {
    out,
    output: { write: (text) => (printed.output += text) },
    error: { write: (text) => (printed.error += text) },
  });
  return { code, ...printed };
}

describe('npm run build:runner', function () {
  this.timeout(60_000);
  let folder = '';
  let built: Printed = { code: -1, output: '', error: '' };
  const file = (): string => join(folder, 'portolan-runner.mjs');
  const runner = (...parameters: readonly string[]): Promise<Ended> =>
    // From another folder, so that nothing of the checkout is found.
    run(process.execPath, [file(), ...parameters], { cwd: folder });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-runner-'));
    built = await build(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('makes one small file, the same program in the clear, and nothing else', async () => {
    assert.deepEqual([built.code, built.error], [0, '']);
    assert.deepEqual((await readdir(folder)).toSorted(), ['portolan-runner.cjs', 'portolan-runner.mjs']);
    const { size, mode } = await stat(file());
    assert.ok(size <= 153_600, `${size} bytes`);
    assert.equal(mode & 0o111, 0o111, 'it can be started by its name');
  });

  it('prints how large it is, and what takes the most room', () => {
    assert.match(built.output, /portolan-runner\.mjs: \d+ bytes of 153600\n/);
    assert.match(built.output, /\n +\d+ {2}\S+\n/);
  });

  it('makes the same file each time', async () => {
    const again = await mkdtemp(join(tmpdir(), 'portolan-runner-'));
    try {
      await build(folder, '--out', again);
      assert.equal(await readFile(join(again, 'portolan-runner.mjs'), 'utf8'), await readFile(file(), 'utf8'));
    } finally {
      await rm(again, { recursive: true, force: true });
    }
  });

  it('makes a runner that tells its version and its commands', async () => {
    assert.deepEqual(await runner('version'), { code: 0, stdout: `${version}\n`, stderr: '' });
    const { code, stdout } = await runner('help');
    assert.equal(code, 0);
    assert.match(stdout, /probe KIND HOST/);
  });

  it('makes a runner that prints its own program', async () => {
    const { stdout } = await runner('source');
    assert.equal(stdout, await readFile(join(folder, 'portolan-runner.cjs'), 'utf8'));
  });

  it('makes a runner that refuses what it does not understand, with 2', async () => {
    const { code, stderr } = await runner('prode');
    assert.equal(code, 2);
    assert.match(stderr, /did you mean “probe”/);
  });

  it('makes a runner without chat, without the catalog, and without an inbound port', async () => {
    const text = await readFile(join(folder, 'portolan-runner.cjs'), 'utf8');
    for (const word of [
      'slack',
      'botbuilder',
      'teams-ai',
      'openai',
      'kysely',
      'better-sqlite3',
      'createServer',
      'express',
    ])
      assert.ok(!text.toLowerCase().includes(word.toLowerCase()), word);
    assert.deepEqual(
      phrases.filter((phrase) => text.includes(phrase)),
      [],
    );
  });

  describe('makes a runner that', () => {
    const sockets = new Set<Socket>();
    let listener: Server;
    let port = 0;
    before(async () => {
      listener = createServer((socket) => sockets.add(socket.on('error', () => {})));
      await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
      const address = listener.address();
      port = typeof address === 'object' && address !== null ? address.port : 0;
    });
    async function close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    }
    after(close);

    it('proves an open port, and one that refuses', async () => {
      const open = await runner('probe', 'tcp', '127.0.0.1', String(port), '--json');
      assert.equal(JSON.parse(open.stdout).verdict, 'open', open.stderr);
      await close();
      const refused = await runner('probe', 'tcp', '127.0.0.1', String(port), '--json');
      assert.equal(JSON.parse(refused.stdout).verdict, 'refused', refused.stderr);
    });
  });
});

describe('the arguments of build:runner', () => {
  it('name a folder and platforms, in any order', () => {
    assert.deepEqual(parseBuild([], '/out'), { kind: 'build', out: '/out', executables: [] });
    assert.deepEqual(parseBuild(['--sea', 'linux-x64', 'win-x64', '--out', '/tmp/x'], '/out'), {
      kind: 'build',
      out: '/tmp/x',
      executables: ['linux-x64', 'win-x64'],
    });
    assert.deepEqual(parseBuild(['--out', '/tmp/x', '--sea', 'win-x64', '--sea', 'win-x64'], '/out'), {
      kind: 'build',
      out: '/tmp/x',
      executables: ['win-x64'],
    });
  });

  it('are refused with what is legal', async () => {
    for (const argv of [['--sea'], ['--sea', '--out', 'x'], ['--sea', 'mac'], ['--out'], ['linux-x64'], ['--help']]) {
      const { code, error } = await build('/nowhere', ...argv);
      assert.equal(code, 2, argv.join(' '));
      assert.match(error, /usage: npm run build:runner -- .*linux-x64\|linux-arm64\|win-x64/);
    }
  });
});
