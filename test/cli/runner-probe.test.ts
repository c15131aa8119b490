import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerUdp, closedTcpPort, listenTcp } from '../probe/ber/listeners.ts';
import { onRealSockets } from '../probe/ber/real-sockets.ts';
import { answerTo, nameBytes, record, service } from '../probe/dns/answers.ts';
import { portolan } from './process.ts';

const program = fileURLToPath(new URL('../../bin/portolan.js', import.meta.url));
const probe = (...parameters: readonly (string | number)[]) => portolan(['runner', 'probe', ...parameters.map(String)]);

describe('portolan runner probe', () => {
  onRealSockets();

  it('proves a flow without a hub, and asks a DNS server for the controllers of its domain', async () => {
    const questions: Buffer[] = [];
    await using server = await answerUdp((query) => {
      questions.push(query.subarray(12));
      return [answerTo(query, 0x8580, [record('SRV', service(0, 100, 389, 'dc1.corp.localhost'))])];
    });
    const { code, stdout, stderr } = await probe('dns', 'dc1.corp.localhost', server.port, '--json');
    assert.deepEqual([code, stderr], [0, '']);
    const { verdict, cause, nextStep, evidence, kind, host, port, address, attempts, timings } = JSON.parse(stdout);
    assert.deepEqual(
      [verdict, kind, host, port, address, attempts],
      ['open', 'dns', 'dc1.corp.localhost', server.port, '127.0.0.1', 1],
    );
    assert.equal(typeof cause, 'string');
    assert.ok(nextStep === null || typeof nextStep === 'string');
    assert.deepEqual(evidence.services, [{ host: 'dc1.corp.localhost', port: 389, priority: 0, weight: 100 }]);
    assert.ok(timings.total > 0);
    const expected = Buffer.concat([nameBytes('_ldap._tcp.dc._msdcs.corp.localhost'), Buffer.of(0, 33, 0, 1)]);
    assert.deepEqual(questions, [expected]);
  });

  it('prints the verdict first for a person, and nothing that a terminal obeys', async () => {
    await using server = await listenTcp((socket) => socket.write('220 \u001b[31mred\u0007\r\n'));
    const { code, stdout } = await probe('tcp', '127.0.0.1', server.port, '--timeout', 10_000);
    assert.equal(code, 0);
    assert.match(stdout, /^open: /);
    assert.match(stdout, /Banner +220 ·\[31mred·/);
    assert.match(stdout, /^ {2}Time, connection +[\d.]+ ms$/m);
    assert.ok(!stdout.includes('\u001b') && !stdout.includes('\u0007'));
  });

  it('exits 0 for a bad verdict too, with cause and next step in the language that is asked for', async () => {
    const port = await closedTcpPort();
    const { code, stdout } = await probe('ldap', '127.0.0.1', port, '--lang', 'nl');
    assert.equal(code, 0);
    assert.match(stdout, /^refused: /);
    assert.match(stdout, /^Volgende stap: /m);
    const english = JSON.parse((await probe('ldap', '127.0.0.1', port, '--json')).stdout);
    assert.equal(english.verdict, 'refused');
    assert.equal(typeof english.nextStep, 'string');
    assert.equal(english.evidence, null);
  });

  it('exits 1 where nothing could be judged', async () => {
    const proxy = `http://user:secret@127.0.0.1:${await closedTcpPort()}`;
    const { code, stdout, stderr } = await probe('https', 'sts.contoso.com', '--proxy', proxy, '--json');
    assert.equal(code, 1);
    assert.equal(JSON.parse(stdout).verdict, 'error');
    assert.doesNotMatch(stdout + stderr, /secret|dXNlcjpzZWNyZXQ/);
  });

  it('exits 2 with the legal kinds and the nearest for a kind that is none', async () => {
    const { code, stdout, stderr } = await probe('ldpa', 'dc01.contoso.com');
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /“ldpa” is no kind of probe; did you mean “ldap”\?/);
    assert.match(stderr, /There are dns, .*tcp\.$/m);
    assert.match(stderr, /Try: portolan runner probe --help/);
  });

  it('exits 2 for a bad port and for no host', async () => {
    assert.equal((await probe('ldap', 'dc01.contoso.com', 70_000)).code, 2);
    assert.equal((await probe('ldap')).code, 2);
  });

  it('prints no control character that was typed', async () => {
    const { code, stderr } = await probe('ldap\u001b[31m', 'dc01');
    assert.equal(code, 2);
    assert.ok(!stderr.includes('\u001b'));
  });

  it('lists the kinds and explains itself', async () => {
    const listed = await probe('--kinds');
    assert.equal(listed.code, 0);
    assert.match(listed.stdout, /^ldaps +tcp 636$/m);
    assert.match(listed.stdout, /^cldap +udp 389 +also ldap-udp, netlogon$/m);
    assert.equal(listed.stdout.trimEnd().split('\n').length, 26);
    const helped = await probe('--help');
    assert.equal(helped.code, 0);
    assert.match(helped.stdout, /--server-name NAME/);
  });

  it('leaves nothing behind in the folder where it runs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-probe-'));
    try {
      await portolan(['runner', 'probe', 'tcp', '127.0.0.1', String(await closedTcpPort())], { cwd: folder });
      assert.deepEqual(await readdir(folder), []);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('stops at Ctrl-C and says so', async () => {
    const connected = Promise.withResolvers<void>();
    await using server = await listenTcp((socket) => {
      socket.resume();
      connected.resolve();
    });
    const parameters = ['runner', 'probe', 'ldap', '127.0.0.1', String(server.port), '--timeout', '60000', '--json'];
    const child = spawn(process.execPath, [program, ...parameters], { timeout: 30_000, killSignal: 'SIGKILL' });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    await connected.promise;
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    assert.equal(code, 1);
    assert.equal(JSON.parse(stdout).code, 'cancelled');
  });
});

describe('portolan runner', () => {
  it('prints its usage alone and with help', async () => {
    const alone = await portolan(['runner']);
    assert.equal(alone.code, 0);
    assert.match(alone.stdout, /portolan runner probe KIND HOST \[PORT\]/);
    assert.equal((await portolan(['runner', 'help'])).stdout, alone.stdout);
  });

  it('names the nearest sub-command for one that is none, and exits 2', async () => {
    const { code, stderr } = await portolan(['runner', 'prob']);
    assert.equal(code, 2);
    assert.match(stderr, /“prob” is no command of the runner; did you mean “probe”\?/);
  });
});
