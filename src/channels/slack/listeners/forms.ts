import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Reply } from '../../../commands/reply.ts';
import { shortcutId } from '../app-surface.ts';
import {
  askModal,
  callbackIds,
  type FormValues,
  questionLine,
  readReturnPlace,
  sizingErrorField,
  sizingLine,
} from '../modals.ts';
import { shortcutBody, submissionBody } from '../payload.ts';
import { takeShare } from '../text.ts';
import { type Asker, askerOf } from '../workspace.ts';
import type { ListenerParts } from './parts.ts';

/** How long a form waits for the answer before it closes: Slack shows an error after 3 seconds. */
const patienceMs = 1_500;
/** Characters of a message at a field. */
const maxFieldError = 150;

async function within(reply: Promise<Reply>): Promise<Reply | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), patienceMs);
  const first = await Promise.race([reply, promise]);
  clearTimeout(timer);
  return first;
}

/** The global shortcut and the forms: what is filled in becomes a command line. */
export function listenToForms({ app, answering, locales, poster, log }: ListenerParts): void {
  app.shortcut(shortcutId, async ({ body, context, client }) => {
    const { user, trigger_id: trigger } = v.parse(shortcutBody, body);
    const asker = askerOf({ context, client }, user.id);
    const view = askModal({ kind: 'direct' }, await locales.languageOf(asker));
    const outcome = await poster.call(asker.workspace, 'views.open', (web) =>
      web.views.open({ trigger_id: trigger, view }),
    );
    if (outcome.kind === 'failed') log.warn({ failure: outcome.failure }, 'Slack did not open a form');
  });

  interface Form {
    readonly asker: Asker;
    readonly id: string;
    readonly metadata: string;
    readonly values: FormValues;
  }

  function read(body: unknown, sender: Parameters<typeof askerOf>[0]): Form {
    const { user, trigger_id: id = randomUUID(), view } = v.parse(submissionBody, body);
    return { asker: askerOf(sender, user.id), id, metadata: view.private_metadata, values: view.state.values };
  }

  app.view(callbackIds.ask, async ({ ack, body, context, client }) => {
    await ack();
    const { values, metadata, ...question } = read(body, { context, client });
    const { line } = takeShare(questionLine(values));
    await answering.answer({ ...question, line }, readReturnPlace(metadata));
  });

  app.view(callbackIds.sizing, async ({ ack, body, context, client }) => {
    const { values, metadata, ...question } = read(body, { context, client });
    const place = readReturnPlace(metadata);
    const asked = answering.ask({ line: sizingLine(values), asker: question.asker }, place);
    const early = await within(asked);
    if (early?.outcome.kind === 'refusal') {
      const message = early.outcome.message[early.language].slice(0, maxFieldError);
      await ack({ response_action: 'errors', errors: { [sizingErrorField]: message } });
      return;
    }
    await ack();
    await answering.deliver(await asked, question, place);
  });
}
