import { type Activity, CardFactory, type ConversationReference as SdkReference, type TurnContext } from 'botbuilder';
import type { ConversationReference } from '../conversation-reference.ts';
import type { Delivery, Message } from '../transport.ts';
import type { PortolanAdapter } from './adapter.ts';
import { deliveryOf } from './connector-failure.ts';
import type { Posting } from './posting.ts';

/** A message as an activity. `summary` is what notifications show; the SDK escapes nothing, and nothing needs it. */
function activityOf({ card, summary }: Message): Partial<Activity> {
  return { type: 'message', attachments: [CardFactory.adaptiveCard(card)], summary };
}

async function sendIn(context: TurnContext, message: Message): Promise<Delivery> {
  try {
    const sent = await context.sendActivity(activityOf(message));
    return { kind: 'sent', id: sent?.id ?? '' };
  } catch (error) {
    return deliveryOf(error);
  }
}

async function replaceIn(context: TurnContext, id: string, message: Message): Promise<Delivery> {
  try {
    await context.updateActivity({ ...activityOf(message), id });
    return { kind: 'sent', id };
  } catch (error) {
    return deliveryOf(error);
  }
}

function sdkReference({ serviceUrl, tenant, conversation, scope, bot }: ConversationReference): SdkReference {
  return {
    channelId: 'msteams',
    serviceUrl,
    bot,
    conversation: {
      id: conversation,
      tenantId: tenant,
      isGroup: scope !== 'personal',
      conversationType: scope === 'group' ? 'groupChat' : scope,
      name: '',
    },
  };
}

/** The ways out to Teams: inside a turn, where the SDK holds a connection already, and unasked. */
export interface Outlet {
  reply(context: TurnContext, message: Message): Promise<Delivery>;
  replace(context: TurnContext, id: string, message: Message): Promise<Delivery>;
  send(reference: ConversationReference, message: Message): Promise<Delivery>;
  update(reference: ConversationReference, id: string, message: Message): Promise<Delivery>;
}

/** Everything that is posted goes through `posting`, so that throttling and pacing hold for all of it. */
export function createOutlet(adapter: PortolanAdapter, appId: string, posting: Posting): Outlet {
  const unasked = async (
    reference: ConversationReference,
    act: (context: TurnContext) => Promise<Delivery>,
  ): Promise<Delivery> => {
    let delivery: Delivery = { kind: 'withheld', reason: 'no turn' };
    try {
      await adapter.continueConversationAsync(appId, sdkReference(reference), async (context) => {
        // The SDK makes up an activity to go on from, and would post as a reply to it.
        delete context.activity.id;
        delivery = await act(context);
      });
    } catch (error) {
      return deliveryOf(error);
    }
    return delivery;
  };
  const chatOf = (context: TurnContext) => context.activity.conversation.id;

  return {
    reply: (context, message) => posting.post(chatOf(context), () => sendIn(context, message)),
    replace: (context, id, message) => posting.update(chatOf(context), id, () => replaceIn(context, id, message)),
    send: (reference, message) =>
      posting.post(reference.conversation, () => unasked(reference, (context) => sendIn(context, message))),
    update: (reference, id, message) =>
      posting.update(reference.conversation, id, () =>
        unasked(reference, (context) => replaceIn(context, id, message)),
      ),
  };
}
