import { type Language, text } from '../../catalog/text.ts';
import type { Place } from '../../commands/command.ts';
import type { Reply } from '../../commands/reply.ts';
import type { Log } from '../../log.ts';
import type { Conversations } from '../../store/conversations.ts';
import type { Desk } from '../desk.ts';
import { storedForm } from './conversation-reference.ts';
import type { Deliveries } from './deliveries.ts';
import type { Live } from './live.ts';
import type { Once } from './once.ts';
import { type Shown, show, turnsPage } from './pages.ts';
import { search } from './search.ts';
import { openSizing, sizingDialog, sizingForm, sizingLine } from './sizing-dialog.ts';
import type { Answerable, Event, Message, Transport } from './transport.ts';
import { typedText } from './typed-text.ts';
import { welcome } from './welcome.ts';

export interface ConversationParts {
  readonly desk: Desk;
  readonly conversations: Conversations;
  readonly once: Once;
  /** For clients that tell no language. */
  readonly language: Language;
  readonly log: Log;
  readonly live: Live;
  readonly deliveries: Deliveries;
  /** Takes care of work that no request waits for. */
  background(work: () => Promise<void>): void;
}

/** What stands under a card after a button that was answered in a message of its own. */
const below = text('Answered in a new message.', 'Beantwoord in een nieuw bericht.');

/** Teams shows six buttons under a card. */
const maxButtons = 6;

/** A sizing answer also offers the dialog, where there is room for its button. */
function offering(shown: Shown, reply: Reply): Message {
  const { card } = shown;
  const actions = card.actions ?? [];
  if (reply.outcome.kind !== 'answer' || reply.outcome.name !== 'sizing' || actions.length >= maxButtons)
    return shown.message;
  const offered = { ...card, actions: [...actions, openSizing(reply.language)] };
  return { ...shown.message, card: offered };
}

/** Where an event comes from. Nothing can be shown to one person of several in Teams. */
function placeOf({ reference: { conversation, scope } }: Event): Place {
  return { conversation, privately: scope === 'personal' };
}

/** Registers what the channel does with each thing that people do in Teams. */
export function converse(transport: Transport, parts: ConversationParts): void {
  const { desk, conversations, once, log, live, deliveries, background } = parts;
  const { note } = deliveries;
  const languageOf = (event: Event) => event.language ?? parts.language;
  const ask = (event: Event, line: string) =>
    desk.ask({ text: line, language: languageOf(event), actor: event.actor, place: placeOf(event) });

  // A chat that cannot be stored costs later messages to it, never this answer.
  const remember = async (event: Event): Promise<void> => {
    try {
      await conversations.save(storedForm(event.reference));
    } catch (err) {
      log.error({ err }, 'teams: conversation not saved');
    }
  };

  const handOver = ({ reference, reply }: Answerable, message: string, { files }: Shown, language: Language) =>
    deliveries.handOver({ reference, message }, { files, language }, reply);

  const post = async (event: Answerable, reply: Reply): Promise<void> => {
    const shown = show(reply);
    const delivery = await event.reply(offering(shown, reply));
    note(event, 'answer', delivery);
    if (delivery.kind !== 'sent') return;
    if (live.isOngoing(reply)) background(() => live.follow(event, delivery.id, reply));
    else await handOver(event, delivery.id, shown, reply.language);
  };

  transport.onCommand(async (asked) => {
    if (!(await once.delivery(asked))) return;
    const [reply] = await Promise.all([ask(asked, typedText(asked.text, asked.mentions)), remember(asked)]);
    await post(asked, reply);
  });

  transport.onAction(async (clicked) => {
    const inPlace = turnsPage(clicked.command);
    // Turning a page twice shows the same page; anything else posts, and may do so once.
    if (!inPlace && !((await once.delivery(clicked)) && (await once.click(clicked)))) return below[languageOf(clicked)];
    const reply = await ask(clicked, clicked.command);
    if (!inPlace) {
      await post(clicked, reply);
      return below[reply.language];
    }
    const shown = show(reply);
    const message = offering(shown, reply);
    if (clicked.by === 'submit') note(clicked, 'page', await clicked.replace(message));
    await handOver(clicked, clicked.message, shown, reply.language);
    return message.card;
  });

  transport.onSearch((searched) => search(desk, { ...searched, text: typedText(searched.text) }, languageOf(searched)));

  transport.onDialog(
    async (asked) => (asked.dialog === sizingDialog ? sizingForm(languageOf(asked)) : null),
    async (filled) => {
      if (filled.dialog !== sizingDialog) return { kind: 'close' };
      const reply = await ask(filled, sizingLine(filled.values));
      const { outcome, language } = reply;
      if (outcome.kind === 'refusal')
        return { kind: 'show', dialog: sizingForm(language, filled.values, outcome.message[language]) };
      const { card, summary } = show(reply).message;
      if (filled.from === 'compose') return { kind: 'insert', found: { title: summary, text: '', card } };
      if (await once.delivery(filled)) await post(filled, reply);
      return { kind: 'close' };
    },
  );

  transport.onPresence(async (presence) => {
    const { reference, change } = presence;
    if (change === 'removed') {
      const { platform, tenant, conversation } = storedForm(reference);
      await conversations.leave({ platform, tenant, conversation });
      return;
    }
    await remember(presence);
    if (change === 'added' && (await once.arrival(presence)))
      note(presence, 'welcome', await presence.reply(welcome(reference.scope, languageOf(presence))));
  });
}
