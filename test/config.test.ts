import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { configKeys } from '../src/config/keys.ts';
import { type Config, loadConfig, readConfig } from '../src/config.ts';
import { PortolanError } from '../src/errors.ts';

type Environment = Readonly<Record<string, string>>;

const secretKey = Buffer.alloc(32, 5).toString('base64');
const appId = '11111111-2222-4333-8444-555555555555';
const tenant = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const otherTenant = '99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee';

const slackHttp: Environment = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_SIGNING_SECRET: 'signing-secret' };
const slackOauth: Environment = {
  SLACK_SIGNING_SECRET: 'signing-secret',
  SLACK_CLIENT_ID: '123.456',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'state-secret-state-secret',
  PORTOLAN_SECRET_KEY: secretKey,
};
const teams: Environment = { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: 'teams-secret', TEAMS_TENANT_ID: tenant };

function without(env: Environment, ...keys: readonly string[]): Environment {
  return Object.fromEntries(Object.entries(env).filter(([key]) => !keys.includes(key)));
}

/** The lines of the fault that this environment ends in, one a key, and the error itself. */
function faultsOf(env: Environment): { readonly lines: readonly string[]; readonly error: PortolanError } {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof PortolanError);
    assert.equal(error.code, 'config-invalid');
    return { lines: error.nextStep.split('\n  ').slice(1), error };
  }
  return assert.fail('the environment was taken');
}

/** The keys that the fault names, in order. */
function faultyKeys(env: Environment): readonly string[] {
  return faultsOf(env).lines.map((line) => line.split(' ')[0] ?? '');
}

describe('readConfig', () => {
  it('runs in the terminal, with everything at its default, when nothing is set', () => {
    const config: Config = {
      port: 3978,
      slack: { kind: 'off' },
      teams: { kind: 'off' },
      database: { kind: 'sqlite', file: join('data', 'portolan.db') },
      dataFolder: './data',
      secretKey: null,
      admins: [],
      publicUrl: null,
      language: 'en',
      logLevel: 'info',
    };
    assert.deepEqual(readConfig({}), config);
    assert.deepEqual(readConfig({ PATH: '/bin', SLACK_BOT_TOKEN: '', TEAMS_APP_ID: '  ' }), config);
  });

  it('takes the general keys', () => {
    const config = readConfig({ PORT: '0', PORTOLAN_DATA: '/srv/portolan', PORTOLAN_LANG: 'nl', LOG_LEVEL: 'debug' });
    assert.deepEqual(
      [config.port, config.dataFolder, config.language, config.logLevel],
      [0, '/srv/portolan', 'nl', 'debug'],
    );
    assert.deepEqual(config.database, { kind: 'sqlite', file: join('/srv/portolan', 'portolan.db') });
  });

  it('takes a PostgreSQL URL as it is', () => {
    for (const url of ['postgres://u:p%40ss@db:5432/portolan?sslmode=require', 'postgresql:///portolan?host=/run/pg'])
      assert.deepEqual(readConfig({ DATABASE_URL: url }).database, { kind: 'postgres', url });
  });

  it('ignores blanks and line ends around a value', () => {
    assert.deepEqual(readConfig({ PORT: ' 8080\r', SLACK_API_URL: '\t' }).port, 8080);
  });

  it('is frozen to its depth', () => {
    const config = readConfig({ ...slackOauth, ...teams });
    assert.ok(config.slack.kind === 'http' && config.teams.kind === 'on');
    for (const part of [config, config.slack, config.slack.installs, config.teams, config.teams.allowedTenants])
      assert.ok(Object.isFrozen(part));
  });
});

describe('Slack configuration', () => {
  it('is HTTP with a signing secret', () => {
    assert.deepEqual(readConfig(slackHttp).slack, {
      kind: 'http',
      signingSecret: 'signing-secret',
      apiUrl: null,
      installs: { kind: 'single', botToken: 'xoxb-1-secret' },
    });
  });

  it('is Socket Mode with an app token, whether or not there is a signing secret', () => {
    const socket = {
      kind: 'socket',
      appToken: 'xapp-1',
      apiUrl: null,
      installs: { kind: 'single', botToken: 'xoxb-1' },
    };
    assert.deepEqual(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).slack, socket);
    assert.deepEqual(
      readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' }).slack,
      socket,
    );
  });

  it('takes installs by OAuth, over HTTP and Socket Mode', () => {
    const { slack } = readConfig(slackOauth);
    assert.ok(slack.kind === 'http' && slack.installs.kind === 'oauth');
    const { secretKey: key, ...installs } = slack.installs;
    assert.deepEqual(installs, {
      kind: 'oauth',
      clientId: '123.456',
      clientSecret: 'client-secret',
      stateSecret: 'state-secret-state-secret',
    });
    assert.deepEqual(key.export(), Buffer.alloc(32, 5));
    assert.equal(readConfig({ ...slackOauth, SLACK_APP_TOKEN: 'xapp-1' }).slack.kind, 'socket');
  });

  it('prints no secret key when it is logged', () => {
    assert.ok(!JSON.stringify(readConfig(slackOauth)).includes(secretKey));
  });

  it('takes another Web API, with a slash at its end', () => {
    for (const [given, taken] of [
      ['https://slack-gov.com/api/', 'https://slack-gov.com/api/'],
      ['http://127.0.0.1:9000/api', 'http://127.0.0.1:9000/api/'],
      ['http://localhost:9000', 'http://localhost:9000/'],
      ['http://[::1]:9000/', 'http://[::1]:9000/'],
    ] as const) {
      const { slack } = readConfig({ ...slackHttp, SLACK_API_URL: given });
      assert.ok(slack.kind === 'http');
      assert.equal(slack.apiUrl, taken);
    }
  });

  it('stays off with nothing but another Web API', () => {
    assert.deepEqual(readConfig({ SLACK_API_URL: 'https://slack-gov.com/api/' }).slack, { kind: 'off' });
  });

  for (const [title, env, keys] of [
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_SIGNING_SECRET']],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, ['SLACK_BOT_TOKEN']],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN']],
    ['a user token for a bot token', { ...slackHttp, SLACK_BOT_TOKEN: 'xoxp-1' }, ['SLACK_BOT_TOKEN']],
    ['a bot token for an app token', { ...slackHttp, SLACK_APP_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN']],
    ['a token for a signing secret', { ...slackHttp, SLACK_SIGNING_SECRET: 'xoxb-1' }, ['SLACK_SIGNING_SECRET']],
    ['a bot token beside OAuth', { ...slackOauth, SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_BOT_TOKEN']],
    ['OAuth without client secret', without(slackOauth, 'SLACK_CLIENT_SECRET'), ['SLACK_CLIENT_SECRET']],
    ['OAuth without secret key', without(slackOauth, 'PORTOLAN_SECRET_KEY'), ['PORTOLAN_SECRET_KEY']],
    [
      'a client ID alone',
      { SLACK_CLIENT_ID: '1.2' },
      ['SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'PORTOLAN_SECRET_KEY', 'SLACK_SIGNING_SECRET'],
    ],
    ['client secret and ID swapped', { ...slackOauth, SLACK_CLIENT_ID: 'client-secret' }, ['SLACK_CLIENT_ID']],
    ['a short state secret', { ...slackOauth, SLACK_STATE_SECRET: 'fifteen letters' }, ['SLACK_STATE_SECRET']],
    [
      'a secret key of 16 bytes',
      { ...slackOauth, PORTOLAN_SECRET_KEY: Buffer.alloc(16).toString('base64') },
      ['PORTOLAN_SECRET_KEY'],
    ],
    ['a Web API in the clear', { ...slackHttp, SLACK_API_URL: 'http://slack.example/api/' }, ['SLACK_API_URL']],
    ['a Web API with a password', { ...slackHttp, SLACK_API_URL: 'https://a:b@slack.example/' }, ['SLACK_API_URL']],
    ['a Web API without scheme', { ...slackHttp, SLACK_API_URL: 'slack.example/api/' }, ['SLACK_API_URL']],
  ] as const)
    it(`refuses ${title}`, () => assert.deepEqual(faultyKeys(env), keys));
});

describe('Teams configuration', () => {
  it('is on with an app ID, a password and a tenant', () => {
    assert.deepEqual(readConfig(teams).teams, {
      kind: 'on',
      appId,
      credential: { kind: 'password', password: 'teams-secret' },
      tenantId: tenant,
      allowedTenants: [tenant],
      serviceHosts: [],
    });
  });

  it('takes a certificate in place of the password, and its thumbprint as Windows shows it', () => {
    const certificate = { ...without(teams, 'TEAMS_APP_PASSWORD'), TEAMS_APP_CERTIFICATE: '/etc/portolan/bot.pem' };
    const credentialOf = (env: Environment) => {
      const { teams } = readConfig(env);
      return teams.kind === 'on' ? teams.credential : null;
    };
    assert.deepEqual(credentialOf(certificate), {
      kind: 'certificate',
      file: '/etc/portolan/bot.pem',
      thumbprint: null,
    });
    assert.deepEqual(
      credentialOf({
        ...certificate,
        TEAMS_APP_CERTIFICATE_THUMBPRINT: '\u200e01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67',
      }),
      {
        kind: 'certificate',
        file: '/etc/portolan/bot.pem',
        thumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
      },
    );
  });

  it('allows the home tenant and those of the list, each once, in lower case', () => {
    const { teams: config } = readConfig({
      ...teams,
      TEAMS_ALLOWED_TENANTS: `${otherTenant.toUpperCase()}, ${tenant}`,
    });
    assert.ok(config.kind === 'on');
    assert.deepEqual(config.allowedTenants, [tenant, otherTenant]);
  });

  it('is multi-tenant with a list and no home tenant', () => {
    const { teams: config } = readConfig({ ...without(teams, 'TEAMS_TENANT_ID'), TEAMS_ALLOWED_TENANTS: otherTenant });
    assert.ok(config.kind === 'on');
    assert.deepEqual([config.tenantId, config.allowedTenants], [null, [otherTenant]]);
  });

  it('takes more service hosts, in lower case', () => {
    const { teams: config } = readConfig({ ...teams, TEAMS_SERVICE_HOSTS: 'SMBA.gov.example.us, bot.example' });
    assert.ok(config.kind === 'on');
    assert.deepEqual(config.serviceHosts, ['smba.gov.example.us', 'bot.example']);
  });

  it('is loopback only when asked for and without an app ID', () => {
    assert.deepEqual(readConfig({ TEAMS_LOOPBACK: '1' }).teams, { kind: 'loopback', serviceHosts: [] });
    assert.deepEqual(readConfig({ TEAMS_LOOPBACK: '0' }).teams, { kind: 'off' });
    assert.equal(readConfig({ ...teams, TEAMS_LOOPBACK: '0' }).teams.kind, 'on');
  });

  for (const [title, env, keys] of [
    ['an app ID alone', { TEAMS_APP_ID: appId }, ['TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID']],
    ['a password alone', { TEAMS_APP_PASSWORD: 'p' }, ['TEAMS_APP_ID']],
    ['a tenant alone', { TEAMS_TENANT_ID: tenant }, ['TEAMS_APP_ID']],
    ['no tenant', without(teams, 'TEAMS_TENANT_ID'), ['TEAMS_TENANT_ID']],
    ['an app ID that is no GUID', { ...teams, TEAMS_APP_ID: 'portolan' }, ['TEAMS_APP_ID']],
    ['a tenant by name', { ...teams, TEAMS_TENANT_ID: 'contoso.onmicrosoft.com' }, ['TEAMS_TENANT_ID']],
    ['the ID of a secret for its value', { ...teams, TEAMS_APP_PASSWORD: otherTenant }, ['TEAMS_APP_PASSWORD']],
    ['password and certificate', { ...teams, TEAMS_APP_CERTIFICATE: 'bot.pem' }, ['TEAMS_APP_PASSWORD']],
    [
      'a thumbprint without certificate',
      { ...teams, TEAMS_APP_CERTIFICATE_THUMBPRINT: 'ab'.repeat(20) },
      ['TEAMS_APP_CERTIFICATE'],
    ],
    [
      'a thumbprint of another length',
      { ...without(teams, 'TEAMS_APP_PASSWORD'), TEAMS_APP_CERTIFICATE: 'x', TEAMS_APP_CERTIFICATE_THUMBPRINT: 'ab' },
      ['TEAMS_APP_CERTIFICATE_THUMBPRINT'],
    ],
    ['a list with a name in it', { ...teams, TEAMS_ALLOWED_TENANTS: `${tenant},contoso` }, ['TEAMS_ALLOWED_TENANTS']],
    ['an empty list', { ...teams, TEAMS_ALLOWED_TENANTS: ' , ' }, ['TEAMS_ALLOWED_TENANTS']],
    ['a service URL for a host', { ...teams, TEAMS_SERVICE_HOSTS: 'https://a.example/' }, ['TEAMS_SERVICE_HOSTS']],
    ['a wildcard for a host', { ...teams, TEAMS_SERVICE_HOSTS: '*.example' }, ['TEAMS_SERVICE_HOSTS']],
    ['loopback beside an app ID', { ...teams, TEAMS_LOOPBACK: '1' }, ['TEAMS_LOOPBACK']],
    ['another word for loopback', { TEAMS_LOOPBACK: 'yes' }, ['TEAMS_LOOPBACK']],
  ] as const)
    it(`refuses ${title}`, () => assert.deepEqual(faultyKeys(env), keys));
});

describe('a faulty configuration', () => {
  for (const [key, values] of [
    ['PORT', ['http', '-1', '65536', '80.5', '0x50', '9'.repeat(400)]],
    ['DATABASE_URL', ['portolan', 'mysql://u:p@db/portolan', 'postgres://', 'sqlite:portolan.db']],
    ['PORTOLAN_ADMINS', ['alice', 'slack:T1/U1,bob', 'irc:x/y']],
    [
      'PORTOLAN_URL',
      ['bot.contoso.com', 'http://bot.contoso.com', 'https://bot.contoso.com/runner', 'https://a:b@bot.contoso.com'],
    ],
    ['PORTOLAN_LANG', ['de', 'EN']],
    ['LOG_LEVEL', ['verbose']],
    ['PORTOLAN_SECRET_KEY', ['secret', 'A'.repeat(44)]],
  ] as const)
    for (const value of values)
      it(`refuses ${value.slice(0, 40)} for ${key}`, () => assert.deepEqual(faultyKeys({ [key]: value }), [key]));

  it('is told in one error, every fault with its key, what is wrong and what is legal', () => {
    const { error, lines } = faultsOf({
      PORT: '70000',
      SLACK_BOT_TOKEN: 'xoxp-1',
      TEAMS_APP_ID: appId,
      PORTOLAN_LANG: 'fr',
    });
    assert.equal(error.title, 'The configuration has 6 faults');
    assert.deepEqual(lines, [
      'PORT is no port number. Legal: a whole number from 0 to 65535; 0 takes any free port.',
      'SLACK_BOT_TOKEN does not begin with xoxb-. Legal: the Bot User OAuth Token, which begins with xoxb-.',
      'PORTOLAN_LANG is no language of Portolan. Legal: en, nl.',
      "SLACK_SIGNING_SECRET is missing: HTTP needs it, and Socket Mode needs SLACK_APP_TOKEN instead. Legal: the Signing Secret under the app's Basic Information, 32 hexadecimal digits.",
      'TEAMS_APP_PASSWORD is missing, and so is TEAMS_APP_CERTIFICATE that could stand in for it. Legal: the value of a client secret of that application.',
      'TEAMS_TENANT_ID is missing; a multi-tenant bot needs TEAMS_ALLOWED_TENANTS instead. Legal: the directory (tenant) ID of a single-tenant bot, a GUID.',
    ]);
  });

  it('never shows a value, whichever key it was pasted under', () => {
    const secret = 'Zq7~hunter2-hunter2';
    const env = Object.fromEntries(configKeys.map((key) => [key, secret]));
    const { error, lines } = faultsOf(env);
    assert.ok(lines.length >= 12);
    assert.ok(!`${error.message} ${error.stack} ${JSON.stringify(error)} ${error.cause}`.includes('hunter2'));
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

  it('lists every key, and no other, once', () => {
    const listed = [...text.matchAll(/^([A-Z_]+)=/gm)].map(([, key]) => key);
    assert.deepEqual(listed.toSorted(), [...configKeys].toSorted());
  });

  it('says in the line above what each key is', () => {
    const lines = text.split('\n');
    for (const [index, line] of lines.entries())
      if (/^[A-Z_]+=/.test(line)) assert.match(lines[index - 1] ?? '', /^# \S.{15,}/, line);
  });

  it('is the default configuration when copied as it is', () => {
    assert.deepEqual(readConfig(parseEnv(text)), readConfig({}));
  });
});

describe('loadConfig', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'portolan-config-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('takes the file below the environment', () => {
    const file = join(folder, '.env');
    writeFileSync(file, '# a comment\nPORT=1111\nPORTOLAN_LANG="nl"\r\nLOG_LEVEL=debug\n');
    const { port, language, logLevel } = loadConfig(file, { PORT: '2222', LOG_LEVEL: '' });
    assert.deepEqual([port, language, logLevel], [2222, 'nl', 'info']);
  });

  it('needs no file', () => {
    assert.deepEqual(loadConfig(join(folder, 'none'), {}), readConfig({}));
  });

  it('fails with config-invalid on one that cannot be read', () => {
    assert.throws(
      () => loadConfig(folder, {}),
      (error) => error instanceof PortolanError && error.code === 'config-invalid' && error.title.includes(folder),
    );
  });
});
