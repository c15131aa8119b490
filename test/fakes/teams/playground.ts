import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import WebSocket from 'ws';
import { startAgentsPlayground } from '../../../tools/agents-playground.ts';

/** The chats of the Playground's configuration: alone with the bot, in a group, in a channel of a team. */
export const places = { personal: 'personal-chat', group: 'group-chat', channel: 'channel-readiness' } as const;

export type Place = keyof typeof places;

const bot = '00000000-0000-0000-0000-000000000011';
const me = 'user-0';
const mention = '<at>Portolan</at>';

/** How long an answer may take: the first one loads a command. */
const patienceMs = 8_000;

/** The socket is a little behind the bot's requests. */
const socketMs = 20;

/** A message of the bot as the person at the Playground has it before them now. */
export interface Shown {
  readonly id: string;
  /** The chat, or in a channel the thread. */
  readonly conversation: string;
  readonly text: string;
  /** The Adaptive Card; null for plain text. */
  readonly card: unknown;
}

export interface Button {
  readonly title: string;
  readonly command: string;
}

/** A person in Teams: the real Playground, which drives the real adapter over HTTP. */
export interface Playground {
  readonly address: string;
  /** Says something, in a group or channel with a mention of the bot, and waits for what the bot posts there. */
  say(place: Place, text: string): Promise<Shown>;
  /** Says something and waits until the bot is done, whether it answered or not. Gives the chat, or the new thread. */
  tell(place: Place, text: string): Promise<string>;
  /** Presses a button as a client that knows Action.Execute. Gives the card shown in place, or the line shown under it. */
  click(message: Shown, command: string): Promise<unknown>;
  /** Presses it as a client that knows Action.Submit alone. The bot may still be at it. */
  submit(message: Shown, command: string): Promise<void>;
  /** Types into the message extension. Gives what Teams gets: results with a preview and a card. */
  search(text: string): Promise<readonly { readonly title: string; readonly card: unknown }[]>;
  /** Opens a dialog of the compose box. Gives its card. */
  openDialog(name: string): Promise<unknown>;
  /** Sends a dialog of the compose box. Gives what Teams gets. */
  fillDialog(name: string, values: Readonly<Record<string, string | number>>): Promise<unknown>;
  install(place: Place): Promise<void>;
  uninstall(place: Place): Promise<void>;
  /** An activity as the Playground would write it, to post to the bot by hand, changed or twice. */
  activity(place: Place, parts: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** Every message of the bot in a chat, as they stand now. */
  messages(conversation: string): readonly Shown[];
  /** Waits for the first message that passes; those up to `after` messages into the chat do not count. */
  next(conversation: string, after: number): Promise<Shown>;
  /** Waits until a message has another card than before. */
  changed(message: Shown): Promise<Shown>;
  /** Waits until the bot has changed a message so many times. */
  changedTimes(message: Shown, times: number): Promise<Shown>;
  /** How often the bot changed a message. */
  updates(message: Shown): number;
  close(): Promise<void>;
}

const wsAction = v.object({
  action: v.string(),
  actionConversationId: v.string(),
  message: v.optional(
    v.object({
      messageId: v.string(),
      from: v.object({ id: v.string() }),
      text: v.optional(v.nullable(v.string()), ''),
      attachments: v.optional(v.array(v.object({ contentType: v.string(), content: v.optional(v.unknown()) })), []),
    }),
  ),
});

const created = v.object({ messageId: v.string(), postConversationId: v.optional(v.string()) });
const invoked = v.object({ type: v.optional(v.string()), value: v.optional(v.unknown()) });
const results = v.object({
  composeExtension: v.object({
    attachments: v.array(
      v.object({ content: v.unknown(), preview: v.object({ content: v.object({ title: v.string() }) }) }),
    ),
  }),
});
const opened = v.object({ task: v.object({ value: v.object({ card: v.object({ content: v.unknown() }) }) }) });

/** All buttons of a card, wherever they stand. */
export function buttonsOf(card: unknown): readonly Button[] {
  const found = v.safeParse(
    v.object({ type: v.literal('Action.Execute'), title: v.string(), data: v.object({ command: v.string() }) }),
    card,
  );
  if (found.success) return [{ title: found.output.title, command: found.output.data.command }];
  if (typeof card !== 'object' || card === null) return [];
  return Object.entries(card).flatMap(([key, value]) => (key === 'fallback' ? [] : buttonsOf(value)));
}

/** All that a person reads in a card, line by line. */
export function readingOf(card: unknown): string {
  if (typeof card === 'string') return card;
  if (Array.isArray(card)) return card.map(readingOf).join('\n');
  if (typeof card !== 'object' || card === null) return '';
  return Object.entries(card)
    .filter(([key]) =>
      [
        'text',
        'title',
        'value',
        'body',
        'items',
        'inlines',
        'columns',
        'rows',
        'cells',
        'facts',
        'codeSnippet',
      ].includes(key),
    )
    .map(([, value]) => readingOf(value))
    .join('\n');
}

/** A go-between for the Playground and the bot, which knows when the bot has dealt with everything. */
async function startGoBetween(endpoint: string) {
  let begun = 0;
  let done = 0;
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') begun += 1;
    try {
      let body = '';
      for await (const chunk of request) body += chunk;
      const answer = await fetch(endpoint, {
        method: request.method ?? 'GET',
        ...(request.method === 'POST' ? { body, headers: { 'content-type': 'application/json' } } : {}),
      });
      const type = answer.headers.get('content-type');
      response.writeHead(answer.status, type === null ? {} : { 'content-type': type }).end(await answer.text());
    } catch {
      response.writeHead(502).end();
    }
    if (request.method === 'POST') done += 1;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}/api/messages`,
    begun: () => begun,
    isIdle: () => begun === done,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Opens a Playground for a bot's endpoint. It starts a process of its own: give a suite one, not every test. */
export async function createPlayground(endpoint: string): Promise<Playground> {
  const goBetween = await startGoBetween(endpoint);
  const playground = await startAgentsPlayground({ endpoint: goBetween.endpoint, port: null });
  const { address } = playground;
  const shown = new Map<string, Shown>();
  const changes = new Map<string, number>();
  const socket = new WebSocket(`${address.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);

  socket.on('message', (data) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), wsAction), String(data));
    if (!parsed.success || parsed.output.message === undefined) return;
    const { message, actionConversationId } = parsed.output;
    if (message.from.id !== bot) return;
    const { messageId: id, text, attachments } = message;
    if (shown.has(id)) changes.set(id, (changes.get(id) ?? 0) + 1);
    shown.set(id, { id, conversation: actionConversationId, text: text ?? '', card: attachments[0]?.content ?? null });
  });
  await once(socket, 'open');

  const post = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the Playground answered ${response.status} to ${path}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const eventually = async <Value>(what: string, look: () => Value | undefined): Promise<Value> => {
    const giveUp = Date.now() + patienceMs;
    for (;;) {
      const value = look();
      if (value !== undefined) return value;
      if (Date.now() > giveUp) throw new Error(`no ${what} within ${patienceMs} ms`);
      await sleep(5);
    }
  };
  /** Until the bot has dealt with a new request and every other, and what it posted has come over the socket. */
  const dealtWith = async (begun: number) => {
    await eventually('answer', () => (goBetween.begun() > begun && goBetween.isIdle() ? true : undefined));
    await sleep(socketMs);
  };
  const messages = (conversation: string) => [...shown.values()].filter((one) => one.conversation === conversation);
  const invoke = (name: string, value: unknown, parts: object = {}) =>
    post('/_conversation/v1/invoke', {
      name,
      value,
      from: { id: me },
      conversation: { id: places.personal },
      ...parts,
    });

  const self: Playground = {
    address,
    messages,
    async tell(place, text) {
      const begun = goBetween.begun();
      const mentioned = place !== 'personal';
      const { postConversationId } = v.parse(
        created,
        await post(`/_conversation/v1/conversations/${places[place]}/messages`, {
          from: { id: me },
          text: mentioned ? `${mention} ${text}` : text,
          textFormat: 'plain',
          ...(mentioned ? { mentions: [{ mentioned: { id: bot }, text: mention }] } : {}),
        }),
      );
      await dealtWith(begun);
      return postConversationId ?? places[place];
    },
    async say(place, text) {
      const before = messages(places[place]).length;
      const conversation = await self.tell(place, text);
      return self.next(conversation, place === 'channel' ? 0 : before);
    },
    next: (conversation, after) => eventually('message', () => messages(conversation)[after]),
    async click(message, command) {
      const { type, value } = v.parse(
        invoked,
        await invoke(
          'adaptiveCard/action',
          { action: { type: 'Action.Execute', title: '', verb: 'command', data: { command } }, trigger: 'manual' },
          { conversation: { id: message.conversation }, replyToId: message.id },
        ),
      );
      return type === undefined ? null : value;
    },
    async submit(message, command) {
      const begun = goBetween.begun();
      await post('/_conversation/v1/submit', {
        from: { id: me },
        conversation: { id: message.conversation },
        replyToId: message.id,
        value: { command },
      });
      await eventually('submit', () => (goBetween.begun() > begun ? true : undefined));
    },
    async search(text) {
      const parameters = text === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'question', value: text }];
      const found = v.parse(
        results,
        await invoke('composeExtension/query', {
          commandId: 'search',
          parameters,
          queryOptions: { skip: 0, count: 25 },
        }),
      );
      return found.composeExtension.attachments.map(({ content, preview }) => ({
        title: preview.content.title,
        card: content,
      }));
    },
    async openDialog(name) {
      const answer = await invoke('composeExtension/fetchTask', { commandId: name, commandContext: 'compose' });
      return v.parse(opened, answer).task.value.card.content;
    },
    fillDialog: (name, values) =>
      invoke('composeExtension/submitAction', {
        commandId: name,
        commandContext: 'compose',
        data: { dialog: name, ...values },
      }),
    async install(place) {
      await post(`/_debug/conversation/${places[place]}/installation`, {});
    },
    async uninstall(place) {
      await post('/_internal/v1/customActivities', await template(place, 'uninstall'));
    },
    async activity(place, parts) {
      return { ...(await template(place, null)), locale: 'en-US', ...parts };
    },
    async changed(message) {
      return eventually('change', () => {
        const now = shown.get(message.id);
        return now !== undefined && JSON.stringify(now.card) !== JSON.stringify(message.card) ? now : undefined;
      });
    },
    changedTimes: (message, times) =>
      eventually(`change ${times}`, () => (self.updates(message) >= times ? shown.get(message.id) : undefined)),
    updates: ({ id }) => changes.get(id) ?? 0,
    async close() {
      socket.close();
      await playground.stop();
      await goBetween.close();
    },
  };

  const template = async (place: Place, type: string | null): Promise<Readonly<Record<string, unknown>>> => {
    const query = new URLSearchParams({ conversationId: places[place], ...(type === null ? {} : { type }) });
    const response = await fetch(`${address}/_internal/v1/customActivities/template?${query}`);
    return v.parse(v.record(v.string(), v.unknown()), await response.json());
  };
  return self;
}
