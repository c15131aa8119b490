import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKeyPair } from '../../../src/wire/keys.ts';
import { createToken } from '../../../src/wire/token.ts';
import { onRealSockets } from '../../probe/ber/real-sockets.ts';
import { enrolledFolder } from '../../runner/enrolled-folder.ts';
import { jobFor, type ScriptedHub, startScriptedHub, until } from '../../runner/scripted-hub.ts';
import { temporaryFolder } from '../../runner/temporary-folder.ts';
import { runnerId } from '../../runner/test-runner.ts';
import { type Ended, portolan } from '../process.ts';

const program = fileURLToPath(new URL('../../../bin/portolan.js', import.meta.url));

/** A hub that enrols whoever asks. */
function enrollingHub(key = createKeyPair(), hubKey = key.publicKey): Promise<ScriptedHub> {
  const onRequest: RequestListener = (request, response) => {
    request.resume();
    response.end(JSON.stringify({ kind: 'enrolled', runner: runnerId, name: 'connect01', roles: ['connect'], hubKey }));
  };
  return startScriptedHub({ key, onRequest });
}

/** Runs `portolan runner …`. */
function runner(parameters: readonly string[], input = ''): Promise<Ended> {
  return portolan(['runner', ...parameters], { input });
}

describe('portolan runner enroll', function () {
  this.timeout(30_000);
  onRealSockets();

  it('makes a runner of this server with a token from standard input, and prints neither token nor key', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await enrollingHub();
    const token = createToken(hub.key.publicKey);
    const state = join(temporary.path, 'state');
    const ended = await runner(['enroll', '--hub', hub.url.href, '--state', state], `${token.text}\n`);
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
    assert.match(ended.stdout, /^Enrolled as connect01 \(connect\) at http:\/\/127\.0\.0\.1/);
    assert.match(ended.stdout, new RegExp(`fingerprint ${hub.id}`));
    assert.match(ended.stdout, /may not connect to any host of your own yet.*portolan runner policy allow/s);
    assert.deepEqual((await readdir(state)).sort(), [
      'connection.json',
      'identity.json',
      'journal.jsonl',
      'key.pem',
      'policy.json',
    ]);
    for (const name of await readdir(state)) assert.equal((await stat(join(state, name))).mode & 0o777, 0o600, name);
    assert.equal((await stat(state)).mode & 0o777, 0o700);
    assert.deepEqual(JSON.parse(await readFile(join(state, 'policy.json'), 'utf8')), {
      version: 1,
      paused: false,
      roles: ['connect'],
      hosts: [],
      catalogHosts: true,
      flows: ['*'],
      kinds: '*',
      rate: { perMinute: 600, perHostPerMinute: 120 },
    });
    const [, secret = '-'] = token.text.split('.');
    const files = await Promise.all((await readdir(state)).map((name) => readFile(join(state, name), 'utf8')));
    for (const text of [ended.stdout, ended.stderr, ...files]) assert.ok(!text.includes(secret));
    const pem = await readFile(join(state, 'key.pem'), 'utf8');
    assert.ok(!ended.stdout.includes(pem.split('\n')[1] ?? '-'));
  });

  it('takes the token from a file, and allows the hosts that are named', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await enrollingHub();
    const file = join(temporary.path, 'token');
    await writeFile(file, createToken(hub.key.publicKey).text);
    const state = join(temporary.path, 'state');
    const allow = ['--allow', 'DC01.corp.contoso.com', '--allow=*.corp.contoso.com,10.20.0.0/16'];
    const ended = await runner(['enroll', '--hub', hub.url.href, '--state', state, '--token-file', file, ...allow]);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /It may connect to: /);
    const { hosts } = JSON.parse(await readFile(join(state, 'policy.json'), 'utf8'));
    assert.deepEqual(hosts, ['dc01.corp.contoso.com', '*.corp.contoso.com', '10.20.0.0/16']);
  });

  it('writes nothing where the hub has another key than the token names', async () => {
    await using temporary = await temporaryFolder();
    const key = createKeyPair();
    await using hub = await enrollingHub(key, createKeyPair().publicKey);
    const state = join(temporary.path, 'state');
    const ended = await runner(['enroll', '--hub', hub.url.href, '--state', state], createToken(key.publicKey).text);
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /another key than the token names/);
    assert.deepEqual(await readdir(state), []);
  });

  it('refuses to enrol twice without --replace, and keeps the policy with it', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await enrollingHub();
    const state = join(temporary.path, 'state');
    const enroll = (...more: readonly string[]) =>
      runner(['enroll', '--hub', hub.url.href, '--state', state, ...more], createToken(hub.key.publicKey).text);
    assert.equal((await enroll('--allow', 'dc01.contoso.com')).code, 0);
    const before = await readFile(join(state, 'identity.json'), 'utf8');
    const again = await enroll();
    assert.equal(again.code, 1);
    assert.match(again.stderr, /enrolled already, as connect01 at .*--replace/s);
    assert.equal(await readFile(join(state, 'identity.json'), 'utf8'), before);
    const replaced = await enroll('--replace', '--allow', 'dc02.contoso.com');
    assert.equal(replaced.code, 0, replaced.stderr);
    assert.notEqual(await readFile(join(state, 'identity.json'), 'utf8'), before);
    const { hosts } = JSON.parse(await readFile(join(state, 'policy.json'), 'utf8'));
    assert.deepEqual(hosts, ['dc01.contoso.com', 'dc02.contoso.com']);
  });

  it('leaves a policy that cannot be used as it is, and says so', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await enrollingHub();
    const state = join(temporary.path, 'state');
    await enrolledFolder(temporary.path, hub);
    await writeFile(join(state, 'policy.json'), '{"paused": true,}', { mode: 0o600 });
    const ended = await runner(
      ['enroll', '--hub', hub.url.href, '--state', state, '--replace'],
      createToken(hub.key.publicKey).text,
    );
    assert.equal(ended.code, 0);
    assert.match(ended.stderr, /cannot be used, so everything is refused:\n {2}it is no JSON/);
    assert.equal(await readFile(join(state, 'policy.json'), 'utf8'), '{"paused": true,}');
  });

  for (const [what, parameters, input, why] of [
    ['no hub', ['enroll'], '', /where is the hub\? --hub https:\/\/bot\.contoso\.com/],
    ['http beyond this machine', ['enroll', '--hub', 'http://bot.contoso.com'], '', /on this machine alone/],
    [
      'no token',
      ['enroll', '--hub', 'https://bot.contoso.com'],
      'ptl1.slip\n',
      /this is no token; one begins with ptl1/,
    ],
    ['a wrong host', ['enroll', '--hub', 'https://bot.contoso.com', '--allow', '*'], '', /“\*” is no host; legal:/],
    [
      'a wrong proxy',
      ['enroll', '--hub', 'https://bot.contoso.com', '--proxy', 'socks5://x'],
      '',
      /--proxy: a proxy is spoken to over http/,
    ],
    ['an unknown option', ['enroll', '--hub', 'https://bot.contoso.com', '--polcy', 'x'], '', /“--polcy” is no option/],
    ['a word too much', ['enroll', 'adfs01', '--hub', 'https://bot.contoso.com'], '', /“adfs01” is too much/],
  ] as const)
    it(`is not understood with ${what}`, async () => {
      await using temporary = await temporaryFolder();
      const ended = await runner([...parameters, '--state', join(temporary.path, 'state')], input);
      assert.equal(ended.code, 2, ended.stderr);
      assert.match(ended.stderr, why);
      assert.doesNotMatch(ended.stderr, /slip/);
    });
});

describe('portolan runner run', function () {
  this.timeout(60_000);
  onRealSockets();

  const children = new Set<ChildProcess>();

  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
  });

  /** Starts it as a service would. */
  function start(state: string) {
    const child = spawn(process.execPath, [program, 'runner', 'run', '--state', state], {
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    children.add(child);
    const said = { out: '', error: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      said.out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said.error += chunk.toString();
    });
    const ended = once(child, 'exit');
    return {
      said,
      async end(signal: NodeJS.Signals): Promise<unknown> {
        child.kill(signal);
        return (await ended)[0];
      },
      ended: async (): Promise<unknown> => (await ended)[0],
    };
  }

  it('connects, proves what its policy allows, tells how it is, and stops when it is told to', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await startScriptedHub();
    const { path: state } = await enrolledFolder(temporary.path, hub);
    const child = start(state);
    const connection = await hub.connection();
    const hello = await connection.greet();
    assert.match(hello.software.portolan, /^\d+\.\d+\.\d+/);
    const about = await connection.next('about');
    assert.deepEqual(about.policy.hosts, ['localhost', '127.0.0.0/8', '::1']);
    assert.ok(about.facts.cpu.cores >= 1);
    assert.equal(about.facts.nodeVersion, process.versions.node);
    await connection.next('free');

    // Nothing listens on port 9389 of 127.9.9.9: a real prober finds that out.
    const real = jobFor(runnerId, hub, {
      flow: 'connect-dc-adws',
      probe: { kind: 'adws', host: '127.9.9.9', port: 9389 },
    });
    connection.send(hub.sign(real));
    const first = await connection.next('result');
    assert.deepEqual([first.job, first.outcome.verdict, first.outcome.address], [real.job, 'refused', '127.9.9.9']);
    const invented = jobFor(runnerId, hub, { flow: 'shell', probe: { kind: 'tcp', host: '127.0.0.1', port: 22 } });
    connection.send(hub.sign(invented));
    const second = await connection.next('result');
    assert.ok(second.outcome.verdict === 'refused-by-policy');
    assert.equal(second.outcome.rule, 'flow');
    for (const { job } of [first, second]) connection.send({ type: 'stored', job });

    const status = await runner(['status', '--json', '--state', state]);
    assert.equal(status.code, 0, status.stderr);
    const seen = JSON.parse(status.stdout);
    assert.equal(seen.runs, true);
    assert.equal(seen.status.state, 'connected');
    assert.equal(seen.identity.name, 'connect01');
    assert.doesNotMatch(status.stdout, /PRIVATE/);
    const changed = await runner(['policy', 'allow', 'dc01.corp.contoso.com', '--state', state]);
    assert.equal(changed.code, 0, changed.stderr);
    assert.deepEqual((await connection.next('about')).policy.hosts, [
      'localhost',
      '127.0.0.0/8',
      '::1',
      'dc01.corp.contoso.com',
    ]);

    assert.equal(await child.end('SIGTERM'), 0);
    await until(() => connection.isClosed, 'the end of the connection');
    assert.equal(child.said.error, '');
    assert.match(child.said.out, /^connect01 \(connect\), runner .*\nconnected\nstopping\nstopped\n$/);
    const after = await runner(['status', '--state', state]);
    assert.match(after.stdout, /no runner runs here; last heard of \d+ s ago, stopped/);
    assert.match(after.stdout, /1 done, 1 refused by the policy, 0 not believed/);
  });

  it('ends for good with a code of its own when the hub sends it away', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await startScriptedHub();
    const { path: state } = await enrolledFolder(temporary.path, hub);
    const child = start(state);
    const connection = await hub.connection();
    await connection.greet();
    connection.send({ type: 'denied', code: 'revoked', message: 'Revoked.', time: Date.now() });
    assert.equal(await child.ended(), 3);
    assert.match(child.said.out, /sent-away: this runner was revoked; it does not connect again/);
    const status = await runner(['status', '--state', state]);
    assert.match(status.stdout, /sent away by the hub: this runner was revoked/);
  });

  it('does not run where nothing was enrolled, or where others may read the key', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await startScriptedHub();
    const nothing = await runner(['run', '--state', join(temporary.path, 'nothing')]);
    assert.equal(nothing.code, 1);
    assert.match(nothing.stderr, /No runner is enrolled in/);
    const folder = await enrolledFolder(temporary.path, hub);
    await chmod(folder.key, 0o644);
    const open = await runner(['run', '--state', folder.path]);
    assert.equal(open.code, 1);
    assert.match(
      open.stderr,
      /key\.pem can be read by other accounts \(mode 0644\)\nClose it and start again: chmod 600/,
    );
    assert.equal(hub.connections, 0);
  });
});

describe('portolan runner policy', function () {
  this.timeout(30_000);

  it('is shown, checked, found and changed', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await startScriptedHub();
    const { path: state, policy: file } = await enrolledFolder(temporary.path, hub);
    const policy = (...words: readonly string[]) => runner(['policy', ...words, '--state', state]);
    assert.equal((await policy('path')).stdout, `${file}\n`);
    assert.equal((await policy('check')).stdout, `${file} can be used.\n`);
    const shown = await policy();
    assert.match(shown.stdout, /^Hosts +localhost, 127\.0\.0\.0\/8, ::1$/m);
    assert.match(shown.stdout, /^At most +600 probes a minute, 120 of them against one host$/m);
    assert.deepEqual(JSON.parse((await policy('show', '--json')).stdout).hosts, ['localhost', '127.0.0.0/8', '::1']);
    assert.equal((await policy('allow', 'dc01.contoso.com', '*.corp.contoso.com')).code, 0);
    assert.equal((await policy('deny', '127.0.0.0/8', 'LOCALHOST')).code, 0);
    const { hosts } = JSON.parse(await readFile(file, 'utf8'));
    assert.deepEqual(hosts, ['::1', 'dc01.contoso.com', '*.corp.contoso.com']);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const journal = await readFile(join(state, 'journal.jsonl'), 'utf8');
    assert.match(journal, /"event":"policy","allow":"dc01\.contoso\.com \*\.corp\.contoso\.com"/);

    const refused = await policy('allow', 'dc02.contoso.com', '*');
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /“\*” is no host; legal: .*; nothing was changed/);
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')).hosts, hosts);
    const meant = await policy('alow', 'x');
    assert.equal(meant.code, 2);
    assert.match(meant.stderr, /did you mean “allow”\?/);

    await writeFile(file, '{"version": 1}');
    const broken = await policy('check');
    assert.equal(broken.code, 1);
    assert.match(broken.stderr, /everything is refused:\n {2}paused: is missing; legal: true, false\n/);
    assert.equal((await policy('allow', 'dc02.contoso.com')).code, 1);
    assert.equal(await readFile(file, 'utf8'), '{"version": 1}');
  });
});
