import * as v from 'valibot';
import type { Conversation, Scope } from '../../store/conversations.ts';
import type { JsonObject } from '../../store/json.ts';

/** A Teams chat and how to write to it: Portolan's own form, which outlives any SDK. All of it is JSON. */
export interface ConversationReference {
  /** Where Teams takes messages for this chat. Its host is checked before every use. */
  readonly serviceUrl: string;
  /** Entra tenant id, lower case. */
  readonly tenant: string;
  /** The chat's id. In a channel it may name one thread: `…;messageid=…`. */
  readonly conversation: string;
  readonly scope: Scope;
  /** The bot as this chat knows it. */
  readonly bot: { readonly id: string; readonly name: string };
}

/** The chat without its thread: a channel is stored once, not once for every thread in it. */
export function withoutThread(conversation: string): string {
  return conversation.replace(/;messageid=.*$/s, '');
}

/** The same chat, to write to it at its top. */
export function topOf(reference: ConversationReference): ConversationReference {
  return { ...reference, conversation: withoutThread(reference.conversation) };
}

/** What the store keeps of a chat. */
export function storedForm(reference: ConversationReference): Conversation {
  const { serviceUrl, tenant, conversation, scope, bot } = topOf(reference);
  return { platform: 'teams', tenant, conversation, scope, serviceUrl, reference: { bot } satisfies JsonObject };
}

const storedReference = v.object({ bot: v.object({ id: v.string(), name: v.string() }) });

/** A stored chat as a reference again; null where it was stored in a form that this version does not know. */
export function referenceOf(stored: Conversation): ConversationReference | null {
  const { serviceUrl, tenant, conversation, scope } = stored;
  const parsed = v.safeParse(storedReference, stored.reference);
  if (stored.platform !== 'teams' || !parsed.success || serviceUrl === null) return null;
  return { serviceUrl, tenant, conversation, scope, bot: parsed.output.bot };
}
