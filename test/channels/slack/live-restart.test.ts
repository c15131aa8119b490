import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createInstallations, type Owner } from '../../../src/store/installations.ts';
import { createLiveMessages } from '../../../src/store/live-messages.ts';
import { createFakeEstate, type FakeEstate, filtered, open, runner } from '../../fakes/estate.ts';
import type { Fault } from '../../fakes/slack/faults.ts';
import { type Bench, openBench } from './bench.ts';

/** Long enough for a message that should not come. */
const quietMs = 200;

async function until(look: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await look()); tries += 1) {
    assert.ok(tries < 500, `waited in vain for ${look}`);
    await delay(10);
  }
}

/** Longer than a lease. */
const later = 20_000;

describe('work that goes on in Slack when the bot restarts', () => {
  let bench: Bench;
  let estate: FakeEstate;

  beforeEach(async () => {
    estate = createFakeEstate({ runners: [runner({ name: 'sync01', roles: ['connect'] })] });
    // Waits a fiftieth of the time that it is told, so that updates a second apart can be tested.
    const wait = (ms: number, signal: AbortSignal) => delay(ms / 50, undefined, { signal });
    bench = await openBench({ mode: 'http', estate, parts: { wait } });
    const principal = { kind: 'user', platform: 'slack', tenant: bench.slack.ids.team, id: 'U0ANNA' } as const;
    estate.grants.push({ principal, level: 'admin', by: 'configuration', at: null });
  });

  afterEach(() => bench.close());

  const line = 'connect to dc01.corp.contoso.com as dc ldap';
  const shown = () => JSON.stringify(bench.slack.messages()[0]?.blocks);
  const kept = async () => bench.database.db.selectFrom('live_message').selectAll().execute();

  async function probing(): Promise<void> {
    await bench.slack.sendSlash('/probe', line);
    await bench.slack.until(() => bench.slack.messages()[0]);
    await until(async () => (await kept()).length === 1);
  }

  const untilForgotten = () => until(async () => (await kept()).length === 0);

  function assertOneMessage(): void {
    assert.equal(bench.slack.messages().length, 1);
    assert.equal(bench.slack.calls('chat.postMessage').length, 1);
    assert.deepEqual(bench.slack.ephemerals(), []);
  }

  it('goes on in the same message, and ends there', async () => {
    await probing();
    await bench.restart();
    estate.finish('run1', filtered);
    await bench.slack.until(() => /What fails/.test(shown()));
    await untilForgotten();
    assertOneMessage();
    assert.match(shown(), /Probe again/);
  });

  it('ends in the same message where the work ended while no bot ran', async () => {
    await probing();
    await bench.restart(async () => estate.finish('run1', open));
    await bench.slack.until(() => / work/.test(shown()));
    await untilForgotten();
    assertOneMessage();
  });

  it('goes on after one restart, and another', async () => {
    await probing();
    for (let restarts = 0; restarts < 3; restarts += 1) {
      const { updates } = bench.slack.messages()[0] ?? { updates: 0 };
      await bench.restart();
      await bench.slack.until(() => (bench.slack.messages()[0]?.updates ?? 0) > updates);
    }
    estate.finish('run1', open);
    await bench.slack.until(() => / work/.test(shown()));
    await untilForgotten();
    assertOneMessage();
  });

  it('goes on where the bot was killed, once its lease ran out', async () => {
    await probing();
    const [row] = await kept();
    await bench.restart(async () => {
      // A bot that is killed gives nothing back.
      await bench.database.db
        .updateTable('live_message')
        .set({ lease_until: row?.lease_until ?? 0 })
        .execute();
      bench.clock.offset += later;
    });
    estate.finish('run1', open);
    await bench.slack.until(() => / work/.test(shown()));
    assertOneMessage();
  });

  it('answers in the language that it began in', async () => {
    await bench.slack.sendSlash('/probe', `${line} --lang nl`);
    await bench.slack.until(() => bench.slack.messages()[0]);
    await until(async () => (await kept()).length === 1);
    await bench.restart();
    estate.finish('run1', filtered);
    await bench.slack.until(() => /Wat faalt/.test(shown()));
  });

  it('is no question that its asker asked, and no act', async () => {
    await probing();
    const acts = estate.acts.length;
    await bench.restart();
    estate.finish('run1', open);
    await bench.slack.until(() => / work/.test(shown()));
    assert.equal(estate.acts.length, acts);
    const questions = await bench.database.db.selectFrom('recent_question').selectAll().execute();
    assert.deepEqual(questions, []);
  });

  it('ends with how to go on, and shows no result, where its asker lost the right meanwhile', async () => {
    await probing();
    await bench.restart(async () => void estate.grants.splice(0));
    await bench.slack.until(() => /may not see it any more/.test(shown()));
    await untilForgotten();
    estate.finish('run1', filtered);
    await delay(quietMs);
    assert.doesNotMatch(shown(), /What fails|filtered/);
    assert.match(shown(), /probe status run1/);
    assertOneMessage();
  });

  it('ends where the run is not known any more', async () => {
    const messages = createLiveMessages(bench.database, Date.now);
    await probing();
    const [row] = await kept();
    await bench.restart(async () => {
      const key = { platform: 'slack', tenant: bench.slack.ids.team } as const;
      const asker = { ...key, user: 'U0ANNA' };
      const message = { ...key, conversation: row?.conversation ?? '', message: row?.message ?? '' };
      const reference = { thread: null, id: 'Ev1' };
      await messages.add({ ...message, asker, language: 'en', line: 'probe status gone', reference }, 0);
    });
    await bench.slack.until(() => /There is no probe/.test(shown()));
    await untilForgotten();
  });

  for (const error of ['message_not_found', 'is_archived', 'channel_not_found'])
    it(`is left alone after Slack said ${error}`, async () => {
      await probing();
      bench.slack.fail('chat.update', { kind: 'error', error }, 100);
      await bench.restart();
      await untilForgotten();
      const calls = bench.slack.calls('chat.update').length;
      estate.finish('run1', open);
      await delay(quietMs);
      assert.equal(bench.slack.calls('chat.update').length, calls);
      assert.equal(
        bench.slack.calls('chat.postMessage').filter(({ args }) => !args['channel']?.startsWith('D')).length,
        1,
      );
      // That a message was deleted is no news to anybody.
      if (error === 'message_not_found') assertOneMessage();
    });

  it('is left alone once it was deleted, without a restart', async () => {
    await bench.slack.sendSlash('/probe', 'connect to dc01.corp.contoso.com as dc');
    await bench.slack.until(() => bench.slack.messages()[0]);
    bench.slack.fail('chat.update', { kind: 'error', error: 'message_not_found' }, 100);
    estate.finish('run1', open, 1);
    await bench.slack.until(() => bench.slack.calls('chat.update').length === 1);
    await untilForgotten();
    estate.finish('run1', open, 1);
    await delay(quietMs);
    assert.equal(bench.slack.calls('chat.update').length, 1);
    assertOneMessage();
  });

  const outages: readonly (readonly [string, Fault])[] = [
    ['cut the connection', { kind: 'cut' }],
    ['failed with 503', { kind: 'status', status: 503, applied: false }],
  ];
  for (const [what, fault] of outages)
    it(`is ended later where Slack ${what} at its last state`, async () => {
      await probing();
      // The change itself, and its repetition.
      bench.slack.fail('chat.update', fault, 2);
      estate.finish('run1', open);
      await bench.slack.until(() => bench.slack.calls('chat.update').length === 2);
      assert.match(shown(), /Probing/);
      bench.clock.offset += later;
      await bench.restart();
      await bench.slack.until(() => / work/.test(shown()));
      await untilForgotten();
      assertOneMessage();
    });

  it('is forgotten where another version stored it in a form of its own', async () => {
    await probing();
    await bench.database.db.updateTable('live_message').set({ reference: '{"form":"of another version"}' }).execute();
    await bench.restart();
    await untilForgotten();
    assertOneMessage();
  });
});

describe('work that goes on in a workspace that installed the app, when the bot restarts', () => {
  const sealing = createSecretKey(randomBytes(32));
  const owners: readonly (readonly [string, Owner])[] = [
    ['a workspace', { kind: 'team', team: 'T0OTHER', enterprise: null }],
    ['an organisation', { kind: 'enterprise', enterprise: 'E0OTHER' }],
  ];

  for (const [what, owner] of owners)
    it(`goes on with the token of ${what}`, async () => {
      const estate = createFakeEstate({ runners: [runner({ name: 'sync01', roles: ['connect'] })] });
      const bench = await openBench({
        mode: 'http',
        estate,
        config: ({ signingSecret, apiUrl }) => ({
          kind: 'http',
          signingSecret,
          apiUrl,
          installs: {
            kind: 'oauth',
            clientId: '1.2',
            clientSecret: 'hush',
            stateSecret: 'a state secret',
            secretKey: sealing,
          },
        }),
        installations: (db, now) => createInstallations(db, now, sealing),
      });
      try {
        const tenant = owner.kind === 'team' ? owner.team : owner.enterprise;
        const principal = { kind: 'user', platform: 'slack', tenant, id: 'U0ANNA' } as const;
        estate.grants.push({ principal, level: 'admin', by: 'configuration', at: null });
        const token = bench.slack.botToken;
        const bot = { token, scopes: ['chat:write'], id: 'B0BOT', userId: 'U0BOT' };
        const team = owner.kind === 'team' ? { team: { id: tenant } } : { enterprise: { id: tenant } };
        const grant = { ...team, user: { id: 'U0ANNA' }, bot, isEnterpriseInstall: owner.kind === 'enterprise' };
        await createInstallations(bench.database.db, Date.now, sealing).save({ owner, installedBy: 'U0ANNA', grant });

        await bench.slack.sendSlash('/ports', 'adfs wap');
        const parcel = bench.slack.last();
        assert.ok(parcel.kind === 'form');
        await bench.slack.send({
          kind: 'form',
          fields: {
            ...parcel.fields,
            command: '/probe',
            text: 'connect to dc01.corp.contoso.com as dc ldap',
            team_id: 'T0OTHER',
            trigger_id: 'another',
            ...(owner.kind === 'team' ? {} : { enterprise_id: tenant, is_enterprise_install: 'true' }),
          },
        });
        const message = await bench.slack.until(() => bench.slack.messages()[0]);
        await bench.restart();
        const { updates } = message;
        estate.finish('run1', open);
        await bench.slack.until(() => message.updates > updates && / work/.test(JSON.stringify(message.blocks)));
        assert.equal(bench.slack.messages().length, 1);

        const { db } = bench.database;
        const installed = createInstallations(db, Date.now, sealing);
        const left = { platform: 'slack', tenant, conversation: 'C1', message: '1.1' } as const;
        const asker = { platform: 'slack', tenant, user: 'U0ANNA' } as const;
        const rest = {
          asker,
          language: 'en',
          line: 'probe status run1',
          reference: { thread: null, id: 'Ev1' },
        } as const;
        await bench.restart(async () => {
          await installed.remove(tenant);
          await createLiveMessages(bench.database, Date.now).add({ ...left, ...rest }, 0);
        });
        await until(async () => (await db.selectFrom('live_message').selectAll().execute()).length === 0);
        assert.doesNotMatch(bench.logged(), /could not be kept/, 'an app that was removed is no fault');
      } finally {
        await bench.close();
      }
    });
});
