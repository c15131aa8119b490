import { type Language, text } from '../../catalog/text.ts';
import type { Place as AskedPlace } from '../../commands/command.ts';
import type { Reply } from '../../commands/reply.ts';
import type { Desk } from '../desk.ts';
import type { Followed, LiveKeeper } from '../live-keeper.ts';
import type { Content } from './content.ts';
import type { Locales } from './language.ts';
import { createLive, isLive, type LastShown, type LiveAnswer } from './live.ts';
import type { LivePosted } from './live-posted.ts';
import type { Notices } from './notices.ts';
import type { Outcome, Posted, Poster, Target } from './posting.ts';
import type { ResponseUrls } from './response-url.ts';
import { noted, sharedBy, show } from './show.ts';
import type { Asker } from './workspace.ts';

/**
 * Where an answer goes.
 * - `ephemeral`: a new message that only the asker sees.
 * - `replace`: in place of such a message.
 * - `post`: a new message for everyone in the conversation.
 * - `update`: in place of such a message.
 * - `direct`: the asker's conversation with the bot.
 */
export type Place =
  | { readonly kind: 'ephemeral'; readonly url: string; readonly channel: string }
  | { readonly kind: 'replace'; readonly url: string; readonly channel: string }
  | { readonly kind: 'post'; readonly target: Target }
  | { readonly kind: 'update'; readonly posted: Posted; readonly thread: string | null; readonly url: string | null }
  | { readonly kind: 'direct' };

/** A question in Slack. `id` is what tells the request from every other; its answer bears it. */
export interface Question {
  readonly line: string;
  readonly asker: Asker;
  readonly id: string;
}

export interface Answering {
  /** Asks the desk, for an answer in a place. */
  ask(question: Pick<Question, 'line' | 'asker'>, place: Place): Promise<Reply>;
  /** Asks, and shows the answer in a place. */
  answer(question: Question, place: Place): Promise<void>;
  /** Shows a reply that was had already. */
  deliver(reply: Reply, question: Pick<Question, 'asker' | 'id'>, place: Place): Promise<void>;
  /**
   * Asks, and shows the answer to the whole conversation in the asker's name; the asker alone is told what went wrong.
   * `replaces` says that the request came from a message of the asker's own, which is then told that it was shared.
   */
  share(question: Question, target: Target, own: { readonly url: string; readonly replaces: boolean }): Promise<void>;
  /** Goes on with a message that fills in and that another process posted. */
  goOn(reply: Reply, asker: Asker, message: LivePosted): Promise<Followed>;
}

export interface AnsweringParts {
  readonly desk: Desk;
  readonly locales: Locales;
  readonly poster: Poster;
  readonly urls: ResponseUrls;
  readonly notices: Notices;
  readonly keeper: Pick<LiveKeeper, 'keep'>;
  /** Ends the following of work when the bot stops. */
  readonly signal: AbortSignal;
}

const say = {
  shared: text('Shared in the channel.', 'Gedeeld in het kanaal.'),
  inMessages: text('The file is in our direct messages.', 'Het bestand staat in onze directe berichten.'),
} as const;

/** Conversations of one person with the bot, or of two people. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

/** The same place as the command core sees it: a channel, and whether what is said there can be for the asker alone. */
function placeAsked(place: Place): AskedPlace {
  switch (place.kind) {
    case 'ephemeral':
    case 'replace':
      return { conversation: place.channel, privately: true };
    case 'post':
      return { conversation: place.target.channel, privately: isDirect(place.target.channel) };
    case 'update':
      return { conversation: place.posted.channel, privately: isDirect(place.posted.channel) };
    case 'direct':
      return { conversation: '', privately: true };
  }
}

/** Where work that goes on is shown; null is the asker's conversation with the bot. */
function liveTarget(place: Place): Target | null {
  switch (place.kind) {
    case 'ephemeral':
    case 'replace':
      return { channel: place.channel, thread: null };
    case 'post':
      return place.target;
    case 'update':
      return { channel: place.posted.channel, thread: place.thread };
    case 'direct':
      return null;
  }
}

/** Brings questions from Slack to the desk, and its replies to where they were asked. */
export function createAnswering(parts: AnsweringParts): Answering {
  const { desk, locales, poster, urls, notices, keeper, signal } = parts;
  const live = createLive({ poster, keeper, signal });

  /** Uploads the files of a message, and says so to the asker when one does not arrive. */
  async function attach(content: Content, asker: Asker, target: Target, language: Language, url: string | null) {
    for (const file of content.files) {
      const outcome = await poster.upload(asker.workspace, target, file);
      if (outcome.kind === 'failed') {
        await notices.tell(outcome.failure, { asker, language, url, channel: target.channel });
        return;
      }
    }
  }

  /** Files of a message that only the asker sees go to the asker alone. */
  async function attachPrivately(content: Content, asker: Asker, language: Language, url: string) {
    if (content.files.length === 0) return;
    const direct = await poster.direct(asker.workspace, asker.actor.user);
    if (direct.kind === 'failed') {
      await notices.tell(direct.failure, { asker, language, url, channel: null });
      return;
    }
    await attach(content, asker, { channel: direct.value, thread: null }, language, url);
  }

  async function respond(content: Content, asker: Asker, language: Language, place: Place & { readonly url: string }) {
    const manner = place.kind === 'ephemeral' ? 'ephemeral' : 'replace';
    const whole = content.files.length > 0 ? noted(content, say.inMessages, language) : content;
    const failure = await urls.respond(place.url, manner, whole);
    if (failure === null) return attachPrivately(content, asker, language, place.url);
    return notices.tell(failure, { asker, language, url: null, channel: null });
  }

  async function post(content: Content, { asker, id }: Pick<Question, 'asker' | 'id'>, target: Target) {
    return poster.post(asker.workspace, target, content, id);
  }

  /** Files of a posted message go into its thread; in a direct conversation, beside it. */
  function fileTarget({ channel, ts }: Posted, thread: string | null): Target {
    return { channel, thread: thread ?? (isDirect(channel) ? null : ts) };
  }

  async function settle(
    outcome: Outcome<Posted>,
    content: Content,
    { asker, language, thread, url }: { asker: Asker; language: Language; thread: string | null; url: string | null },
    channel: string,
  ): Promise<void> {
    if (outcome.kind === 'failed') await notices.tell(outcome.failure, { asker, language, url, channel });
    else await attach(content, asker, fileTarget(outcome.value, thread), language, url);
  }

  /** Files come with the last state of a message. One that was deleted is nobody's loss. */
  async function settleLive(
    { outcome, content, followed }: LastShown,
    told: { asker: Asker; language: Language; thread: string | null; url: string | null },
    channel: string,
  ): Promise<void> {
    const deleted =
      outcome.kind === 'failed' && outcome.failure.kind === 'refused' && outcome.failure.code === 'message_not_found';
    if (followed === 'done' && !deleted) await settle(outcome, content, told, channel);
  }

  /** Work that goes on is one message for everyone in the conversation. */
  async function deliverLive(
    reply: Reply & { readonly outcome: LiveAnswer },
    question: Pick<Question, 'asker' | 'id'>,
    place: Place,
  ): Promise<void> {
    const { asker } = question;
    const target = liveTarget(place);
    const last = await live.begin(reply, question, target);
    const thread = target?.thread ?? null;
    const url = 'url' in place ? place.url : null;
    const channel = last.outcome.kind === 'done' ? last.outcome.value.channel : (target?.channel ?? '');
    await settleLive(last, { asker, language: reply.language, thread, url }, channel);
  }

  async function deliver(reply: Reply, question: Pick<Question, 'asker' | 'id'>, place: Place): Promise<void> {
    const { language, outcome: answer } = reply;
    const { asker, id } = question;
    if (isLive(answer)) return deliverLive({ ...reply, outcome: answer }, question, place);
    switch (place.kind) {
      case 'ephemeral':
      case 'replace':
        return respond(show(reply, { share: !isDirect(place.channel) }), asker, language, place);
      case 'post': {
        const content = show(reply, { share: false });
        const { channel, thread } = place.target;
        const outcome = await post(content, question, place.target);
        return settle(outcome, content, { asker, language, thread, url: null }, channel);
      }
      case 'update': {
        const content = show(reply, { share: false });
        const { posted, thread, url } = place;
        // What one person may not do, or got wrong, must not take the place of what everyone sees.
        if (answer.kind !== 'answer' && url !== null && !isDirect(posted.channel))
          return respond(content, asker, language, { kind: 'ephemeral', url, channel: posted.channel });
        const outcome = await poster.update(asker.workspace, posted, content, id);
        return settle(outcome, content, { asker, language, thread, url }, posted.channel);
      }
      case 'direct': {
        const content = show(reply, { share: false });
        const direct = await poster.direct(asker.workspace, asker.actor.user);
        if (direct.kind === 'failed')
          return notices.tell(direct.failure, { asker, language, url: null, channel: null });
        const target = { channel: direct.value, thread: null };
        const outcome = await post(content, question, target);
        return settle(outcome, content, { asker, language, thread: null, url: null }, direct.value);
      }
    }
  }

  async function ask({ line, asker }: Pick<Question, 'line' | 'asker'>, place: Place): Promise<Reply> {
    const language = await locales.languageOf(asker);
    return desk.ask({ text: line, language, actor: asker.actor, place: placeAsked(place) });
  }

  return {
    ask,
    deliver,
    answer: async (question, place) => deliver(await ask(question, place), question, place),

    async goOn(reply, asker, message) {
      const last = await live.goOn(reply, asker, message);
      const { posted, thread } = message;
      await settleLive(last, { asker, language: reply.language, thread, url: null }, posted.channel);
      return last.followed;
    },

    async share(question, target, { url, replaces }) {
      const { asker } = question;
      const reply = await ask(question, { kind: 'post', target });
      const { language, outcome } = reply;
      if (isLive(outcome)) return deliverLive({ ...reply, outcome }, question, { kind: 'post', target });
      const own = show(reply, { share: false });
      // What the asker got wrong is nobody else's business.
      if (outcome.kind !== 'answer')
        return respond(own, asker, language, {
          kind: replaces ? 'replace' : 'ephemeral',
          url,
          channel: target.channel,
        });
      const sent = await post(sharedBy(own, asker.actor.user, language), question, target);
      await settle(sent, own, { asker, language, thread: target.thread, url }, target.channel);
      if (sent.kind === 'done' && replaces) await urls.respond(url, 'replace', noted(own, say.shared, language));
    },
  };
}
