import assert from 'node:assert/strict';
import nock from 'nock';
import type { TeamsConfig } from '../../../src/config/teams.ts';
import { startTeamsBot, type TeamsBot } from '../../fakes/teams/bot.ts';
import { type Claims, type OpenId, startOpenId } from '../../fakes/teams/openid.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const tenant = '22222222-2222-4222-8222-222222222222';
const stranger = '33333333-3333-4333-8333-333333333333';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const password = 'the-client-secret';
const accessToken = 'the-access-token';

const activity = {
  type: 'message',
  id: 'activity-1',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:person', aadObjectId: '44444444-4444-4444-8444-444444444444' },
  recipient: { id: `28:${appId}`, name: 'Portolan' },
  conversation: { id: 'a:chat', conversationType: 'personal', tenantId: tenant },
  channelData: { tenant: { id: tenant } },
  locale: 'nl-NL',
  text: 'ports adfs wap',
};

const config = {
  kind: 'on',
  appId,
  credential: { kind: 'password', password },
  tenantId: tenant,
  allowedTenants: [tenant],
  serviceHosts: [],
} as const satisfies TeamsConfig;

function claims(changes: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: 'https://api.botframework.com',
    aud: appId,
    nbf: now - 60,
    exp: now + 3600,
    serviceurl: serviceUrl,
    ...changes,
  };
}

describe('Teams authentication', () => {
  let openId: OpenId;
  let bot: TeamsBot;

  before(async () => {
    openId = await startOpenId();
    bot = await startTeamsBot({ config, openIdMetadataUrl: openId.metadataUrl });
  });

  after(async () => {
    await bot.stop();
    await openId.close();
  });

  afterEach(() => nock.cleanAll());

  const post = async (authorization: string | null, body: object = activity) => {
    const response = await fetch(bot.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
      body: JSON.stringify(body),
    });
    return response.status;
  };
  const hour = 3600;
  const now = () => Math.floor(Date.now() / 1000);

  const refused: readonly (readonly [title: string, authorization: () => string | null])[] = [
    ['no token', () => null],
    ['an empty token', () => 'Bearer '],
    ['another scheme', () => `Basic ${openId.sign(claims())}`],
    ['a token that is no JWT', () => 'Bearer abc'],
    ['a token of another issuer', () => `Bearer ${openId.sign(claims({ iss: 'https://login.example' }))}`],
    [
      'a token of the Emulator’s issuer',
      () => `Bearer ${openId.sign(claims({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }))}`,
    ],
    ['a token for another bot', () => `Bearer ${openId.sign(claims({ aud: stranger }))}`],
    ['an expired token', () => `Bearer ${openId.sign(claims({ exp: now() - hour }))}`],
    ['a token of the future', () => `Bearer ${openId.sign(claims({ nbf: now() + hour }))}`],
    ['a token signed with another key', () => `Bearer ${openId.forge(claims())}`],
    ['an unsigned token', () => `Bearer ${openId.unsigned(claims())}`],
    [
      'a token for another service URL',
      () => `Bearer ${openId.sign(claims({ serviceurl: 'https://smba.trafficmanager.net/amer/' }))}`,
    ],
    [
      'a token that names no service URL',
      () => {
        const { serviceurl: _, ...rest } = claims();
        return `Bearer ${openId.sign(rest)}`;
      },
    ],
  ];
  for (const [title, authorization] of refused)
    it(`refuses ${title} with 401`, async () => assert.equal(await post(authorization()), 401));

  it('refuses a genuine token for a tenant that is not allowed with 403', async () => {
    const foreign = {
      ...activity,
      conversation: { ...activity.conversation, tenantId: stranger },
      channelData: { tenant: { id: stranger } },
    };
    assert.equal(await post(`Bearer ${openId.sign(claims())}`, foreign), 403);
  });

  it('refuses a genuine token where no tenant is told with 403', async () => {
    const { channelData: _, ...rest } = activity;
    const nameless = { ...rest, conversation: { id: 'a:chat', conversationType: 'personal' } };
    assert.equal(await post(`Bearer ${openId.sign(claims())}`, nameless), 403);
  });

  for (const elsewhere of [
    'https://attacker.example/',
    'https://smba.trafficmanager.net.attacker.example/',
    'https://user:pass@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'http://smba.trafficmanager.net/',
    'http://127.0.0.1:9/',
  ])
    it(`refuses to answer to ${elsewhere} with 403, even under a genuine token`, async () => {
      const token = openId.sign(claims({ serviceurl: elsewhere }));
      assert.equal(await post(`Bearer ${token}`, { ...activity, serviceUrl: elsewhere }), 403);
    });

  for (const channelId of ['AseChannel', 'emulator', 'directline'])
    it(`refuses an activity of the channel ${channelId}, which the SDK would judge by other rules, with 400`, async () =>
      assert.equal(await post(`Bearer ${openId.sign(claims())}`, { ...activity, channelId }), 400));

  it('answers a genuine request, in the language of the client, with a token for Teams’ own host', async () => {
    const login = nock('https://login.microsoftonline.com')
      .post(`/${tenant}/oauth2/v2.0/token`, (body) => body.client_id === appId && body.client_secret === password)
      .query(true)
      .reply(200, { token_type: 'Bearer', expires_in: 3600, access_token: accessToken });
    const posted: unknown[] = [];
    const teams = nock('https://smba.trafficmanager.net', { reqheaders: { authorization: `Bearer ${accessToken}` } })
      .post('/emea/v3/conversations/a%3Achat/activities/activity-2', (body) => {
        posted.push(body);
        return true;
      })
      .reply(201, { id: 'message-1' });
    assert.equal(await post(`Bearer ${openId.sign(claims())}`, { ...activity, id: 'activity-2' }), 200);
    assert.ok(login.isDone(), 'asked for a token');
    assert.ok(teams.isDone(), 'posted the answer');
    assert.match(JSON.stringify(posted), /Geen editie/);
  });

  it('answers 503, and not 401, while the keys to check with cannot be fetched', async () => {
    const { metadataUrl, close } = await startOpenId();
    await close();
    const cutOff = await startTeamsBot({ config, openIdMetadataUrl: metadataUrl });
    const response = await fetch(cutOff.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${openId.sign(claims())}` },
      body: JSON.stringify(activity),
    });
    await cutOff.stop();
    assert.equal(response.status, 503);
  });

  it('keeps every token and secret out of the log', () => {
    const log = bot.logged.join('');
    for (const secret of [password, accessToken, 'eyJ', 'ports adfs wap']) assert.ok(!log.includes(secret), secret);
  });
});
