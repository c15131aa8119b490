import type { Answer } from '../../commands/command.ts';
import type { Reply } from '../../commands/reply.ts';
import type { Content } from './content.ts';
import type { Outcome, Posted, Poster, Target } from './posting.ts';
import { show } from './show.ts';
import type { Asker } from './workspace.ts';

/** A first answer whose work goes on. */
export type LiveAnswer = Answer & { readonly follow: NonNullable<Answer['follow']> };

/** Whether an answer is the first of several. */
export function isLive(outcome: Reply['outcome']): outcome is LiveAnswer {
  return outcome.kind === 'answer' && outcome.follow !== null;
}

/** What a message showed last of all. */
export interface LastShown {
  readonly outcome: Outcome<Posted>;
  readonly content: Content;
}

/** Slack's answers to a bot that may not write into a conversation; a slash command can be typed anywhere. */
const closed: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
]);

/**
 * Shows work that goes on as one message that fills in: posted once, changed as it goes on (the poster changes a message
 * at most once a second), last with the final answer. Where the bot may not write, it goes to the asker. A message that
 * only the asker sees cannot do this, since its address may be used five times.
 */
export function createLive(parts: { readonly poster: Poster; readonly signal: AbortSignal }) {
  const { poster, signal } = parts;

  async function post(asker: Asker, target: Target, content: Content, id: string): Promise<Outcome<Posted>> {
    const sent = await poster.post(asker.workspace, target, content, id);
    if (sent.kind === 'done' || sent.failure.kind !== 'refused' || !closed.has(sent.failure.code)) return sent;
    const direct = await poster.direct(asker.workspace, asker.actor.user);
    return direct.kind === 'failed'
      ? direct
      : poster.post(asker.workspace, { channel: direct.value, thread: null }, content, id);
  }

  return async (
    reply: Reply & { readonly outcome: LiveAnswer },
    { asker, id }: { readonly asker: Asker; readonly id: string },
    target: Target | null,
  ): Promise<LastShown> => {
    const first = show(reply, { share: false });
    const direct = target === null ? await poster.direct(asker.workspace, asker.actor.user) : null;
    if (direct?.kind === 'failed') return { outcome: direct, content: first };
    const place = target ?? { channel: direct?.value ?? '', thread: null };
    let outcome = await post(asker, place, first, id);
    let content = first;
    if (outcome.kind === 'failed') return { outcome, content };
    const posted = outcome.value;
    for await (const next of reply.outcome.follow(signal)) {
      content = show({ ...reply, outcome: next }, { share: false });
      const changed = await poster.update(asker.workspace, posted, content, id);
      // A change that was lost or limited is made good by the next one; the last one is told.
      outcome = changed;
    }
    return { outcome: outcome.kind === 'done' ? { kind: 'done', value: posted } : outcome, content };
  };
}
