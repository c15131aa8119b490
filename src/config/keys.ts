import { createSecretKey } from 'node:crypto';
import * as v from 'valibot';
import { languages } from '../catalog/text.ts';
import { readPrincipal } from '../commands/access.ts';

/** pino's level names, from most to least talkative. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

/** Letters, digits and `-` between dots: what may stand as host in a service URL, without scheme, port or path. */
const hostName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Windows shows thumbprints with spaces, and copies an invisible mark (U+200E) before the first digit. */
const thumbprintFiller = /[\s:\u200e]/g;

const value = (pattern: RegExp, wrong: string) => v.optional(v.pipe(v.string(), v.regex(pattern, wrong)));
const lowerValue = (pattern: RegExp, wrong: string) =>
  v.optional(v.pipe(v.string(), v.toLowerCase(), v.regex(pattern, wrong)));
const list = (pattern: RegExp, wrong: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.transform((text) =>
        text
          .toLowerCase()
          .split(/[\s,]+/)
          .filter(Boolean),
      ),
      v.array(v.pipe(v.string(), v.regex(pattern, wrong))),
      v.minLength(1, wrong),
    ),
  );

/** What each key may hold. Messages never quote a value: a secret pasted under a wrong key must not reach a log. */
export const environment = v.object({
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'is no port number'),
      v.transform(Number),
      v.maxValue(65_535, 'is no port number'),
    ),
  ),
  SLACK_BOT_TOKEN: value(/^xoxb-\S+$/, 'does not begin with xoxb-'),
  SLACK_SIGNING_SECRET: value(/^(?!xox|xapp-)\S+$/, 'is no signing secret'),
  SLACK_APP_TOKEN: value(/^xapp-\S+$/, 'does not begin with xapp-'),
  SLACK_API_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isSafeApiUrl, 'is no URL that a token may be sent to'),
      v.transform((url) => (url.endsWith('/') ? url : `${url}/`)),
    ),
  ),
  SLACK_CLIENT_ID: value(/^\d+\.\d+$/, 'is no client ID'),
  SLACK_CLIENT_SECRET: value(/^(?!xox|xapp-)\S+$/, 'is no client secret'),
  SLACK_STATE_SECRET: value(/^.{16,}$/, 'is too short'),
  TEAMS_APP_ID: lowerValue(guid, 'is no GUID'),
  TEAMS_APP_PASSWORD: value(
    new RegExp(`^(?!${guid.source.slice(1)})\\S+$`, 'i'),
    'is a GUID or has spaces; a GUID is the ID of the secret, not its value',
  ),
  TEAMS_APP_CERTIFICATE: v.optional(v.string()),
  TEAMS_APP_CERTIFICATE_THUMBPRINT: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.replaceAll(thumbprintFiller, '').toUpperCase()),
      v.regex(/^([0-9A-F]{40}|[0-9A-F]{64})$/, 'is no thumbprint'),
    ),
  ),
  TEAMS_TENANT_ID: lowerValue(guid, 'is no GUID'),
  TEAMS_ALLOWED_TENANTS: list(guid, 'holds something that is no GUID'),
  TEAMS_SERVICE_HOSTS: list(hostName, 'holds something that is no host name'),
  TEAMS_LOOPBACK: v.optional(
    v.pipe(
      v.picklist(['0', '1'], 'is neither 1 nor 0'),
      v.transform((text) => text === '1'),
    ),
  ),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.check(isPostgresUrl, 'is no PostgreSQL URL'))),
  PORTOLAN_DATA: v.optional(v.string()),
  PORTOLAN_SECRET_KEY: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z0-9+/]{43}=$/, 'is not 32 bytes in base64'),
      v.transform((text) => createSecretKey(text, 'base64')),
    ),
  ),
  PORTOLAN_ADMINS: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
      v.check((typed) => typed.length > 0 && typed.every((one) => readPrincipal(one) !== null), 'names no id'),
      v.transform((typed) => typed.flatMap((one) => readPrincipal(one) ?? [])),
    ),
  ),
  PORTOLAN_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isPublicUrl, 'is no https URL of the bot itself'),
      v.transform((url) => url.replace(/\/+$/, '')),
    ),
  ),
  PORTOLAN_LANG: v.optional(v.picklist(languages, 'is no language of Portolan')),
  LOG_LEVEL: v.optional(v.picklist(logLevels, 'is no log level')),
});

export type Values = v.InferOutput<typeof environment>;

/** A key of the environment that Portolan reads. */
export type ConfigKey = keyof Values;

/** The legal values of each key, as a fault names them. */
export const legal = {
  PORT: 'a whole number from 0 to 65535; 0 takes any free port',
  SLACK_BOT_TOKEN: 'the Bot User OAuth Token, which begins with xoxb-',
  SLACK_SIGNING_SECRET: "the Signing Secret under the app's Basic Information, 32 hexadecimal digits",
  SLACK_APP_TOKEN: 'an App-Level Token with the scope connections:write, which begins with xapp-',
  SLACK_API_URL: 'an https URL such as https://slack-gov.com/api/, or an http URL on this machine',
  SLACK_CLIENT_ID: "the Client ID under the app's Basic Information: digits, a dot, digits",
  SLACK_CLIENT_SECRET: "the Client Secret under the app's Basic Information",
  SLACK_STATE_SECRET: 'any text of 16 characters or more that nobody else knows',
  TEAMS_APP_ID: "the bot's application (client) ID, a GUID",
  TEAMS_APP_PASSWORD: 'the value of a client secret of that application',
  TEAMS_APP_CERTIFICATE: 'the path of a PEM file with certificate and private key',
  TEAMS_APP_CERTIFICATE_THUMBPRINT: '40 hexadecimal digits (SHA-1) or 64 (SHA-256), beside TEAMS_APP_CERTIFICATE',
  TEAMS_TENANT_ID: 'the directory (tenant) ID of a single-tenant bot, a GUID',
  TEAMS_ALLOWED_TENANTS: 'tenant IDs, GUIDs parted by commas',
  TEAMS_SERVICE_HOSTS: 'host names without scheme, port or path, parted by commas',
  TEAMS_LOOPBACK: '1 to serve the Agents Playground on loopback without an app ID, 0 not to',
  DATABASE_URL: 'postgres://USER:PASSWORD@HOST:5432/DATABASE, with special characters percent-encoded',
  PORTOLAN_DATA: 'the path of a folder',
  PORTOLAN_SECRET_KEY: '32 random bytes in base64, as `openssl rand -base64 32` prints them',
  PORTOLAN_ADMINS:
    'ids parted by commas, such as slack:T0123ABC/U0456DEF, teams:TENANT/OBJECTID or slack:T0123ABC/group:S0789GHI',
  PORTOLAN_URL: 'the https address that runners and people reach the bot at, such as https://bot.contoso.com',
  PORTOLAN_LANG: languages.join(', '),
  LOG_LEVEL: logLevels.join(', '),
} as const satisfies Record<ConfigKey, string>;

/** Every key that the environment may hold, as `.env.example` lists them. */
export const configKeys: readonly ConfigKey[] = v.keyof(environment).options;

/** Runners send their token here: in the clear on this machine only. */
function isPublicUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.search !== '' || url.hash !== '' || !/^\/*$/.test(url.pathname)) return false;
  return isSafeApiUrl(text);
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) return false;
  return url.hostname !== '' || url.searchParams.has('host');
}

/** Bearer tokens go to this address: in the clear on this machine only. */
function isSafeApiUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname))
  );
}
