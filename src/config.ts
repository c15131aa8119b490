import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Language } from './catalog/text.ts';
import type { Principal } from './commands/access.ts';
import type { LogLevel } from './config/keys.ts';
import { readValues } from './config/reading.ts';
import { readSlack, type SlackConfig } from './config/slack.ts';
import { readTeams, type TeamsConfig } from './config/teams.ts';
import { PortolanError } from './errors.ts';
import type { DatabaseLocation } from './store/database.ts';

/** Everything the bot takes from its environment, checked and frozen. */
export interface Config {
  /** TCP port of the HTTP server; 0 is any free port. */
  readonly port: number;
  readonly slack: SlackConfig;
  readonly teams: TeamsConfig;
  readonly database: DatabaseLocation;
  /** Folder of everything the bot keeps on disk. */
  readonly dataFolder: string;
  /** The key that seals what must not be read in the database; null where none is given. */
  readonly secretKey: KeyObject | null;
  /** The first admins, whom nobody can take their right in chat. */
  readonly admins: readonly Principal[];
  /** Where runners and people reach the bot, without a slash at its end; null where it does not know. */
  readonly publicUrl: string | null;
  /** For people whose platform tells no language and who chose none. */
  readonly language: Language;
  readonly logLevel: LogLevel;
}

/**
 * The configuration of this process: its environment, and below it the file `.env` of the working folder where there is
 * one. The only place that reads either. Fails as `readConfig` does, and when the file is there and cannot be read.
 */
export function loadConfig(file = '.env', env: Readonly<Record<string, string | undefined>> = process.env): Config {
  return readConfig({ ...readEnvFile(file), ...env });
}

/**
 * The configuration that the environment describes. A blank value counts as absent. Without any Slack or Teams key both
 * are off; an app token makes Slack use Socket Mode, else the signing secret makes it HTTP; `DATABASE_URL` makes the
 * store PostgreSQL, else it is one SQLite file in the data folder.
 *
 * Fails with one PortolanError `config-invalid` that lists every fault: key, what is wrong, legal values. It never
 * holds a value.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const reading = readValues(env);
  const slack = readSlack(reading);
  const teams = readTeams(reading);
  if (reading.faults.length > 0 || slack === null || teams === null) throw invalid(reading.faults);
  const { values } = reading;
  const dataFolder = values.PORTOLAN_DATA ?? './data';
  return deepFreeze({
    port: values.PORT ?? 3978,
    slack,
    teams,
    database:
      values.DATABASE_URL === undefined
        ? { kind: 'sqlite', file: join(dataFolder, 'portolan.db') }
        : { kind: 'postgres', url: values.DATABASE_URL },
    dataFolder,
    secretKey: values.PORTOLAN_SECRET_KEY ?? null,
    admins: values.PORTOLAN_ADMINS ?? [],
    publicUrl: values.PORTOLAN_URL ?? null,
    language: values.PORTOLAN_LANG ?? 'en',
    logLevel: values.LOG_LEVEL ?? 'info',
  });
}

function invalid(faults: readonly string[]): PortolanError {
  const title = faults.length === 1 ? 'The configuration has 1 fault' : `The configuration has ${faults.length} faults`;
  const list = faults.map((line) => `\n  ${line}`).join('');
  return new PortolanError('config-invalid', title, `Correct it in the environment or in .env and start again:${list}`);
}

function readEnvFile(file: string): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw new PortolanError('config-invalid', `${file} cannot be read`, 'Let this account read it, or remove it.', {
      cause,
    });
  }
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
