import { Application, type TurnState } from '@microsoft/teams-ai';
import { CardFactory, type TurnContext } from 'botbuilder';
import type { Delivery, Dialog, DialogOutcome, Found, Message } from '../transport.ts';
import type { PortolanAdapter } from './adapter.ts';
import { eventOf } from './events.ts';
import type { Handlers } from './handlers.ts';
import { commandIn, fieldOf, type Incoming, readIncoming, textsIn } from './incoming.ts';
import type { Outlet } from './outlet.ts';

/** Most results that Teams asks for at a time where it names no number. */
const defaultResults = 25;

/** Invoke answers as the Bot Framework protocol writes them. */
async function answer(context: TurnContext, body: object): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

function invokeCalled(...names: readonly string[]) {
  return async ({ activity }: TurnContext) => activity.type === 'invoke' && names.includes(activity.name ?? '');
}

function activityCalled(type: string, test: (activity: Incoming) => boolean = () => true) {
  return async ({ activity }: TurnContext) => {
    if (activity.type !== type) return false;
    const read = readIncoming(activity);
    return read !== null && test(read);
  };
}

function dialogBody({ title, card }: Dialog): object {
  return {
    task: {
      type: 'continue',
      value: { title, height: 'medium', width: 'medium', card: CardFactory.adaptiveCard(card) },
    },
  };
}

function foundAttachment({ title, text, card }: Found): object {
  return {
    ...CardFactory.adaptiveCard(card),
    preview: CardFactory.thumbnailCard(escaped(title), undefined, undefined, { text: escaped(text) }),
  };
}

/** Preview cards are read as HTML; the texts are plain. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function resultList(found: readonly Found[]): object {
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments: found.map(foundAttachment) } };
}

function outcomeBody(outcome: DialogOutcome): object {
  switch (outcome.kind) {
    case 'show':
      return dialogBody(outcome.dialog);
    case 'insert':
      return resultList([outcome.found]);
    case 'close':
      return {};
  }
}

/** What a search box holds: the first parameter's value. */
function searchText(value: unknown): { readonly text: string; readonly initial: boolean } {
  const parameters = fieldOf(value, 'parameters');
  const first: unknown = Array.isArray(parameters) ? parameters[0] : undefined;
  const text = fieldOf(first, 'value');
  const initial = fieldOf(first, 'name') === 'initialRun';
  return {
    text: typeof text === 'string' && !initial ? text : '',
    initial: initial || text === '' || text === undefined,
  };
}

/** The SDK's application with one route for each kind of thing that people do in Teams. */
export function createApplication(
  adapter: PortolanAdapter,
  appId: string,
  outlet: Outlet,
  handlers: Handlers,
): Application<TurnState> {
  const application = new Application<TurnState>({
    adapter,
    botAppId: appId,
    startTypingTimer: false,
    removeRecipientMention: false,
  });
  const on = (
    selector: (context: TurnContext) => Promise<boolean>,
    isInvoke: boolean,
    handle: (context: TurnContext, activity: Incoming) => Promise<void>,
  ) =>
    application.addRoute(
      selector,
      async (context) => {
        const activity = readIncoming(context.activity);
        if (activity !== null) await handle(context, activity);
      },
      isInvoke,
    );
  const answerable = (context: TurnContext, activity: Incoming) => ({
    ...eventOf(activity),
    reply: (message: Message): Promise<Delivery> => outlet.reply(context, message),
  });
  const clicked = (context: TurnContext, activity: Incoming, command: string, by: 'execute' | 'submit') => ({
    ...answerable(context, activity),
    command,
    by,
    message: activity.replyToId,
    replace: (message: Message): Promise<Delivery> => outlet.replace(context, activity.replyToId, message),
  });

  on(invokeCalled('adaptiveCard/action'), true, async (context, activity) => {
    const command = commandIn(fieldOf(fieldOf(activity.value, 'action'), 'data'));
    const shown = command === null ? '' : await handlers.action(clicked(context, activity, command, 'execute'));
    const kind = typeof shown === 'string' ? 'activity.message' : 'card.adaptive';
    await answer(context, { statusCode: 200, type: `application/vnd.microsoft.${kind}`, value: shown });
  });

  on(invokeCalled('composeExtension/query'), true, async (context, activity) => {
    const limit = fieldOf(fieldOf(activity.value, 'queryOptions'), 'count');
    const found = await handlers.search({
      ...eventOf(activity),
      ...searchText(activity.value),
      limit: typeof limit === 'number' ? Math.min(limit, defaultResults) : defaultResults,
    });
    await answer(context, resultList(found));
  });

  on(invokeCalled('task/fetch', 'composeExtension/fetchTask'), true, async (context, activity) => {
    const dialog = await handlers.openDialog({ ...eventOf(activity), dialog: dialogName(activity.value) });
    await answer(context, dialog === null ? {} : dialogBody(dialog));
  });

  on(invokeCalled('task/submit', 'composeExtension/submitAction'), true, async (context, activity) => {
    const outcome = await handlers.submitDialog({
      ...answerable(context, activity),
      dialog: dialogName(activity.value),
      from: activity.name === 'task/submit' ? 'chat' : 'compose',
      values: textsIn(fieldOf(activity.value, 'data')),
    });
    await answer(context, outcomeBody(outcome));
  });

  on(
    activityCalled('message', ({ value }) => commandIn(value) !== null),
    false,
    async (context, activity) => {
      await handlers.action(clicked(context, activity, commandIn(activity.value) ?? '', 'submit'));
    },
  );

  on(activityCalled('message'), false, async (context, activity) => {
    const { recipient, entities, text } = activity;
    const mentions = entities.flatMap(({ type, mentioned, text: spelled }) =>
      type === 'mention' && mentioned?.id === recipient.id && spelled !== undefined ? [spelled] : [],
    );
    await handlers.command({ ...answerable(context, activity), text: text ?? '', mentions });
  });

  const presence = (change: 'added' | 'upgraded' | 'removed') => (context: TurnContext, activity: Incoming) =>
    handlers.presence({ ...answerable(context, activity), change });
  const about = (members: readonly { readonly id: string }[], { recipient }: Incoming) =>
    members.some(({ id }) => id === recipient.id);

  on(
    activityCalled('conversationUpdate', (one) => about(one.membersAdded, one)),
    false,
    presence('added'),
  );
  on(
    activityCalled('conversationUpdate', (one) => about(one.membersRemoved, one)),
    false,
    presence('removed'),
  );
  on(
    activityCalled('installationUpdate', ({ action }) => action === 'add'),
    false,
    presence('added'),
  );
  on(
    activityCalled('installationUpdate', ({ action }) => action === 'add-upgrade'),
    false,
    presence('upgraded'),
  );
  on(
    activityCalled('installationUpdate', ({ action }) => action === 'remove'),
    false,
    presence('removed'),
  );
  return application;
}

/** A dialog is named by the button's data, or by the compose command that opened it. */
function dialogName(value: unknown): string {
  const name = fieldOf(fieldOf(value, 'data'), 'dialog') ?? fieldOf(value, 'commandId');
  return typeof name === 'string' ? name : '';
}
