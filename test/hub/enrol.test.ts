import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAudit } from '../../src/store/audit.ts';
import { createKeyPair, fingerprintOf } from '../../src/wire/keys.ts';
import { createToken } from '../../src/wire/token.ts';
import { enrolPath } from '../../src/wire/version.ts';
import { onBothEngines } from '../store/engines.ts';
import { postEnrolment } from './fake-runner.ts';
import { invite, type Options, type Replica, startReplica } from './hub-bench.ts';

const generous = { each: { most: 100_000, perSecond: 0 }, all: { most: 100_000, perSecond: 0 } };

onBothEngines('enrolment over HTTP', (bench) => {
  let replica: Replica;
  const start = async (options: Options = { limits: generous }) => {
    replica = await startReplica(bench(), options);
  };

  afterEach(() => replica.stop());

  it('gives a server its name and roles, and the key of the hub that its token names', async () => {
    await start();
    const token = await invite(replica.store, replica.key, 'adfs01');
    const key = createKeyPair();
    const { status, answer } = await postEnrolment(replica.url, token, key);
    assert.equal(status, 200);
    assert.ok(answer.kind === 'enrolled');
    assert.equal(answer.name, 'adfs01');
    assert.deepEqual(answer.roles, ['connect']);
    assert.equal(fingerprintOf(answer.hubKey), token.split('.')[2]);
    assert.equal((await replica.store.runners.find(answer.runner))?.publicKey, key.publicKey);
    const [row] = await createAudit(replica.database.db, Date.now).recent(1);
    assert.equal(row?.who, 'slack:T1/U9');
    assert.equal(row?.where, '127.0.0.1');
    assert.equal(row?.what, `runner adfs01 enrolled with key ${fingerprintOf(key.publicKey)}`);
  });

  it('lets exactly one of 1,000 concurrent redemptions of a token win', async function () {
    this.timeout(60_000);
    await start();
    const token = await invite(replica.store, replica.key, 'race');
    const keys = Array.from({ length: 1_000 }, () => createKeyPair());
    const answers = await Promise.all(keys.map((key) => postEnrolment(replica.url, token, key)));
    const kinds = Map.groupBy(answers, ({ answer }) => (answer.kind === 'refused' ? answer.code : answer.kind));
    assert.deepEqual([...kinds].map(([kind, some]) => [kind, some.length]).sort(), [
      ['enrolled', 1],
      ['token-not-valid', 999],
    ]);
    assert.equal((await replica.store.runners.list()).filter(({ name }) => name === 'race').length, 1);
  });

  it('tells a token that is unknown, used or expired alike', async () => {
    await start();
    const used = await invite(replica.store, replica.key, 'used');
    await postEnrolment(replica.url, used, createKeyPair());
    const expired = await invite(replica.store, replica.key, 'expired', 20);
    await sleep(30);
    const tokens = [
      createToken(replica.key.publicKey).text,
      used,
      expired,
      createToken(createKeyPair().publicKey).text,
    ];
    for (const token of [...tokens, 'nonsense', '']) {
      const { status, answer } = await postEnrolment(replica.url, token, createKeyPair());
      assert.ok(answer.kind === 'refused');
      assert.deepEqual(
        [status, answer.code, answer.message],
        [403, 'token-not-valid', 'The token is unknown, used or expired. Ask for a new one in chat.'],
      );
    }
  });

  it('accepts a clock that is a minute off, and says by how much another one is', async () => {
    const present = Date.UTC(2026, 10, 20, 12, 0, 0);
    await start({ limits: generous, now: () => present });
    const ask = async (name: string, time: number) => {
      const token = await invite(replica.store, replica.key, name);
      return (await postEnrolment(replica.url, token, createKeyPair(), { time })).answer;
    };
    assert.equal((await ask('behind', present - 60_000)).kind, 'enrolled');
    assert.equal((await ask('ahead', present + 60_000)).kind, 'enrolled');
    const late = await ask('late', present - 60_001);
    assert.ok(late.kind === 'refused' && late.code === 'clock-skew');
    assert.equal(late.hubTime, present);
    assert.match(late.message, /60 s behind .*2026-11-20T11:58:59\.999Z.*2026-11-20T12:00:00\.000Z/);
    const early = await ask('early', present + 3_600_000);
    assert.ok(early.kind === 'refused' && early.code === 'clock-skew');
    assert.match(early.message, /3600 s ahead of/);
  });

  it('spends no token on a request that is refused', async () => {
    await start();
    const token = await invite(replica.store, replica.key, 'patient');
    const key = createKeyPair();
    for (const change of [{ signature: 'A'.repeat(86) }, { time: 1 }, { version: 2 }, { extra: true }])
      assert.equal((await postEnrolment(replica.url, token, key, { change })).answer.kind, 'refused');
    assert.equal((await postEnrolment(replica.url, token, key)).answer.kind, 'enrolled');
  });

  it('wants proof that the server has the key that it names', async () => {
    await start();
    const token = await invite(replica.store, replica.key, 'thief');
    for (const change of [
      { publicKey: createKeyPair().publicKey },
      { publicKey: 'A'.repeat(59) },
      { token: `${token} ` },
    ]) {
      const { status, answer } = await postEnrolment(replica.url, token, createKeyPair(), { change });
      assert.ok(answer.kind === 'refused');
      assert.deepEqual([status, answer.code], [403, 'bad-signature']);
    }
  });

  it('says which version it speaks, and that what is no request is none', async () => {
    await start();
    const key = createKeyPair();
    const version = await postEnrolment(replica.url, '', key, { change: { version: 9 } });
    assert.ok(version.answer.kind === 'refused' && version.answer.code === 'version' && version.status === 400);
    for (const body of ['', '{', 'null', '[]', '{"version":1}', '"text"', '{"__proto__":{"version":1}}']) {
      const response = await fetch(`${replica.url}${enrolPath}`, { method: 'POST', body });
      assert.equal(response.status, 400);
      const answer: unknown = await response.json();
      assert.ok(typeof answer === 'object' && answer !== null && 'code' in answer);
      assert.equal(answer.code, 'malformed');
    }
  });

  it('reads 4 KB and no more', async () => {
    await start();
    const body = JSON.stringify({ version: 1, token: 'x'.repeat(5_000) });
    const response = await fetch(`${replica.url}${enrolPath}`, { method: 'POST', body });
    assert.equal(response.status, 413);
    const answer: unknown = await response.json();
    assert.ok(typeof answer === 'object' && answer !== null && 'code' in answer && answer.code === 'malformed');
  });

  it('says that a name is taken by now', async () => {
    await start();
    const [first, second] = [
      await invite(replica.store, replica.key, 'same'),
      await invite(replica.store, replica.key, 'same'),
    ];
    assert.equal((await postEnrolment(replica.url, first, createKeyPair())).answer.kind, 'enrolled');
    const { status, answer } = await postEnrolment(replica.url, second, createKeyPair());
    assert.ok(answer.kind === 'refused');
    assert.deepEqual([status, answer.code], [409, 'name-taken']);
  });

  it('is refused when the audit row cannot be written, and works once it can', async () => {
    await start();
    const { db } = replica.database;
    const token = await invite(replica.store, replica.key, 'unaudited');
    const key = createKeyPair();
    const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
    await db.deleteFrom('audit_head').execute();
    const body = { method: 'POST', body: '{}' };
    assert.equal((await fetch(`${replica.url}${enrolPath}`, body)).status, 400);
    await assert.rejects(postEnrolment(replica.url, token, key), 'the answer is none of the wire');
    assert.ok(!(await replica.store.runners.list()).some(({ name }) => name === 'unaudited'));
    await db.insertInto('audit_head').values(head).execute();
    assert.equal((await postEnrolment(replica.url, token, key)).answer.kind, 'enrolled');
  });

  it('lets an address miss a few times, and leaves honest ones alone', async () => {
    await start({ limits: { each: { most: 3, perSecond: 0 }, all: { most: 100, perSecond: 0 } } });
    const miss = async () => (await postEnrolment(replica.url, 'nonsense', createKeyPair())).answer;
    const enrol = async (name: string) =>
      (await postEnrolment(replica.url, await invite(replica.store, replica.key, name), createKeyPair())).answer;
    for (const name of ['one', 'two', 'three', 'four', 'five']) assert.equal((await enrol(name)).kind, 'enrolled');
    for (const code of ['token-not-valid', 'token-not-valid', 'token-not-valid', 'too-many', 'too-many']) {
      const answer = await miss();
      assert.ok(answer.kind === 'refused');
      assert.equal(answer.code, code);
    }
    const refused = await enrol('six');
    assert.ok(refused.kind === 'refused' && refused.code === 'too-many');
  });

  it('limits all addresses together', async () => {
    await start({ limits: { each: { most: 100, perSecond: 0 }, all: { most: 2, perSecond: 0 } } });
    const statuses: number[] = [];
    for (let nth = 0; nth < 3; nth++)
      statuses.push((await postEnrolment(replica.url, 'nonsense', createKeyPair())).status);
    assert.deepEqual(statuses, [403, 403, 429]);
  });

  it('logs who was enrolled and refused, and no token', async () => {
    await start();
    const token = await invite(replica.store, replica.key, 'logged');
    await postEnrolment(replica.url, token, createKeyPair());
    await postEnrolment(replica.url, token, createKeyPair());
    const log = replica.logged.join('');
    assert.match(log, /a runner was enrolled/);
    assert.match(log, /token-not-valid/);
    assert.ok(!log.includes(token.split('.')[1] ?? token));
  });
});
