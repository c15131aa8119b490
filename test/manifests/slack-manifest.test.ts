import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as surface from '../../src/channels/slack/app-surface.ts';
import { refreshSlack, slackManifest } from '../../tools/manifests/slack-manifest.ts';
import { slackFaults } from '../../tools/manifests/slack-rules.ts';
import { committed } from './committed.ts';

const template = committed('slack/manifest.yaml');
const http = () => parse(slackManifest(template, { mode: 'http', host: 'bot.contoso.com' }));
const socket = (host: string | null) => parse(slackManifest(template, { mode: 'socket', host }));

describe('the committed Slack manifest', () => {
  it('lists the slash commands of the command list as it stands', () => {
    assert.equal(refreshSlack(template), template, 'npm run manifests -- --refresh');
  });

  it('names the nine commands and /portolan', () => {
    const { features } = parse(template);
    assert.deepEqual(
      features.slash_commands.map(({ command }: { readonly command: string }) => command),
      [
        '/ports',
        '/sizing',
        '/prereqs',
        '/endpoints',
        '/explain',
        '/changes',
        '/export',
        '/probe',
        '/runners',
        '/portolan',
      ],
    );
  });

  it('asks for the scopes and events of the channel, and for no other', () => {
    const { oauth_config: oauth, settings } = parse(template);
    assert.deepEqual(oauth.scopes.bot.toSorted(), surface.botScopes.toSorted());
    assert.deepEqual(settings.event_subscriptions.bot_events.toSorted(), surface.botEvents.toSorted());
  });

  it('subscribes to every event that the channel listens to', () => {
    const channel = fileURLToPath(new URL('../../src/channels/slack', import.meta.url));
    const code = readdirSync(channel, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(`${channel}/${file}`, 'utf8'))
      .join('\n');
    const heard = [...code.matchAll(/app\.event\('(\w+)'/g)].map(([, event]) => event);
    const { settings } = parse(template);
    const subscribed = settings.event_subscriptions.bot_events.map((event: string) => event.replace('.im', ''));
    assert.ok(heard.includes('app_mention'));
    assert.deepEqual(heard.toSorted(), subscribed.toSorted());
  });

  it('gives a reason for every scope and event', () => {
    const lines = template.split('\n');
    const listed = lines.flatMap((line, index) => (/^ {6}- \w+/.test(line) ? [lines[index - 1] ?? ''] : []));
    assert.equal(listed.length, surface.botScopes.length + surface.botEvents.length);
    for (const above of listed) assert.match(above, /^ {6}# \S/);
  });

  it('opens the form of the channel by its shortcut', () => {
    const { features } = parse(template);
    assert.deepEqual(
      features.shortcuts.map((shortcut: { readonly callback_id: string }) => shortcut.callback_id),
      [surface.shortcutId],
    );
  });
});

describe('slackManifest', () => {
  it('gives over HTTP a manifest that Slack takes, with every address on the host', () => {
    const manifest = http();
    assert.deepEqual(slackFaults(manifest), []);
    assert.equal(manifest.settings.socket_mode_enabled, false);
    assert.equal(manifest.settings.event_subscriptions.request_url, 'https://bot.contoso.com/slack/events');
    assert.equal(manifest.settings.interactivity.request_url, 'https://bot.contoso.com/slack/events');
    assert.deepEqual(manifest.oauth_config.redirect_urls, ['https://bot.contoso.com/slack/oauth_redirect']);
    for (const { url } of manifest.features.slash_commands) assert.equal(url, 'https://bot.contoso.com/slack/events');
  });

  it('gives for Socket Mode a manifest without any address', () => {
    const manifest = socket(null);
    assert.deepEqual(slackFaults(manifest), []);
    assert.equal(manifest.settings.socket_mode_enabled, true);
    assert.ok(!JSON.stringify(manifest).includes('://'));
  });

  it('keeps for Socket Mode the address of an OAuth installation where there is a host', () => {
    const { oauth_config: oauth, settings } = socket('bot.contoso.com');
    assert.deepEqual(oauth.redirect_urls, ['https://bot.contoso.com/slack/oauth_redirect']);
    assert.deepEqual(Object.keys(settings.interactivity), ['is_enabled']);
  });

  it('leaves nothing open', () => {
    for (const target of [
      { mode: 'http', host: 'bot.contoso.com' },
      { mode: 'socket', host: null },
    ] as const)
      assert.doesNotMatch(slackManifest(template, target), /\{\{/);
  });

  it('allows an organisation to install once, and no rotation that would end a single token', () => {
    const { settings } = http();
    assert.equal(settings.org_deploy_enabled, true);
    assert.equal(settings.token_rotation_enabled, false);
  });
});
