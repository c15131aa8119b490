import type { Answer } from '../../commands/command.ts';
import type { Reply } from '../../commands/reply.ts';
import { fillIn } from '../fill-in.ts';
import type { Followed, LiveKeeper } from '../live-keeper.ts';
import type { Content } from './content.ts';
import { type LivePosted, storedForm } from './live-posted.ts';
import type { Outcome, Posted, Poster, Target } from './posting.ts';
import { show } from './show.ts';
import type { Asker } from './workspace.ts';

/** A first answer whose work goes on. */
export type LiveAnswer = Answer & { readonly follow: NonNullable<Answer['follow']> };

/** Whether an answer is the first of several. */
export function isLive(outcome: Reply['outcome']): outcome is LiveAnswer {
  return outcome.kind === 'answer' && outcome.follow !== null;
}

/** What a message showed last of all, and whether that is the end. */
export interface LastShown {
  readonly outcome: Outcome<Posted>;
  readonly content: Content;
  readonly followed: Followed;
}

/** Slack's answers to a bot that may not write into a conversation; a slash command can be typed anywhere. */
const closed: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
]);

/** Slack's answers to a change of a message that cannot be changed any more, whatever it is to show. */
const gone: ReadonlySet<string> = new Set([
  ...closed,
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
]);

function isGone(outcome: Outcome<Posted>): boolean {
  return outcome.kind === 'failed' && outcome.failure.kind === 'refused' && gone.has(outcome.failure.code);
}

/** Whether a message that shows this, or should, needs nothing more. */
function followedTo(outcome: Outcome<Posted>, { outcome: shown }: Pick<Reply, 'outcome'>): Followed {
  if (isGone(outcome)) return 'done';
  const told = outcome.kind === 'done' || outcome.failure.kind === 'refused';
  return told && !isLive(shown) ? 'done' : 'unfinished';
}

/** Work that goes on, shown as one message that fills in: posted once, changed as it goes on, last with the final answer. */
export interface Live {
  /**
   * Posts the message and follows the work. Where the bot may not write, it goes to the asker; without a target, too. A
   * message that only the asker sees cannot do this, since its address may be used five times.
   */
  begin(
    reply: Reply & { readonly outcome: LiveAnswer },
    question: { readonly asker: Asker; readonly id: string },
    target: Target | null,
  ): Promise<LastShown>;
  /** Goes on with a message that another process posted. */
  goOn(reply: Reply, asker: Asker, message: LivePosted): Promise<LastShown>;
}

/** The poster changes a message at most once a second; whatever comes in between is left out. */
export function createLive(parts: {
  readonly poster: Poster;
  readonly keeper: Pick<LiveKeeper, 'keep'>;
  readonly signal: AbortSignal;
}): Live {
  const { poster, keeper, signal } = parts;

  async function post(asker: Asker, target: Target, content: Content, id: string): Promise<Outcome<Posted>> {
    const sent = await poster.post(asker.workspace, target, content, id);
    if (sent.kind === 'done' || sent.failure.kind !== 'refused' || !closed.has(sent.failure.code)) return sent;
    const direct = await poster.direct(asker.workspace, asker.actor.user);
    return direct.kind === 'failed'
      ? direct
      : poster.post(asker.workspace, { channel: direct.value, thread: null }, content, id);
  }

  /** Changes the message to what a reply shows. */
  async function put(reply: Reply, { workspace }: Asker, { posted, id }: LivePosted): Promise<LastShown> {
    const content = show(reply, { share: false });
    const outcome = await poster.update(workspace, posted, content, id);
    return { outcome, content, followed: followedTo(outcome, reply) };
  }

  /** A change that was lost or limited is made good by the next one; how the last one fared is told. */
  function fill(
    reply: Reply & { readonly outcome: LiveAnswer },
    asker: Asker,
    message: LivePosted,
    first: LastShown,
  ): Promise<LastShown> {
    const show = (outcome: Answer) => put({ ...reply, outcome }, asker, message);
    return fillIn(reply.outcome.follow, { first, show, signal });
  }

  return {
    async begin(reply, { asker, id }, target) {
      const content = show(reply, { share: false });
      const direct = target === null ? await poster.direct(asker.workspace, asker.actor.user) : null;
      if (direct?.kind === 'failed') return { outcome: direct, content, followed: 'done' };
      const place = target ?? { channel: direct?.value ?? '', thread: null };
      const outcome = await post(asker, place, content, id);
      if (outcome.kind === 'failed') return { outcome, content, followed: 'done' };
      const { channel } = outcome.value;
      const message = { posted: outcome.value, thread: channel === place.channel ? place.thread : null, id };
      let last: LastShown = { outcome, content, followed: 'unfinished' };
      const stored = storedForm(message, asker, { line: reply.outcome.follow.line, language: reply.language });
      await keeper.keep(stored, async () => {
        last = await fill(reply, asker, message, last);
        return last.followed;
      });
      return last;
    },

    async goOn(reply, asker, message) {
      const first = await put(reply, asker, message);
      const { outcome } = reply;
      return first.followed === 'done' || !isLive(outcome) ? first : fill({ ...reply, outcome }, asker, message, first);
    },
  };
}
