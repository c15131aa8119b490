import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { PortolanError } from '../../src/errors.ts';
import { runManifests } from '../../tools/manifests/run.ts';
import { slackFaults } from '../../tools/manifests/slack-rules.ts';
import { teamsFaults } from '../../tools/manifests/teams-rules.ts';
import { committed, folder } from './committed.ts';

const teams = {
  TEAMS_APP_ID: '6f9a1c5e-0b8e-4d57-9a39-2d3f0a1b4c5d',
  TEAMS_APP_PASSWORD: 'not~a~real~secret',
  TEAMS_TENANT_ID: '0f0e0d0c-0b0a-4908-8706-050403020100',
};
const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

describe('npm run manifests', () => {
  let out = '';
  let source = folder;
  beforeEach(() => {
    out = mkdtempSync(join(tmpdir(), 'portolan-manifests-'));
    source = folder;
  });
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  function run(env: Readonly<Record<string, string>>, ...argv: readonly string[]) {
    const output: string[] = [];
    const error: string[] = [];
    const code = runManifests(argv, {
      committed: source,
      loadConfig: () => readConfig({ PORTOLAN_DATA: out, ...env }),
      output: { write: (text: string) => output.push(text) > 0 },
      error: { write: (text: string) => error.push(text) > 0 },
    });
    return { code, output: output.join(''), error: error.join('') };
  }

  const written = () => (existsSync(join(out, 'manifests')) ? readdirSync(join(out, 'manifests')).toSorted() : []);

  it('writes the Slack manifest to the data folder before any token exists, and says why there is no Teams package', () => {
    const { code, output } = run({}, '--host', 'bot.contoso.com');
    assert.equal(code, 0);
    assert.deepEqual(written(), ['portolan-slack.yaml']);
    assert.match(output, /portolan-slack\.yaml\n.*TEAMS_APP_ID/s);
    const manifest = parse(readFileSync(join(out, 'manifests', 'portolan-slack.yaml'), 'utf8'));
    assert.deepEqual(slackFaults(manifest), []);
    assert.equal(manifest.settings.socket_mode_enabled, false);
  });

  it('writes the Teams package once the bot is registered', () => {
    const { code } = run(teams, '--host', 'bot.contoso.com');
    assert.equal(code, 0);
    assert.deepEqual(written(), ['portolan-slack.yaml', 'portolan-teams.zip']);
    const files = unzipSync(readFileSync(join(out, 'manifests', 'portolan-teams.zip')));
    const read = (name: string) => Buffer.from(files[name] ?? []).toString('utf8');
    assert.deepEqual(teamsFaults({ manifest: read('manifest.json'), dutch: read('nl.json') }), []);
    assert.equal(JSON.parse(read('manifest.json')).id, teams.TEAMS_APP_ID);
    for (const text of [read('manifest.json'), read('nl.json')]) assert.doesNotMatch(text, /\{\{/);
  });

  it('never writes a secret', () => {
    run({ ...teams, ...socket }, '--host', 'bot.contoso.com');
    for (const name of written()) {
      const bytes = readFileSync(join(out, 'manifests', name));
      const texts = name.endsWith('.zip') ? Object.values(unzipSync(bytes)) : [bytes];
      for (const text of texts)
        assert.doesNotMatch(Buffer.from(text).toString('latin1'), /not~a~real~secret|xoxb-|xapp-/);
    }
  });

  it('follows a configuration with an app token into Socket Mode, which needs no host', () => {
    assert.equal(run(socket).code, 0);
    const manifest = parse(readFileSync(join(out, 'manifests', 'portolan-slack.yaml'), 'utf8'));
    assert.equal(manifest.settings.socket_mode_enabled, true);
  });

  it('lets --slack stand above the configuration', () => {
    assert.equal(run(socket, '--slack', 'http', '--host', 'bot.contoso.com').code, 0);
    const manifest = parse(readFileSync(join(out, 'manifests', 'portolan-slack.yaml'), 'utf8'));
    assert.equal(manifest.settings.socket_mode_enabled, false);
  });

  it('ends with 2 where a host is needed and none is given', () => {
    for (const env of [{}, { ...socket, ...teams }]) {
      const { code, error } = run(env);
      assert.equal(code, 2);
      assert.match(error, /--host is missing/);
    }
    assert.deepEqual(written(), []);
  });

  it('ends with 2 on arguments that cannot be understood, and tells the faults of the configuration with them', () => {
    const { code, error } = run({ PORT: 'x' }, '--host', 'http://bot');
    assert.equal(code, 2);
    assert.match(error, /--host is no public host name/);
    assert.match(error, /PORT is no port number/);
    assert.deepEqual(written(), []);
  });

  it('ends with 1 on a faulty configuration', () => {
    const { code, error } = run({ TEAMS_APP_ID: 'x' }, '--host', 'bot.contoso.com');
    assert.equal(code, 1);
    assert.match(error, /TEAMS_APP_ID is no GUID/);
    assert.deepEqual(written(), []);
  });

  function tampered(path: string, change: (text: string) => string): void {
    source = join(out, 'committed');
    cpSync(folder, source, { recursive: true });
    writeFileSync(join(source, path), change(committed(path)));
  }

  it('ends with 1 and writes nothing where a platform would refuse the manifest', () => {
    tampered('slack/manifest.yaml', (text) => text.replace('name: Portolan', `name: ${'P'.repeat(36)}`));
    const { code, error } = run(teams, '--host', 'bot.contoso.com');
    assert.equal(code, 1);
    assert.match(error, /Slack: display_information\.name is longer than 35 characters/);
    assert.deepEqual(written(), []);
  });

  it('ends with 1 where something is left open', () => {
    tampered('teams/manifest.json', (text) => text.replace('"Portolan for hybrid identity"', '"{{NAME}}"'));
    const { code, error } = run(teams, '--host', 'bot.contoso.com');
    assert.equal(code, 1);
    assert.match(error, /Teams: manifest\.json leaves \{\{NAME\}\} open/);
  });

  it('writes the command lists anew with --refresh, and keeps comments and everything else', () => {
    tampered('slack/manifest.yaml', (text) => text.replace('command: /ports', 'command: /harbours'));
    assert.equal(run({}, '--refresh').code, 0);
    assert.equal(readFileSync(join(source, 'slack/manifest.yaml'), 'utf8'), committed('slack/manifest.yaml'));
  });

  it('fails with file-unwritable where the folder is none', () => {
    const file = join(out, 'taken');
    writeFileSync(file, '');
    assert.throws(
      () => run({}, '--host', 'bot.contoso.com', '--out', file),
      (error) => error instanceof PortolanError && error.code === 'file-unwritable' && error.title.includes(file),
    );
  });

  it('tells how it is used', () => {
    const { code, output } = run({}, '--help');
    assert.equal(code, 0);
    assert.match(output, /--host NAME/);
  });
});
