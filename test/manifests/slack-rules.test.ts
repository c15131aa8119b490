import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';
import { slackManifest } from '../../tools/manifests/slack-manifest.ts';
import { slackFaults } from '../../tools/manifests/slack-rules.ts';
import { committed } from './committed.ts';

const good = slackManifest(committed('slack/manifest.yaml'), { mode: 'http', host: 'bot.contoso.com' });

/** The faults of the good manifest with one thing changed; undefined takes it away. */
function faultsWith(path: readonly (string | number)[], value: unknown): readonly string[] {
  const document = parseDocument(good);
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, value);
  return slackFaults(document.toJS());
}

const settings = 'settings';
const slash = ['features', 'slash_commands'] as const;
const bot = ['oauth_config', 'scopes', 'bot'] as const;
const events = [settings, 'event_subscriptions', 'bot_events'] as const;

describe('slackFaults', () => {
  const faulty = [
    ['a name of 36 characters', ['display_information', 'name'], 'x'.repeat(36), /^display_information\.name /],
    ['a description of 141', ['display_information', 'description'], 'x'.repeat(141), /longer than 140/],
    ['a long description of 173', ['display_information', 'long_description'], 'x'.repeat(173), /shorter than 174/],
    ['a colour by name', ['display_information', 'background_color'], 'navy', /is no colour/],
    ['a bot name with a capital', ['features', 'bot_user', 'display_name'], 'Portolan', /other characters/],
    ['a shortcut name of 25', ['features', 'shortcuts', 0, 'name'], 'x'.repeat(25), /longer than 24/],
    ['a command without a slash', [...slash, 0, 'command'], 'ports', /^features\.slash_commands\.0\.command /],
    ['a command of 33 characters', [...slash, 0, 'command'], `/${'x'.repeat(32)}`, /longer than 32/],
    ['a command twice', [...slash, 0, 'command'], '/sizing', /names a command twice/],
    ['a command without a description', [...slash, 0, 'description'], '', /is empty/],
    ['a hint of 1001 characters', [...slash, 0, 'usage_hint'], 'x'.repeat(1001), /longer than 1000/],
    ['a command without an address', [...slash, 0, 'url'], undefined, /the url of \/ports is missing/],
    ['an address over http', [settings, 'interactivity', 'request_url'], 'http://bot.contoso.com/', /no https URL/],
    ['events without an address', [settings, 'event_subscriptions', 'request_url'], undefined, /is missing/],
    ['a scope that Slack does not know', [...bot, 0], 'chat:wirte', /^oauth_config\.scopes\.bot\.0 is no scope/],
    ['a scope twice', [...bot, 0], 'commands', /names a scope twice/],
    ['an event that Slack does not know', [...events, 0], 'app_home', /is no event/],
    ['an event without its scope', [...events, 0], 'reaction_added', /reaction_added needs the scope reactions:read/],
    ['a setting that Slack does not know', [settings, 'unfurl'], true, /unfurl/],
    ['a flag in words', [settings, 'socket_mode_enabled'], 'no', /is neither true nor false/],
  ] as const;

  for (const [what, path, value, fault] of faulty)
    it(`tells ${what}`, () => {
      const faults = faultsWith(path, value);
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.match(faults[0] ?? '', fault);
    });

  it('tells slash commands without the scope commands', () => {
    const document = parseDocument(good);
    document.setIn(bot, ['app_mentions:read', 'im:history']);
    assert.deepEqual(slackFaults(document.toJS()), ['slash commands and shortcuts need the scope commands']);
  });

  it('tells all faults at once', () => {
    const document = parseDocument(good);
    document.setIn(['display_information', 'name'], '');
    document.setIn([...events, 0], 'nonsense');
    assert.equal(slackFaults(document.toJS()).length, 2);
  });

  it('takes nothing that is no manifest', () => {
    for (const value of [null, 'text', [], {}]) assert.notDeepEqual(slackFaults(value), []);
  });
});
