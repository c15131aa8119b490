import type { Language } from '../../../catalog/text.ts';
import type { Scope } from '../../../store/conversations.ts';
import type { ConversationReference } from '../conversation-reference.ts';
import type { Event } from '../transport.ts';
import { type Incoming, tenantOf } from './incoming.ts';

/** Teams' names for what kind of chat it is. */
const scopes: ReadonlyMap<string, Scope> = new Map([
  ['personal', 'personal'],
  ['groupChat', 'group'],
  ['channel', 'channel'],
]);

function languageOf({ locale, entities }: Incoming): Language | null {
  const told = locale ?? entities.find(({ type }) => type === 'clientInfo')?.locale;
  if (told === undefined) return null;
  return /^nl\b/i.test(told) ? 'nl' : 'en';
}

/** The chat that an activity came from, in a channel with its thread. */
export function referenceIn(activity: Incoming): ConversationReference {
  const { serviceUrl, conversation, recipient } = activity;
  return {
    serviceUrl,
    tenant: tenantOf(activity),
    conversation: conversation.id,
    // A chat of a kind that is not known has other readers until it says otherwise: nothing secret is shown there.
    scope: scopes.get(conversation.conversationType ?? '') ?? 'group',
    bot: { id: recipient.id, name: recipient.name ?? '' },
  };
}

/** What every kind of activity tells. A person is known by the Entra object id; bots and guests have none. */
export function eventOf(activity: Incoming): Event {
  return {
    id: activity.id,
    reference: referenceIn(activity),
    actor: { platform: 'teams', tenant: tenantOf(activity), user: activity.from.aadObjectId ?? activity.from.id },
    language: languageOf(activity),
  };
}
