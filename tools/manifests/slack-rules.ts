import * as v from 'valibot';
import { knownEvents, knownScopes } from './slack-names.ts';

/*
 * Slack publishes no schema of its manifests for programs. The limits here are those of its reference "App manifest"
 * (docs.slack.dev/reference/app-manifest), which Slack's own SDK repeats in the types of `apps.manifest.create`; the 24
 * characters of a shortcut's name are those of the form in the app's settings.
 */

const text = (most: number, least = 1) =>
  v.pipe(
    v.string('is no text'),
    v.minLength(least, least === 1 ? 'is empty' : `is shorter than ${least} characters`),
    v.maxLength(most, `is longer than ${most} characters`),
  );

const flag = v.boolean('is neither true nor false');

const url = v.pipe(
  v.string('is no text'),
  v.check((value) => URL.parse(value)?.protocol === 'https:', 'is no https URL'),
);

const unique = <Item>(items: readonly Item[]) => new Set(items).size === items.length;

const scopes = v.pipe(
  v.array(v.picklist(knownScopes, 'is no scope of a bot')),
  v.maxLength(255, 'has more than 255 entries'),
  v.check(unique, 'names a scope twice'),
);

const eventNames = v.keyof(v.object(v.entriesFromList(keysOf(knownEvents), v.unknown()))).options;

const manifest = v.strictObject({
  _metadata: v.optional(v.strictObject({ major_version: v.picklist([1, 2]), minor_version: v.number() })),
  display_information: v.strictObject({
    name: text(35),
    description: v.optional(text(140)),
    long_description: v.optional(text(4_000, 174)),
    background_color: v.optional(v.pipe(v.string(), v.regex(/^#([0-9a-f]{3}){1,2}$/i, 'is no colour'))),
  }),
  features: v.strictObject({
    app_home: v.strictObject({
      home_tab_enabled: flag,
      messages_tab_enabled: flag,
      messages_tab_read_only_enabled: flag,
    }),
    bot_user: v.strictObject({
      display_name: v.pipe(text(80), v.regex(/^[a-z0-9_.-]+$/, 'has other characters than a-z, 0-9, -, _ and .')),
      always_online: flag,
    }),
    shortcuts: v.pipe(
      v.array(
        v.strictObject({
          name: text(24),
          type: v.picklist(['global', 'message'], 'is neither global nor message'),
          callback_id: text(255),
          description: text(150),
        }),
      ),
      v.maxLength(10, 'has more than 10 entries'),
    ),
    slash_commands: v.pipe(
      v.array(
        v.strictObject({
          command: v.pipe(text(32), v.regex(/^\/[a-z0-9_-]+$/, 'is no slash and lower-case word')),
          url: v.optional(url),
          description: text(2_000),
          usage_hint: v.optional(text(1_000)),
          should_escape: v.optional(flag),
        }),
      ),
      v.maxLength(50, 'has more than 50 entries'),
      v.check((entries) => unique(entries.map(({ command }) => command)), 'names a command twice'),
    ),
  }),
  oauth_config: v.strictObject({
    redirect_urls: v.optional(v.pipe(v.array(url), v.maxLength(1_000, 'has more than 1000 entries'))),
    scopes: v.strictObject({ bot: scopes }),
  }),
  settings: v.strictObject({
    event_subscriptions: v.strictObject({
      request_url: v.optional(url),
      bot_events: v.pipe(
        v.array(v.picklist(eventNames, 'is no event that a bot can subscribe to')),
        v.maxLength(100, 'has more than 100 entries'),
        v.check(unique, 'names an event twice'),
      ),
    }),
    interactivity: v.strictObject({ is_enabled: flag, request_url: v.optional(url) }),
    org_deploy_enabled: flag,
    socket_mode_enabled: flag,
    token_rotation_enabled: flag,
  }),
});

type Manifest = v.InferOutput<typeof manifest>;

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  const [first, ...rest] = keys;
  if (first === undefined) throw new TypeError('no keys');
  return [first, ...rest];
}

/** What Slack needs of a manifest beyond the form of each field. */
function inconsistencies({ features, oauth_config, settings }: Manifest): readonly string[] {
  const granted: ReadonlySet<string> = new Set(oauth_config.scopes.bot);
  const { event_subscriptions: events, interactivity } = settings;
  const missing = events.bot_events.flatMap((event) => {
    const needed: readonly string[] = knownEvents[event];
    return needed.length === 0 || needed.some((scope) => granted.has(scope))
      ? []
      : [`the event ${event} needs the scope ${needed.join(' or ')}`];
  });
  const called = features.slash_commands.length + features.shortcuts.length > 0;
  const commands = called && !granted.has('commands') ? ['slash commands and shortcuts need the scope commands'] : [];
  const addresses = [
    ['settings.event_subscriptions.request_url', events.request_url],
    ['settings.interactivity.request_url', interactivity.request_url],
    ...features.slash_commands.map(({ command, url: where }) => [`the url of ${command}`, where] as const),
  ] as const;
  const silent = settings.socket_mode_enabled
    ? []
    : addresses.flatMap(([name, where]) =>
        where === undefined ? [`${name} is missing: Slack calls it over HTTP`] : [],
      );
  return [...missing, ...commands, ...silent];
}

/** Everything that Slack would not take in a manifest, each with its place; empty where it would take it. */
export function slackFaults(parsed: unknown): readonly string[] {
  const result = v.safeParse(manifest, parsed);
  if (result.success) return inconsistencies(result.output);
  return result.issues.map((issue) => `${v.getDotPath(issue) ?? 'the manifest'} ${issue.message}`);
}
