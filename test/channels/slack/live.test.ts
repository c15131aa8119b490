import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { createFakeEstate, type FakeEstate, filtered, open, runner } from '../../fakes/estate.ts';
import { type Bench, openBench } from './bench.ts';

describe('work that goes on, in Slack', () => {
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

  const first = () => bench.slack.until(() => bench.slack.messages()[0]);
  const text = (blocks: unknown) => JSON.stringify(blocks);
  const line = 'connect to dc01.corp.contoso.com as dc ldap';

  it('is one message in the channel that fills in, and ends with the verdict', async () => {
    await bench.slack.sendSlash('/probe', line);
    const message = await first();
    assert.match(text(message.blocks), /Probing · 0\//);
    estate.finish('run1', filtered);
    await bench.slack.until(() => /What fails/.test(text(bench.slack.messages()[0]?.blocks)));
    assert.equal(bench.slack.messages().length, 1);
    assert.equal(bench.slack.calls('chat.postMessage').length, 1);
    assert.match(text(bench.slack.messages()[0]?.blocks), /Probe again/);
  });

  it('changes the message at most once a second, and ends with the last state', async () => {
    await bench.slack.sendSlash('/probe', 'connect to dc01.corp.contoso.com as dc');
    await first();
    const run = await estate.runs.read('run1');
    const total = run?.tasks.length ?? 0;
    assert.ok(total > 8);
    for (let done = 0; done < total; done++) {
      estate.finish('run1', open, 1);
      await delay(2);
    }
    await bench.slack.until(() =>
      new RegExp(`${total} of ${total} work`).test(text(bench.slack.messages()[0]?.blocks)),
    );
    const [message] = bench.slack.messages();
    assert.ok((message?.updates ?? 0) < total, `${message?.updates} updates for ${total} results`);
  });

  it('goes to the asker alone where the bot may not write', async () => {
    bench.slack.fail('chat.postMessage', { kind: 'error', error: 'not_in_channel' });
    await bench.slack.sendSlash('/probe', line);
    const message = await first();
    assert.match(message.channel, /^D/);
    estate.finish('run1', open);
    await bench.slack.until(() => / work/.test(text(bench.slack.messages()[0]?.blocks)));
  });

  it('survives a change that Slack limits, and one whose reply is lost', async () => {
    bench.slack.fail('chat.update', { kind: 'limited', retryAfter: 1 });
    bench.slack.fail('chat.update', { kind: 'lost' });
    await bench.slack.sendSlash('/probe', line);
    await first();
    estate.finish('run1', open);
    await bench.slack.until(() => / work/.test(text(bench.slack.messages()[0]?.blocks)));
    assert.equal(bench.slack.messages().length, 1);
  });

  it('is refused to whoever has no right, to the asker alone', async () => {
    await bench.slack.sendSlash('/probe', line, { user: 'U0BEN' });
    const told = await bench.slack.until(() => bench.slack.ephemerals('U0BEN')[0]);
    assert.match(text(told.blocks), /This takes the level operator/);
    assert.deepEqual(bench.slack.messages(), []);
    assert.deepEqual(await estate.runs.recent(5), []);
  });

  it('stays for everyone what it is when somebody presses a button that is not theirs to press', async () => {
    await bench.slack.sendSlash('/probe', line);
    const message = await first();
    estate.finish('run1', filtered);
    await bench.slack.until(() => /What fails/.test(text(message.blocks)));
    const before = text(message.blocks);
    await bench.slack.click(message, 'Probe again', { user: 'U0BEN' });
    const told = await bench.slack.until(() => bench.slack.ephemerals('U0BEN')[0]);
    assert.match(text(told.blocks), /You may not do that/);
    assert.equal(text(message.blocks), before);
    assert.equal((await estate.runs.recent(5)).length, 1);
  });

  it('hands its firewall request over as a file', async () => {
    await bench.slack.sendSlash('/probe', line);
    const message = await first();
    estate.finish('run1', filtered);
    await bench.slack.until(() => /What fails/.test(text(message.blocks)));
    await bench.slack.click(message, 'Failed flows as a firewall request');
    const file = await bench.slack.until(() => bench.slack.files().find(({ shared }) => shared !== null));
    assert.equal(file.filename, 'firewall-request-run1.csv');
    assert.match(file.content, /^Source,Destination,Address/);
  });
});

describe('an answer for one person, in Slack', () => {
  let bench: Bench;
  let estate: FakeEstate;

  beforeEach(async () => {
    estate = createFakeEstate();
    bench = await openBench({ mode: 'http', estate });
    const principal = { kind: 'user', platform: 'slack', tenant: bench.slack.ids.team, id: 'U0ANNA' } as const;
    estate.grants.push({ principal, level: 'admin', by: 'configuration', at: null });
  });

  afterEach(() => bench.close());

  const secret = 's'.repeat(43);

  it('is ephemeral, bears no button that shares it, and reaches no log', async () => {
    await bench.slack.sendSlash('/runners', 'enroll adfs01 --role adfs');
    const told = await bench.slack.until(() => bench.slack.ephemerals()[0]);
    assert.ok(JSON.stringify(told.blocks).includes(secret));
    assert.doesNotMatch(JSON.stringify(told.blocks), /portolan_share|Share/);
    assert.deepEqual(bench.slack.messages(), []);
    assert.ok(!bench.logged().includes(secret));
  });

  it('is refused to a mention in a channel', async () => {
    await bench.slack.sendMention('runners enroll adfs01 --role adfs');
    const message = await bench.slack.until(() => bench.slack.messages()[0]);
    assert.match(JSON.stringify(message.blocks), /just the two of us/);
    assert.ok(!JSON.stringify(bench.slack.messages()).includes(secret));
  });

  it('is refused where it was asked to be shared', async () => {
    await bench.slack.sendSlash('/runners', 'enroll adfs01 --role adfs --share');
    const told = await bench.slack.until(() => bench.slack.ephemerals()[0]);
    assert.match(JSON.stringify(told.blocks), /just the two of us/);
    assert.deepEqual(bench.slack.messages(), []);
  });
});

describe('user groups of Slack', () => {
  it('are told by id, and asked for once in five minutes', async () => {
    const bench = await openBench({ mode: 'http' });
    try {
      bench.slack.setUserGroup('S0OPS', ['U0ANNA', 'U0BEN']);
      bench.slack.setUserGroup('S0ALL', ['U0ANNA']);
      const actor = { platform: 'slack', tenant: bench.slack.ids.team, user: 'U0ANNA' } as const;
      assert.deepEqual(await bench.channel.groupsOf(actor), ['S0OPS', 'S0ALL']);
      assert.deepEqual(await bench.channel.groupsOf({ ...actor, user: 'U0CARL' }), []);
      assert.equal(bench.slack.calls('usergroups.list').length, 1);
      bench.slack.setUserGroup('S0OPS', []);
      bench.clock.offset += 301_000;
      assert.deepEqual(await bench.channel.groupsOf(actor), ['S0ALL']);
    } finally {
      await bench.close();
    }
  });

  it('are none where Slack does not tell', async () => {
    const bench = await openBench({ mode: 'http' });
    try {
      bench.slack.setUserGroup('S0OPS', ['U0ANNA']);
      bench.slack.fail('usergroups.list', { kind: 'error', error: 'missing_scope' });
      const actor = { platform: 'slack', tenant: bench.slack.ids.team, user: 'U0ANNA' } as const;
      assert.deepEqual(await bench.channel.groupsOf(actor), []);
      assert.match(bench.logged(), /does not tell the user groups/);
    } finally {
      await bench.close();
    }
  });
});
