import * as v from 'valibot';
import { blockSchema, blocksAllowed } from './block-rules.ts';
import type { World } from './world.ts';

type Args = Readonly<Record<string, string>>;
type Result = Readonly<Record<string, unknown>>;
type Method = (args: Args, context: { readonly world: World; readonly url: string; readonly token: string }) => Result;

/** Ids that every call of the fake workspace bears. */
export const fakeIds = { team: 'T0FAKE', botUser: 'U0BOT', bot: 'B0BOT', app: 'A0FAKE', enterprise: 'E0FAKE' } as const;

/** A method's own refusal: `{ok: false, error}`. */
class Refusal extends Error {}

function given(args: Args, name: string): string | undefined {
  return args[name];
}

function need(args: Args, name: string): string {
  const value = given(args, name);
  if (value === undefined || value === '') throw new Refusal('invalid_arguments');
  return value;
}

const blocksJson = v.pipe(v.string(), v.parseJson(), v.array(blockSchema));
const viewJson = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ type: v.picklist(['modal', 'home']), title: v.optional(v.unknown()), blocks: v.array(blockSchema) }),
);
const filesJson = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.object({ id: v.string(), title: v.optional(v.string()) })),
);

function parse<Schema extends v.GenericSchema>(schema: Schema, value: string, error: string): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) throw new Refusal(error);
  return parsed.output;
}

function blocksIn(args: Args) {
  const blocks = parse(blocksJson, given(args, 'blocks') ?? '[]', 'invalid_blocks_format');
  if (!blocksAllowed(blocks, 'message')) throw new Refusal('invalid_blocks');
  return blocks;
}

function metadataIn(args: Args): unknown {
  return JSON.parse(given(args, 'metadata') ?? 'null');
}

function knownChannel(channel: string): string {
  if (!/^[CDG]/.test(channel)) throw new Refusal('channel_not_found');
  return channel;
}

function history(args: Args, world: World, inThread: string | null) {
  const channel = knownChannel(need(args, 'channel'));
  const oldest = Number(given(args, 'oldest') ?? 0);
  const limit = Number(given(args, 'limit') ?? 100);
  const all = world.messages.filter(
    (message) =>
      message.channel === channel &&
      Number(message.ts) > oldest &&
      (inThread === null ? message.threadTs === null : message.threadTs === inThread || message.ts === inThread),
  );
  const withMetadata = given(args, 'include_all_metadata') === 'true' || given(args, 'include_all_metadata') === '1';
  const messages = all.map(({ ts, text, metadata, threadTs }) => ({
    type: 'message',
    bot_id: fakeIds.bot,
    user: fakeIds.botUser,
    ts,
    text,
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    ...(withMetadata && metadata !== null ? { metadata } : {}),
  }));
  return { messages: (inThread === null ? messages.toReversed() : messages).slice(0, limit), has_more: false };
}

/** The methods that the fake answers, each as Slack documents it. */
export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  [
    'auth.test',
    () => ({
      url: 'https://fake.slack.com/',
      team: 'Fake',
      team_id: fakeIds.team,
      user_id: fakeIds.botUser,
      bot_id: fakeIds.bot,
    }),
  ],
  [
    'chat.postMessage',
    (args, { world }) => {
      const channel = knownChannel(need(args, 'channel'));
      const message = {
        kind: 'posted',
        channel,
        ts: world.nextTs(),
        threadTs: given(args, 'thread_ts') ?? null,
        text: given(args, 'text') ?? '',
        blocks: blocksIn(args),
        metadata: metadataIn(args),
        unfurl: { links: given(args, 'unfurl_links'), media: given(args, 'unfurl_media') },
        updates: 0,
        changedAt: [Date.now()],
      } as const;
      world.messages.push({ ...message, changedAt: [...message.changedAt] });
      return { channel, ts: message.ts, message: { ts: message.ts, text: message.text } };
    },
  ],
  [
    'chat.update',
    (args, { world }) => {
      const channel = need(args, 'channel');
      const message = world.messages.find(({ ts, channel: where }) => where === channel && ts === given(args, 'ts'));
      if (message === undefined) throw new Refusal('message_not_found');
      message.text = given(args, 'text') ?? '';
      message.blocks = blocksIn(args);
      message.metadata = metadataIn(args);
      message.unfurl = { links: given(args, 'unfurl_links'), media: given(args, 'unfurl_media') };
      message.updates += 1;
      message.changedAt.push(Date.now());
      return { channel, ts: message.ts, text: message.text };
    },
  ],
  [
    'chat.postEphemeral',
    (args, { world }) => {
      const ts = world.nextTs();
      const channel = knownChannel(need(args, 'channel'));
      const user = need(args, 'user');
      world.ephemerals.push({
        kind: 'ephemeral',
        channel,
        user,
        ts,
        text: given(args, 'text') ?? '',
        blocks: blocksIn(args),
        updates: 0,
      });
      return { message_ts: ts };
    },
  ],
  ['conversations.history', (args, { world }) => history(args, world, null)],
  ['conversations.replies', (args, { world }) => history(args, world, need(args, 'ts'))],
  ['conversations.open', (args) => ({ channel: { id: `D${need(args, 'users').slice(1)}` } })],
  [
    'users.info',
    (args, { world }) => {
      const id = need(args, 'user');
      const locale = given(args, 'include_locale') === 'true' ? { locale: world.locales.get(id) ?? 'en-US' } : {};
      return { user: { id, team_id: fakeIds.team, name: id.toLowerCase(), ...locale } };
    },
  ],
  [
    'usergroups.list',
    (_, { world }) => ({
      usergroups: [...world.userGroups].map(([id, users]) => ({ id, handle: id.toLowerCase(), users })),
    }),
  ],
  [
    'views.open',
    (args, { world }) => {
      const trigger = need(args, 'trigger_id');
      const user = world.triggers.get(trigger);
      if (user === undefined) throw new Refusal('invalid_trigger');
      world.triggers.delete(trigger);
      const view = parse(viewJson, need(args, 'view'), 'invalid_arguments');
      const title = v.parse(v.object({ text: v.string() }), view.title).text;
      if (title.length > 24 || !blocksAllowed(view.blocks, 'view')) throw new Refusal('invalid_arguments');
      const id = world.nextId('V');
      world.views.push({ kind: 'view', id, user, type: 'modal', view });
      return { view: { id, hash: `${Date.now()}.x`, ...view } };
    },
  ],
  [
    'views.publish',
    (args, { world }) => {
      const view = parse(viewJson, need(args, 'view'), 'invalid_arguments');
      if (!blocksAllowed(view.blocks, 'view')) throw new Refusal('invalid_arguments');
      const id = world.nextId('V');
      world.views.push({ kind: 'view', id, user: need(args, 'user_id'), type: 'home', view });
      return { view: { id, hash: `${Date.now()}.x`, ...view } };
    },
  ],
  [
    'files.getUploadURLExternal',
    (args, { world, url }) => {
      const id = world.nextId('F');
      need(args, 'length');
      world.uploads.set(id, { filename: need(args, 'filename'), content: null });
      return { upload_url: `${url}/upload/${id}`, file_id: id };
    },
  ],
  [
    'files.completeUploadExternal',
    (args, { world }) => {
      const files = parse(filesJson, need(args, 'files'), 'invalid_arguments');
      const where = given(args, 'channel_id');
      const channel = where === undefined ? null : knownChannel(where);
      const done = files.map(({ id, title }) => {
        const upload = world.uploads.get(id);
        if (upload === undefined || upload.content === null) throw new Refusal('file_not_found');
        const { filename, content } = upload;
        const shared = channel === null ? null : { channel, threadTs: given(args, 'thread_ts') ?? null };
        return { id, filename, title: title ?? filename, content, shared };
      });
      world.files.push(...done);
      return { files: done.map(({ id, title }) => ({ id, title })) };
    },
  ],
  [
    'oauth.v2.access',
    (args, { world }) => {
      if (given(args, 'grant_type') === 'refresh_token' || need(args, 'code') !== 'good-code')
        throw new Refusal('invalid_code');
      const token = `xoxb-${world.nextId('granted')}`;
      world.botTokens.add(token);
      return {
        app_id: fakeIds.app,
        authed_user: { id: 'U0ADMIN' },
        scope: 'commands,chat:write',
        token_type: 'bot',
        access_token: token,
        bot_user_id: fakeIds.botUser,
        team: { id: 'T0OTHER', name: 'Other' },
        enterprise: null,
        is_enterprise_install: false,
      };
    },
  ],
  ['apps.connections.open', (_, { url }) => ({ url: `${url.replace(/^http/, 'ws')}/link?ticket=1` })],
]);

/** Which token a method wants: the app's, a workspace's, or none. */
function allowed(method: string, token: string, world: World): boolean {
  if (method === 'oauth.v2.access') return true;
  return method === 'apps.connections.open' ? world.appTokens.has(token) : world.botTokens.has(token);
}

/** Answers one call as Slack would: always status 200. */
export function answerCall(method: string, args: Args, context: { world: World; url: string; token: string }): Result {
  const run = methods.get(method);
  if (run === undefined) return { ok: false, error: 'unknown_method' };
  if (!allowed(method, context.token, context.world))
    return { ok: false, error: context.token === '' ? 'not_authed' : 'invalid_auth' };
  try {
    return { ok: true, ...run(args, context) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.message };
    throw error;
  }
}
