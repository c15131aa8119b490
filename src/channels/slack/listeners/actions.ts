import * as v from 'valibot';
import type { Place } from '../answering.ts';
import { askModal, type ReturnPlace, sizingModal } from '../modals.ts';
import { actionBody } from '../payload.ts';
import { toolIds } from '../tools.ts';
import { type Asker, askerOf } from '../workspace.ts';
import type { ListenerParts } from './parts.ts';

type Press = v.InferOutput<typeof actionBody>;

/** Where the answer to a button's own command line goes: in place of what bore the button. */
function placeOf({ container, response_url }: Press): Place {
  const url = response_url ?? null;
  if (container.type === 'view') return { kind: 'direct' };
  const { is_ephemeral: ephemeral, channel_id: channel, message_ts: ts, thread_ts: thread } = container;
  if (ephemeral && url !== null) return { kind: 'replace', url, channel };
  return { kind: 'update', posted: { channel, ts }, thread: thread ?? null, url };
}

/** Where the answer to a form goes that a button opened. */
function returnPlaceOf({ container, response_url: url }: Press): ReturnPlace {
  return container.type === 'view' || url === undefined
    ? { kind: 'direct' }
    : { kind: 'ephemeral', url, channel: container.channel_id };
}

/** Buttons and choices. Each carries a command line; a few of the channel's own say what else to do with it. */
export function listenToActions({ app, answering, locales, poster, log }: ListenerParts): void {
  async function open(press: Press, asker: Asker, modal: typeof askModal): Promise<void> {
    const view = modal(returnPlaceOf(press), await locales.languageOf(asker));
    const outcome = await poster.call(asker.workspace, 'views.open', (client) =>
      client.views.open({ trigger_id: press.trigger_id, view }),
    );
    if (outcome.kind === 'failed') log.warn({ failure: outcome.failure }, 'Slack did not open a form');
  }

  async function share(press: Press, asker: Asker, line: string): Promise<void> {
    const { container, response_url: url, trigger_id: id } = press;
    if (container.type === 'view' || url === undefined) return;
    const target = { channel: container.channel_id, thread: container.thread_ts ?? null };
    await answering.share({ line, asker, id }, target, { url, replaces: container.is_ephemeral });
  }

  app.action(/./u, async ({ body, context, client }) => {
    const parsed = v.safeParse(actionBody, body);
    if (!parsed.success) return;
    const press = parsed.output;
    const [action] = press.actions;
    const asker = askerOf({ context, client }, press.user.id);
    const line = action.selected_option?.value ?? action.value ?? '';
    switch (action.action_id) {
      case toolIds.openAsk:
        return open(press, asker, askModal);
      case toolIds.openSizing:
        return open(press, asker, sizingModal);
      case toolIds.share:
        return share(press, asker, line);
      default:
        if (line !== '') await answering.answer({ line, asker, id: press.trigger_id }, placeOf(press));
    }
  });
}
