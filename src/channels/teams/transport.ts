import type { IRouter } from 'express';
import type { Language } from '../../catalog/text.ts';
import type { Actor } from '../../commands/actor.ts';
import type { ConversationReference } from './conversation-reference.ts';

/*
 * What the Teams channel asks of a chat SDK, and all that it knows of one. Only `wire/` fulfils it, so that another SDK
 * is another `wire/`. Cards are plain JSON.
 */

/** An Adaptive Card as JSON, which nothing on this side of the transport looks into. */
export interface CardJson {
  readonly type: 'AdaptiveCard';
}

/** One message: a card, and the plain line that notifications show of it. */
export interface Message {
  readonly card: CardJson;
  readonly summary: string;
}

/**
 * What became of a message that was posted or changed. `lost` may have arrived or not, so nobody may send it again
 * unseen; `refused` and `throttled` did not arrive.
 */
export type Delivery =
  | { readonly kind: 'sent'; readonly id: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'lost'; readonly reason: string }
  /** Not sent at all: the service URL is not one that a token may go to, or no token was to be had. */
  | { readonly kind: 'withheld'; readonly reason: string };

/** What every event from Teams bears. */
export interface Event {
  /** The activity's id, the same when Teams delivers it again; empty where there is none. */
  readonly id: string;
  readonly reference: ConversationReference;
  readonly actor: Actor;
  /** The language of the client; null where it tells none. */
  readonly language: Language | null;
}

/** An event that can be answered in its own place, in a channel in its thread. */
export interface Answerable extends Event {
  reply(message: Message): Promise<Delivery>;
}

/** A typed line, as Teams spells it: with mentions, entities and tags. `mention` is how it spells the bot's own name. */
export interface Asked extends Answerable {
  readonly text: string;
  readonly mentions: readonly string[];
}

/** A pressed button. */
export interface Clicked extends Answerable {
  readonly command: string;
  /** Id of the message that bears the button. */
  readonly message: string;
  /** `execute` shows what is returned at once; a `submit` comes from clients without Action.Execute and shows nothing. */
  readonly by: 'execute' | 'submit';
  /** Puts another card in the place of the one that bears the button, for everybody. */
  replace(message: Message): Promise<Delivery>;
}

/** A typed search in the message extension. */
export interface Searched extends Event {
  readonly text: string;
  /** True while nothing was typed yet. */
  readonly initial: boolean;
  /** Most results that the client shows. */
  readonly limit: number;
}

/** One search result: what the list shows, and the card that is inserted when it is picked. */
export interface Found {
  readonly title: string;
  readonly text: string;
  readonly card: CardJson;
}

/** What a dialog sends, as strings by input id. `from` is where it was opened: a chat's button, or the compose box. */
export interface DialogFilled extends Answerable {
  readonly dialog: string;
  readonly from: 'chat' | 'compose';
  readonly values: Readonly<Record<string, string>>;
}

export interface DialogAsked extends Event {
  readonly dialog: string;
}

/** A dialog window: its title bar, and the card that it shows. */
export interface Dialog {
  readonly title: string;
  readonly card: CardJson;
}

/** What happens when a dialog was filled in: it shows another card, hands a card to the compose box, or closes. */
export type DialogOutcome =
  | { readonly kind: 'show'; readonly dialog: Dialog }
  | { readonly kind: 'insert'; readonly found: Found }
  | { readonly kind: 'close' };

/** The app came to a chat, or left it. */
export interface Presence extends Answerable {
  readonly change: 'added' | 'upgraded' | 'removed';
}

/** Handlers may throw: the transport logs it and Teams gets an error status. */
export interface Transport {
  /** Takes Teams' requests on this path. */
  mount(router: IRouter): void;
  onCommand(handler: (asked: Asked) => Promise<void>): void;
  /** Returns the card to show in place of the one clicked on, or one plain line to show under it. */
  onAction(handler: (clicked: Clicked) => Promise<CardJson | string>): void;
  onSearch(handler: (searched: Searched) => Promise<readonly Found[]>): void;
  onDialog(
    open: (asked: DialogAsked) => Promise<Dialog | null>,
    submit: (filled: DialogFilled) => Promise<DialogOutcome>,
  ): void;
  onPresence(handler: (presence: Presence) => Promise<void>): void;
  /** Posts to a chat unasked. */
  send(reference: ConversationReference, message: Message): Promise<Delivery>;
  /** Puts another card in the place of a message, at most once a second for each; the last one wins. */
  update(reference: ConversationReference, id: string, message: Message): Promise<Delivery>;
}
