import { type Language, text } from '../../catalog/text.ts';
import type { Answer, Place } from '../../commands/command.ts';
import type { Reply } from '../../commands/reply.ts';
import type { Log } from '../../log.ts';
import type { Conversations } from '../../store/conversations.ts';
import type { Desk } from '../desk.ts';
import { storedForm } from './conversation-reference.ts';
import { fileMessages } from './files.ts';
import type { Once } from './once.ts';
import { type Shown, show, turnsPage } from './pages.ts';
import { search } from './search.ts';
import { openSizing, sizingDialog, sizingForm, sizingLine } from './sizing-dialog.ts';
import type { Answerable, Delivery, Event, Message, Transport } from './transport.ts';
import { typedText } from './typed-text.ts';
import { welcome } from './welcome.ts';

export interface ConversationParts {
  readonly desk: Desk;
  readonly conversations: Conversations;
  readonly once: Once;
  /** For clients that tell no language. */
  readonly language: Language;
  readonly log: Log;
  /** Takes care of work that no request waits for. */
  background(work: Promise<void>): void;
  /** Ends the following of work when the bot stops. */
  readonly signal: AbortSignal;
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
  const { desk, conversations, once, log, background, signal } = parts;
  const languageOf = (event: Event) => event.language ?? parts.language;
  const ask = (event: Event, line: string) =>
    desk.ask({ text: line, language: languageOf(event), actor: event.actor, place: placeOf(event) });

  const note = (event: Event, what: string, delivery: Delivery): void => {
    if (delivery.kind === 'sent') return;
    const { reference } = event;
    log.warn(
      { delivery, conversation: reference.conversation, tenant: reference.tenant },
      `teams: ${what} not delivered`,
    );
  };

  // A chat that cannot be stored costs later messages to it, never this answer.
  const remember = async (event: Event): Promise<void> => {
    try {
      await conversations.save(storedForm(event.reference));
    } catch (err) {
      log.error({ err }, 'teams: conversation not saved');
    }
  };

  const handOver = async (event: Answerable, message: string, shown: Shown, language: Language): Promise<void> => {
    for (const file of shown.files) {
      if (!(await once.file(event, message, file.filename))) continue;
      for (const part of fileMessages(file, language)) note(event, 'file', await event.reply(part));
    }
  };

  /** Fills a message in while its work goes on. Teams waits for no request that long, so nobody waits for this. */
  const follow = async (event: Answerable, message: string, reply: Reply, answers: AsyncIterable<Answer>) => {
    let last: Reply = reply;
    for await (const outcome of answers) {
      last = { ...reply, outcome };
      note(event, 'progress', await transport.update(event.reference, message, show(last).message));
    }
    await handOver(event, message, show(last), reply.language);
  };

  const post = async (event: Answerable, reply: Reply): Promise<void> => {
    const shown = show(reply);
    const delivery = await event.reply(offering(shown, reply));
    note(event, 'answer', delivery);
    if (delivery.kind !== 'sent') return;
    const { outcome } = reply;
    if (outcome.kind === 'answer' && outcome.follow !== null)
      background(follow(event, delivery.id, reply, outcome.follow(signal)));
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
