import { type Card, card } from '../card/card.ts';
import { type Language, type Text, text } from '../catalog/text.ts';
import type { Answer } from './command.ts';
import type { Refusal } from './refusal.ts';

/** Something went wrong that is not the asker's doing. The reference finds it in the log. */
export interface Fault {
  readonly kind: 'fault';
  readonly reference: string;
}

/** What comes back for a request: the outcome, the language to say it in, and which page of it was asked for. */
export interface Reply {
  readonly outcome: Answer | Refusal | Fault;
  readonly language: Language;
  /** Counted from 1. */
  readonly page: number;
}

const say = {
  misunderstood: text('I did not understand that', 'Dat heb ik niet begrepen'),
  forbidden: text('You may not do that', 'Dat mag u niet'),
  elsewhere: text('Not here', 'Niet hier'),
  impossible: text('That cannot be done', 'Dat gaat niet'),
  fault: text('Something went wrong here', 'Hier ging iets mis'),
  help: text('What can I ask?', 'Wat kan ik vragen?'),
} as const;

function refusalTitle({ code }: Refusal): Text {
  switch (code) {
    case 'not-allowed':
      return say.forbidden;
    case 'not-here':
      return say.elsewhere;
    case 'unknown-name':
      return say.impossible;
    default:
      return say.misunderstood;
  }
}

function refusalCard(refusal: Refusal, language: Language): Card {
  const suggestions = refusal.suggestions.map((command) => ({ label: command, command }));
  return card({
    title: refusalTitle(refusal)[language],
    tone: 'warning',
    command: 'help',
    body: [{ kind: 'paragraph', text: refusal.message[language] }],
    actions: suggestions.length > 0 ? suggestions : [{ label: say.help[language], command: 'help' }],
  });
}

function faultCard(fault: Fault, language: Language): Card {
  const sentence = text(
    `Nothing was changed. Try again; if it stays, report reference ${fault.reference}.`,
    `Er is niets gewijzigd. Probeer het opnieuw; blijft het zo, meld dan kenmerk ${fault.reference}.`,
  );
  return card({
    title: say.fault[language],
    tone: 'bad',
    command: 'help',
    body: [{ kind: 'paragraph', text: sentence[language] }],
  });
}

/** The message for any reply, in the reply's language. */
export function replyCard({ outcome, language }: Pick<Reply, 'outcome' | 'language'>): Card {
  switch (outcome.kind) {
    case 'answer':
      return outcome.card(language);
    case 'refusal':
      return refusalCard(outcome, language);
    case 'fault':
      return faultCard(outcome, language);
  }
}
