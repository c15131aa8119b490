import { card } from '../../card/card.ts';
import { renderTeams } from '../../card/teams.ts';
import { type Language, text } from '../../catalog/text.ts';
import type { Scope } from '../../store/conversations.ts';
import type { Message } from './transport.ts';

const say = {
  title: text('Portolan', 'Portolan'),
  what: text(
    'I answer which ports, endpoints, hardware and prerequisites hybrid identity needs, each with its source.',
    'Ik beantwoord welke poorten, eindpunten, hardware en voorwaarden hybride identiteit nodig heeft, elk met de bron.',
  ),
  how: {
    personal: text('Type a question, or press one of these.', 'Typ een vraag, of druk op een van deze.'),
    group: text(
      'Mention me with a question, or press one of these.',
      'Noem mij met een vraag, of druk op een van deze.',
    ),
    channel: text(
      'Mention me with a question: the answer comes in the same thread.',
      'Noem mij met een vraag: het antwoord komt in dezelfde draad.',
    ),
  },
  help: text('What can I ask?', 'Wat kan ik vragen?'),
} as const;

/** The message with which the app introduces itself to a chat that it came to. */
export function welcome(scope: Scope, language: Language): Message {
  const [page] = renderTeams(
    card({
      title: say.title[language],
      command: 'help',
      body: [
        { kind: 'paragraph', text: say.what[language] },
        { kind: 'paragraph', text: say.how[scope][language] },
      ],
      actions: [
        { label: 'ports adfs wap', command: 'ports adfs wap' },
        { label: 'sizing 250000', command: 'sizing 250000' },
        { label: say.help[language], command: 'help' },
      ],
    }),
    { language },
  );
  if (page === undefined) throw new TypeError('a card has no page');
  return { card: page.card, summary: page.text };
}
