import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { createInstallationStore } from '../../../src/channels/slack/installs.ts';
import { createInstallations, type Installations } from '../../../src/store/installations.ts';
import { onBothEngines } from '../../store/engines.ts';
import { type Bench, openBench } from './bench.ts';

const key = createSecretKey(randomBytes(32));

describe('installing the app in a workspace', () => {
  let bench: Bench;

  before(async () => {
    bench = await openBench({
      mode: 'http',
      config: ({ signingSecret, apiUrl }) => ({
        kind: 'http',
        signingSecret,
        apiUrl,
        installs: {
          kind: 'oauth',
          clientId: '1.2',
          clientSecret: 'hush',
          stateSecret: 'a state secret',
          secretKey: key,
        },
      }),
      installations: (db, now) => createInstallations(db, now, key),
    });
  });

  after(() => bench.close());

  const page = (path: string) => new URL(path, bench.endpoint);

  async function state(): Promise<{ readonly value: string; readonly cookie: string }> {
    const response = await fetch(page('/slack/install'));
    const html = await response.text();
    const link = /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(html)?.[1] ?? '';
    const value = new URL(link.replaceAll('&amp;', '&')).searchParams.get('state') ?? '';
    return { value, cookie: (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' };
  }

  function callback(code: string, value: string, cookie: string): Promise<Response> {
    return fetch(page(`/slack/oauth_redirect?code=${code}&state=${encodeURIComponent(value)}`), {
      headers: { cookie },
    });
  }

  async function slashFrom(team: string): Promise<number> {
    await bench.slack.sendSlash('/ports', 'adfs wap');
    const parcel = bench.slack.last();
    if (parcel.kind !== 'form') throw new TypeError('a slash command is a form');
    const trigger_id = randomBytes(6).toString('hex');
    return (await bench.slack.send({ kind: 'form', fields: { ...parcel.fields, team_id: team, trigger_id } })).status;
  }

  it('asks Slack for the permissions, on the host of the configured API', async () => {
    const html = await (await fetch(page('/slack/install'))).text();
    assert.ok(html.includes(`${bench.slack.url}/oauth/v2/authorize?`));
    assert.match(html, /scope=app_mentions/);
  });

  it('answers nobody whose workspace did not install it', async () => {
    assert.equal(await slashFrom('T0OTHER'), 200);
    assert.deepEqual(bench.asked, []);
  });

  it('refuses a grant whose state is not this browser’s', async () => {
    const { value } = await state();
    assert.equal((await callback('good-code', value, 'slack-app-oauth-state=other')).status, 400);
  });

  it('refuses a code that Slack does not know', async () => {
    const { value, cookie } = await state();
    assert.equal((await callback('bad-code', value, cookie)).status, 500);
  });

  it('answers with the token that the workspace granted', async () => {
    const { value, cookie } = await state();
    assert.equal((await callback('good-code', value, cookie)).status, 200);
    await slashFrom('T0OTHER');
    await bench.slack.until(() => bench.slack.ephemerals()[0]);
    const [lookup] = bench.slack.calls('users.info');
    assert.match(lookup?.token ?? '', /^xoxb-granted/);
    assert.ok(!bench.logged().includes('xoxb-'));
    assert.ok(!bench.logged().includes('hush'));
  });

  it('forgets the grant when the app is removed', async () => {
    const parcel = {
      kind: 'event',
      body: {
        type: 'event_callback',
        team_id: 'T0OTHER',
        event_id: 'EvGone',
        event: { type: 'app_uninstalled' },
        authorizations: [{ team_id: 'T0OTHER', enterprise_id: null, is_enterprise_install: false }],
      },
    } as const;
    await bench.slack.send(parcel);
    bench.asked.length = 0;
    await bench.slack.until(() => bench.logged().includes('The app was removed'));
    await slashFrom('T0OTHER');
    assert.deepEqual(bench.asked, []);
  });
});

onBothEngines('Bolt’s installation store', (bench) => {
  const store = () => {
    const installations: Installations = createInstallations(bench().database.db, Date.now, key);
    return createInstallationStore(installations);
  };
  const bot = { token: 'xoxb-1', scopes: ['commands'], id: 'B1', userId: 'U1' };
  const user = { id: 'U9', token: undefined, scopes: undefined };

  it('gives back what a workspace granted', async () => {
    await store().storeInstallation({
      team: { id: 'T1', name: 'One' },
      enterprise: undefined,
      user,
      bot,
      authVersion: 'v2',
    });
    const found = await store().fetchInstallation({
      teamId: 'T1',
      enterpriseId: undefined,
      isEnterpriseInstall: false,
    });
    assert.deepEqual(found.bot, bot);
    assert.equal(found.team?.id, 'T1');
  });

  it('finds an organisation’s grant for its workspaces', async () => {
    const enterprise = { id: 'E1', name: 'Org' };
    await store().storeInstallation({
      team: undefined,
      enterprise,
      user,
      bot: { ...bot, token: 'xoxb-org' },
      isEnterpriseInstall: true,
      authVersion: 'v2',
    });
    for (const isEnterpriseInstall of [true, false]) {
      const found = await store().fetchInstallation({ teamId: 'T7', enterpriseId: 'E1', isEnterpriseInstall });
      assert.equal(found.bot?.token, 'xoxb-org');
    }
  });

  it('does not find a grant that was taken back', async () => {
    await store().deleteInstallation?.({ teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false });
    await assert.rejects(async () =>
      store().fetchInstallation({ teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false }),
    );
  });
});
