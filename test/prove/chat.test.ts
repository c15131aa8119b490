import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issue, issueRoot } from '../probe/certificates.ts';
import { startTunnelProxy } from '../runner/tunnel-proxy.ts';
import { cutting, globalCatalog, type Host, openHost, winrm } from './host.ts';
import { type Program, patienceMs, runProgram, until, within } from './program.ts';
import { startReverseProxy } from './reverse-proxy.ts';
import { type Bot, openSite, type Server, type Site, shownIn, untilEnd } from './site.ts';

/** The exit code of a runner that the hub sent away for good, as `portolan runner run --help` has it. */
const sentAway = 3;

/** Nobody listens at this address; the policy of the runners here does not name it either. */
const stranger = '10.99.0.1';

describe('a real bot and a real runner', function () {
  this.timeout(4 * patienceMs);
  let site: Site;
  let host: Host;
  let bot: Bot;
  let server: Server;
  let runner: Program;

  before(async () => {
    site = await openSite();
    host = await openHost({ 3268: globalCatalog(), 5985: winrm(), 9389: cutting() });
    bot = await site.startBot();
    server = await site.enrol('sync01', ['--allow', '127.0.0.0/8']);
    runner = await site.startRunner(server);
    await runner.until(/^connected$/m);
  });

  after(async () => {
    await site?.close();
    await host?.[Symbol.asyncDispose]();
  });

  it('enrol with the token that one person was shown, which nobody else ever sees', async () => {
    const [told] = site.slack.ephemerals();
    const token = /ptl1\.[\w-]+\.[\w-]+/.exec(JSON.stringify(told?.blocks))?.[0] ?? '';
    assert.notEqual(token, '');
    const [, secret = ''] = token.split('.');
    assert.ok(!JSON.stringify(site.slack.messages()).includes(secret));
    assert.ok(!bot.printed().includes(secret), 'the log of the bot');
    for (const file of ['identity.json', 'journal.jsonl', 'policy.json', 'connection.json'])
      assert.ok(!readFileSync(join(server.state, file), 'utf8').includes(secret), file);

    const again = ['runner', 'enroll', '--state', join(site.folder, 'thief'), '--token', token];
    const { code, printed } = await runProgram([...again, '--hub', bot.url], { cwd: site.folder });
    assert.equal(code, 1);
    assert.match(printed, /not enrolled: the hub does not take this token: it is unknown, used, or older/);
  });

  it('prove flows against what really listens, and say in the message what works and what fails', async () => {
    const line = `probe connect to ${host.address} as dc 3268 3269 5985 9389 from sync01`;
    const message = await site.probe(line);
    await untilEnd(message);
    const shown = shownIn(message);
    assert.match(shown, /Probe · 2 fail · 2 of 4 work/);
    assert.match(shown, new RegExp(`tcp 9389 on ${host.address} hangs up once asked[^\\n]* Next: `));
    assert.match(shown, new RegExp(`${host.address} refuses tcp 3269[^\\n]* Next: `));
    assert.doesNotMatch(shown.split('What fails')[1] ?? '', /3268|5985/, 'what works is no failure');
    assert.equal(site.slack.messages(message.channel).length, 1);

    const [, id] = /probe status (\w+)/.exec(JSON.stringify(message.blocks)) ?? [];
    const all = await site.ask(`probe status ${id} --all`);
    for (const row of [/tcp 3268\s+gc\s+open\s/, /tcp 5985\s+winrm\s+open\s/, /tcp 9389\s+adws\s+open, then cut\s/])
      assert.match(all, row);
    assert.match(all, /tcp 3269\s+gcs\s+refused\s/);
    assert.match(all, /Global catalog ready: TRUE/);
  });

  it('leave hosts alone that the policy of the server does not name, and both ends have it on record', async () => {
    const message = await site.probe(`probe connect to ${stranger} as dc 3268 from sync01`);
    await untilEnd(message);
    assert.match(shownIn(message), /Not asked, by the policy of the runner: it does not allow this host/);
    const [refused, ...more] = server.journal('refused');
    assert.deepEqual(more, []);
    assert.equal(refused?.['rule'], 'host');
    assert.equal(refused?.['host'], stranger);
    assert.ok(!server.journal('probing').some((entry) => entry['host'] === stranger));
  });

  it('meet through an HTTP proxy that wants a user and a password', async () => {
    await using proxy = await startTunnelProxy({ credentials: 'svc-runner:p@ss word' });
    const address = `127.0.0.1:${proxy.port}`;
    const without = ['runner', 'enroll', '--state', join(site.folder, 'shut-out'), '--hub', bot.url];
    const token = await site.token('proxied', 'connect');
    const { code, printed } = await runProgram([...without, '--token', token, '--proxy', `http://${address}`], {
      cwd: site.folder,
    });
    assert.equal(code, 1);
    assert.match(printed, /wants a user and password \(407\)/);

    const behind = await site.enrol('behind-proxy', [
      '--allow',
      '127.0.0.0/8',
      '--proxy',
      `http://svc-runner:p%40ss%20word@${address}`,
    ]);
    const proxied = await site.startRunner(behind);
    await proxied.until(/^connected$/m);
    const message = await site.probe(`probe connect to ${host.address} as dc 5985 from behind-proxy`);
    await untilEnd(message);
    assert.match(shownIn(message), /Probe · 1 of 1 works/);
    const target = new URL(bot.url).host;
    assert.deepEqual(
      proxy.asked.map((one) => one.target),
      [target, target, target],
      'refused, enrolled, connected',
    );
    assert.ok(!proxied.printed().includes('ss word'));
    proxied.kill('SIGTERM');
    assert.deepEqual(await proxied.ended, { code: 0, signal: null });
  });

  it('meet through a web server that ends TLS, where its authority is known', async () => {
    const root = issueRoot('Made-up CA of this test');
    const identity = issue({ name: { CN: 'bot' }, by: root, dns: ['localhost'] });
    const authority = join(site.folder, 'ca.pem');
    writeFileSync(authority, root.cert);
    await using front = await startReverseProxy(identity, bot.url);

    const token = await site.token('careful', 'connect');
    const words = ['runner', 'enroll', '--state', join(site.folder, 'careful'), '--hub', front.url, '--token', token];
    const { code, printed } = await runProgram(words, { cwd: site.folder });
    assert.equal(code, 1);
    assert.match(printed, /has a certificate of an authority that is not known here \([A-Z_]+\): give it with --ca/);
    const second = await runProgram([...words, '--ca', authority], { cwd: site.folder });
    assert.equal(second.code, 0, `the token was not spent: ${second.printed}`);

    const hub = ['--hub', front.url];
    const behind = await site.enrol('behind-tls', [...hub, '--ca', authority, '--allow', '127.0.0.0/8']);
    const sealed = await site.startRunner(behind);
    await sealed.until(/^connected$/m);
    const message = await site.probe(`probe connect to ${host.address} as dc 3268 from behind-tls`);
    await untilEnd(message);
    assert.match(shownIn(message), /Probe · 1 of 1 works/);
    sealed.kill('SIGTERM');
    assert.deepEqual(await sealed.ended, { code: 0, signal: null });
  });

  it('do not meet while the clock of the server is two minutes off, and the server says so', async () => {
    const off = await site.enrol('clock');
    for (const [clockMs, words] of [
      [120_000, /the clock of this server is 2 min ahead of the hub's; 60 s are accepted/],
      [-120_000, /the clock of this server is 2 min behind the hub's; 60 s are accepted/],
    ] as const) {
      const wrong = await site.startRunner(off, { clockMs });
      await wrong.until(words);
      wrong.kill('SIGTERM');
      assert.deepEqual(await wrong.ended, { code: 0, signal: null });
      assert.doesNotMatch(wrong.printed(), /^connected$/m);
    }
    assert.deepEqual(off.journal('connected'), []);
    assert.match(await site.ask('runners clock'), /never seen/);
    const right = await site.startRunner(off);
    await right.until(/^connected$/m);
    right.kill('SIGTERM');
    await right.ended;
  });

  it('part within five seconds when the runner is revoked, for good', async () => {
    await site.ask('runners revoke sync01');
    const end = await within(runner.ended, 'the end of a revoked runner');
    assert.deepEqual(end, { code: sentAway, signal: null });
    const revoked = await site.database.db
      .selectFrom('audit')
      .select('at')
      .where('what', '=', 'runners revoke sync01')
      .executeTakeFirstOrThrow();
    const denied = Date.parse(String(server.journal('denied').at(-1)?.['at']));
    assert.ok(denied - revoked.at <= 5_000, `after ${denied - revoked.at} ms`);
    assert.match(runner.printed(), /sent-away: this runner was revoked/);
    const probed = server.journal('probing').length;
    assert.match(
      await site.ask(`probe connect to ${host.address} as dc 5985 from sync01`),
      /There is no runner “sync01”/,
    );

    const again = await site.startRunner(server);
    assert.deepEqual(await within(again.ended, 'the end of a revoked runner'), { code: sentAway, signal: null });
    assert.equal(server.journal('probing').length, probed);
  });

  it('leave an audit that is whole', async () => {
    assert.match(await site.ask('audit --verify'), /The chain is intact/);
    const rows = await site.database.db.selectFrom('audit').select(['what', 'outcome']).execute();
    const lines = rows.map(({ what, outcome }) => `${outcome}: ${what}`);
    assert.ok(lines.includes(`allowed: probe connect to ${stranger} as dc 3268 from sync01`));
    assert.ok(lines.includes('allowed: runners revoke sync01'));
    assert.ok(lines.some((line) => /^done: runner sync01 enrolled/.test(line)));
  });

  it('end when they are told to', async () => {
    bot.kill('SIGTERM');
    assert.deepEqual(await within(bot.ended, 'the end of the bot', 25_000), { code: 0, signal: null });
    await until('the port to close', async () => !(await fetch(bot.url).catch(() => null)));
  });
});
