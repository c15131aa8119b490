import assert from 'node:assert/strict';
import nock from 'nock';
import { pino } from 'pino';
import { createGroups, type Groups } from '../../../src/channels/teams/groups.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const tenant = '22222222-2222-4222-8222-222222222222';
const user = '44444444-4444-4444-8444-444444444444';
const group = '55555555-5555-4555-8555-555555555555';
const password = 'the-client-secret';
const actor = { platform: 'teams', tenant, user } as const;

describe('groups of people in Teams', () => {
  const clock = { now: 0 };
  const lines: string[] = [];
  let groups: Groups;

  beforeEach(() => {
    clock.now = 1_000_000;
    lines.length = 0;
    groups = createGroups({
      config: {
        kind: 'on',
        appId,
        credential: { kind: 'password', password },
        tenantId: tenant,
        allowedTenants: [tenant],
        serviceHosts: [],
      },
      log: pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }),
      now: () => clock.now,
    });
  });

  afterEach(() => {
    nock.cleanAll();
  });

  function token() {
    return nock('https://login.microsoftonline.com')
      .post(`/${tenant}/oauth2/v2.0/token`, {
        grant_type: 'client_credentials',
        client_id: appId,
        scope: 'https://graph.microsoft.com/.default',
        client_secret: password,
      })
      .reply(200, { access_token: 'graph-token', expires_in: 3_600 });
  }

  function graph(status: number, body: object) {
    return nock('https://graph.microsoft.com', { reqheaders: { authorization: 'Bearer graph-token' } })
      .post(`/v1.0/users/${user}/getMemberGroups`, { securityEnabledOnly: false })
      .reply(status, body);
  }

  it('are asked of Graph as the app itself, and believed for five minutes', async () => {
    const asked = [token(), graph(200, { value: [group.toUpperCase()] })];
    assert.deepEqual(await groups.of(actor), [group]);
    for (const one of asked) one.done();
    clock.now += 299_000;
    assert.deepEqual(await groups.of(actor), [group]);
    clock.now += 2_000;
    // The token lives for an hour and is not asked for again.
    const again = graph(200, { value: [] });
    assert.deepEqual(await groups.of(actor), []);
    again.done();
  });

  it('are none where the permission is missing, and the log says so without the token', async () => {
    token();
    graph(403, { error: { code: 'Authorization_RequestDenied' } });
    assert.deepEqual(await groups.of(actor), []);
    assert.match(lines.join(''), /Graph does not tell groups: 403/);
    assert.doesNotMatch(lines.join(''), /graph-token|the-client-secret/);
  });

  it('are none where Entra gives no token, or something that is none', async () => {
    nock('https://login.microsoftonline.com')
      .post(/token$/)
      .reply(401, { error: 'invalid_client' });
    assert.deepEqual(await groups.of(actor), []);
    clock.now += 301_000;
    nock('https://login.microsoftonline.com')
      .post(/token$/)
      .reply(200, { token: 1 });
    assert.deepEqual(await groups.of(actor), []);
  });

  it('are none for whoever has no object id, and nobody is asked', async () => {
    assert.deepEqual(await groups.of({ ...actor, user: '29:1abc' }), []);
    assert.deepEqual(await groups.of({ ...actor, user: '../../groups' }), []);
    assert.deepEqual(await groups.of({ platform: 'slack', tenant, user }), []);
    assert.deepEqual(lines, []);
  });
});
