import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { configKeys } from '../../src/config/keys.ts';
import { readConfig } from '../../src/config.ts';

const text = readFileSync(new URL('../../compose.yaml', import.meta.url), 'utf8');
const { services, volumes } = parse(text);
const { bot, database } = services;

describe('compose.yaml', () => {
  it('runs the bot and its database, and nothing else', () => {
    assert.deepEqual(Object.keys(services), ['bot', 'database']);
  });

  it('gives the database no port on the machine, and the bot one on loopback', () => {
    assert.equal(database.ports, undefined);
    assert.deepEqual(bot.ports, ['127.0.0.1:3978:3978']);
  });

  it('holds no secret: tokens come from .env, and so does the password, without which nothing starts', () => {
    assert.equal(bot.env_file, '.env');
    assert.match(database.environment.POSTGRES_PASSWORD, /^\$\{POSTGRES_PASSWORD:\?/);
    assert.doesNotMatch(text, /xox|xapp-|TOKEN|SECRET/);
  });

  it('configures the bot with keys that it knows and a database that it understands', () => {
    const keys: readonly string[] = configKeys;
    for (const key of Object.keys(bot.environment)) assert.ok(keys.includes(key), key);
    const url = bot.environment.DATABASE_URL.replace(/\$\{POSTGRES_PASSWORD[^}]*\}/, 'a1b2c3');
    const { database: where, dataFolder, port } = readConfig({ ...bot.environment, DATABASE_URL: url });
    assert.deepEqual(where, { kind: 'postgres', url: 'postgres://portolan:a1b2c3@database:5432/portolan' });
    assert.deepEqual([dataFolder, port], ['/data', 3978]);
  });

  it('starts the bot when the database answers', () => {
    assert.equal(bot.depends_on.database.condition, 'service_healthy');
    const { POSTGRES_USER: user, POSTGRES_DB: name } = database.environment;
    assert.deepEqual(database.healthcheck.test, ['CMD-SHELL', `pg_isready --username ${user} --dbname ${name}`]);
  });

  it('keeps what is written in volumes, and lets the bot write nowhere else', () => {
    assert.deepEqual(bot.volumes, ['data:/data']);
    assert.deepEqual(database.volumes, ['database:/var/lib/postgresql/data']);
    assert.deepEqual(Object.keys(volumes), ['data', 'database']);
    assert.equal(bot.read_only, true);
  });

  it('runs PostgreSQL 15 or newer, at a release of its own', () => {
    const [, major] = /^postgres:(\d+)\.\d+$/.exec(database.image) ?? [];
    assert.ok(Number(major) >= 15, database.image);
  });

  it('gives the bot more than the 25 seconds that a stop may take', () => {
    assert.equal(bot.stop_grace_period, '30s');
  });
});
