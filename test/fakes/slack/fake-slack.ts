import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type ActionElement, elementsOf } from './block-rules.ts';
import { createFaults, type Fault } from './faults.ts';
import { createLink, type Link } from './link.ts';
import { serve } from './server.ts';
import { type Delivery, type Parcel, type Route, sendEnvelope, sendHttp, signedHttp } from './transport.ts';
import { fakeIds } from './web-api.ts';
import {
  createWorld,
  type FakeCall,
  type FakeEphemeral,
  type FakeFile,
  type FakeMessage,
  type FakeView,
} from './world.ts';

/** Where and by whom something is said; everything has a default. */
export interface Where {
  readonly user?: string;
  readonly channel?: string;
  readonly threadTs?: string;
}

/** How something is sent: a retry bears the parcel that was sent before. */
export interface Sending {
  /** Slack's retry number. */
  readonly retry?: number;
}

/** Something on which there are buttons. */
export type Pressable = FakeMessage | FakeEphemeral | FakeView;

export interface FakeSlack {
  /** Origin of the server. */
  readonly url: string;
  /** What SLACK_API_URL must be. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly ids: typeof fakeIds;
  readonly link: Link;
  /** Says how the bot is reached; needed before anything is sent. */
  use(route: Route): void;
  close(): Promise<void>;
  /** Forgets what was said, and plans no faults. */
  clear(): void;

  messages(channel?: string): readonly FakeMessage[];
  ephemerals(user?: string): readonly FakeEphemeral[];
  files(): readonly FakeFile[];
  /** Forms that were opened. */
  modals(): readonly FakeView[];
  /** The start page of a person as it was published last. */
  home(user?: string): FakeView | undefined;
  calls(method?: string): readonly FakeCall[];
  setLocale(user: string, locale: string): void;
  setUserGroup(id: string, users: readonly string[]): void;
  fail(method: string, fault: Fault, times?: number): void;
  /** Waits until this gives something other than null, undefined and false; fails after `ms`. */
  until<Value>(look: () => Value | null | undefined | false, ms?: number): Promise<Value>;

  sendSlash(command: string, text: string, where?: Where): Promise<Delivery>;
  /** A message in a channel that mentions the bot, written before the text. */
  sendMention(text: string, where?: Where): Promise<Delivery>;
  sendDm(text: string, where?: Where): Promise<Delivery>;
  /** Any event. */
  sendEvent(event: Readonly<Record<string, unknown>>): Promise<Delivery>;
  /** Presses the button of this action id, or of this label. */
  click(on: Pressable, button: string, where?: Where): Promise<Delivery>;
  /** Chooses the option of this label in the select of this action id. */
  choose(on: Pressable, select: string, label: string, where?: Where): Promise<Delivery>;
  sendShortcut(callbackId: string, where?: Where): Promise<Delivery>;
  submitView(view: FakeView, values: Readonly<Record<string, string>>): Promise<Delivery>;
  openHome(where?: Where): Promise<Delivery>;
  /** Sends a parcel, for tests that send one twice. */
  send(parcel: Parcel, sending?: Sending): Promise<Delivery>;
  /** The parcel that was sent last. */
  last(): Parcel;
}

/** Defaults of `Where`. */
export const someone = { user: 'U0ANNA', channel: 'C0GENERAL' } as const;

function blocksOf(on: Pressable) {
  if (!('view' in on)) return on.blocks;
  const { blocks } = on.view;
  return Array.isArray(blocks) ? blocks : [];
}

function elementOf(on: Pressable, named: string): ActionElement {
  const elements = elementsOf(blocksOf(on));
  const found = elements.find(
    (element) => element.action_id === named || (element.type === 'button' && element.text.text === named),
  );
  if (found !== undefined) return found;
  const there = elements
    .map((element) => (element.type === 'button' ? element.text.text : element.action_id))
    .join(', ');
  throw new Error(`nothing to press is called ${named}; there are ${there}`);
}

/** Starts a fake Slack on a free port of 127.0.0.1. */
export async function createFakeSlack(): Promise<FakeSlack> {
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const look of [...waiting]) look();
  };
  const world = createWorld(changed);
  const faults = createFaults();
  const link = createLink(changed);
  const server = await serve({ world, faults, link });
  const { url } = server;
  const botToken = `xoxb-fake-${randomBytes(8).toString('hex')}`;
  const appToken = `xapp-1-${fakeIds.app}-${randomBytes(8).toString('hex')}`;
  const signingSecret = randomBytes(16).toString('hex');
  world.botTokens.add(botToken);
  world.appTokens.add(appToken);
  let route: Route | null = null;
  let last: Parcel | null = null;

  function responseUrl(channel: string, user: string, original: FakeMessage | FakeEphemeral | null): string {
    const id = randomUUID();
    world.responseUrls.set(id, { channel, user, original, uses: 0 });
    return `${url}/response/${id}`;
  }

  function trigger(user: string): string {
    const id = `${world.nextId('1')}.${randomBytes(6).toString('hex')}`;
    world.triggers.set(id, user);
    return id;
  }

  async function send(parcel: Parcel, { retry }: Sending = {}): Promise<Delivery> {
    if (route === null) throw new TypeError('use() says how the bot is reached');
    last = parcel;
    if (route.kind === 'socket') {
      const again = retry === undefined ? {} : { retry_attempt: retry, retry_reason: 'timeout' };
      return sendEnvelope(link, parcel, again);
    }
    // A retry is signed anew, a little later.
    const seconds = Math.floor(Date.now() / 1000) + (retry ?? 0);
    const request = signedHttp(parcel, signingSecret, seconds);
    if (retry !== undefined)
      Object.assign(request.headers, { 'x-slack-retry-num': `${retry}`, 'x-slack-retry-reason': 'http_timeout' });
    return sendHttp(route.endpoint, request);
  }

  function event(inner: Readonly<Record<string, unknown>>): Parcel {
    return {
      kind: 'event',
      body: {
        token: 'legacy',
        team_id: fakeIds.team,
        api_app_id: fakeIds.app,
        event: inner,
        type: 'event_callback',
        event_id: world.nextId('Ev'),
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [
          {
            enterprise_id: null,
            team_id: fakeIds.team,
            user_id: fakeIds.botUser,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
      },
    };
  }

  function interactive(user: string, rest: Readonly<Record<string, unknown>>): Parcel {
    return {
      kind: 'interactive',
      payload: {
        team: { id: fakeIds.team, domain: 'fake' },
        user: { id: user, username: user.toLowerCase(), team_id: fakeIds.team },
        api_app_id: fakeIds.app,
        token: 'legacy',
        trigger_id: trigger(user),
        enterprise: null,
        is_enterprise_install: false,
        ...rest,
      },
    };
  }

  function press(on: Pressable, user: string, action: Readonly<Record<string, unknown>>): Promise<Delivery> {
    const actions = [{ block_id: 'b', action_ts: `${Date.now() / 1000}`, ...action }];
    if (on.kind === 'view')
      return send(
        interactive(user, {
          type: 'block_actions',
          container: { type: 'view', view_id: on.id },
          view: { id: on.id, type: on.type, callback_id: '' },
          actions,
        }),
      );
    const thread = on.kind === 'posted' && on.threadTs !== null ? { thread_ts: on.threadTs } : {};
    return send(
      interactive(user, {
        type: 'block_actions',
        container: {
          type: 'message',
          message_ts: on.ts,
          channel_id: on.channel,
          is_ephemeral: on.kind === 'ephemeral',
          ...thread,
        },
        channel: { id: on.channel, name: 'general' },
        ...(on.kind === 'posted' ? { message: { type: 'message', ts: on.ts, text: on.text, blocks: on.blocks } } : {}),
        response_url: responseUrl(on.channel, user, on),
        actions,
      }),
    );
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    botToken,
    appToken,
    signingSecret,
    ids: fakeIds,
    link,
    use(next) {
      route = next;
    },
    close: () => server.close(),
    clear() {
      faults.clear();
      for (const list of [world.messages, world.ephemerals, world.files, world.views, world.calls]) list.length = 0;
    },
    messages: (channel) => world.messages.filter((message) => channel === undefined || message.channel === channel),
    ephemerals: (user) => world.ephemerals.filter((message) => user === undefined || message.user === user),
    files: () => [...world.files],
    modals: () => world.views.filter(({ type }) => type === 'modal'),
    home: (user = someone.user) => world.views.findLast((view) => view.type === 'home' && view.user === user),
    calls: (method) => world.calls.filter((call) => method === undefined || call.method === method),
    setLocale: (user, locale) => void world.locales.set(user, locale),
    setUserGroup: (id, users) => void world.userGroups.set(id, users),
    fail: faults.fail,

    async until(look, ms = 5_000) {
      const deadline = Date.now() + ms;
      for (;;) {
        const found = look();
        if (found !== null && found !== undefined && found !== false) return found;
        if (Date.now() > deadline) throw new Error(`waited ${ms} ms in vain for ${look}`);
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.add(resolve);
        await Promise.race([promise, delay(50)]);
        waiting.delete(resolve);
      }
    },

    sendSlash(command, text, { user = someone.user, channel = someone.channel } = {}) {
      const fields = {
        token: 'legacy',
        team_id: fakeIds.team,
        team_domain: 'fake',
        channel_id: channel,
        channel_name: 'general',
        user_id: user,
        user_name: user.toLowerCase(),
        command,
        text,
        api_app_id: fakeIds.app,
        is_enterprise_install: 'false',
        response_url: responseUrl(channel, user, null),
        trigger_id: trigger(user),
      };
      return send({ kind: 'form', fields });
    },

    sendMention(text, { user = someone.user, channel = someone.channel, threadTs } = {}) {
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      const words = `<@${fakeIds.botUser}> ${text}`;
      const ts = world.nextTs();
      return send(event({ type: 'app_mention', user, text: words, ts, channel, event_ts: ts, ...thread }));
    },

    sendDm(text, { user = someone.user, channel = `D${user.slice(1)}`, threadTs } = {}) {
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      const ts = world.nextTs();
      return send(event({ type: 'message', channel_type: 'im', user, text, ts, channel, event_ts: ts, ...thread }));
    },

    sendEvent: (inner) => send(event(inner)),

    async click(on, named, { user = someone.user } = {}) {
      const element = elementOf(on, named);
      if (element.type !== 'button') throw new TypeError(`${named} is no button`);
      const { action_id, value, text, type } = element;
      return press(on, user, { type, action_id, value, text });
    },

    async choose(on, select, label, { user = someone.user } = {}) {
      const element = elementOf(on, select);
      const option =
        element.type === 'static_select' ? element.options.find(({ text }) => text.text === label) : undefined;
      if (option === undefined) throw new TypeError(`${select} has no ${label}`);
      return press(on, user, { type: 'static_select', action_id: element.action_id, selected_option: option });
    },

    sendShortcut: (callbackId, { user = someone.user } = {}) =>
      send(interactive(user, { type: 'shortcut', callback_id: callbackId, action_ts: `${Date.now() / 1000}` })),

    submitView({ id, user, view }, values) {
      const { callback_id, private_metadata } = view;
      const state = Object.fromEntries(
        Object.entries(values).map(([field, value]) => [field, { [field]: { type: 'plain_text_input', value } }]),
      );
      return send(
        interactive(user, {
          type: 'view_submission',
          view: {
            id,
            type: 'modal',
            callback_id,
            private_metadata,
            state: { values: state },
          },
          response_urls: [],
        }),
      );
    },

    openHome({ user = someone.user } = {}) {
      const ts = world.nextTs();
      return send(event({ type: 'app_home_opened', user, channel: `D${user.slice(1)}`, event_ts: ts, tab: 'home' }));
    },

    send,
    last() {
      if (last === null) throw new TypeError('nothing was sent yet');
      return last;
    },
  };
}
