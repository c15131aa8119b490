import type { HomeView, KnownBlock } from '@slack/types';
import { shorten } from '../../card/split-text.ts';
import { visible } from '../../card/visible.ts';
import { type Language, text } from '../../catalog/text.ts';
import { manual } from '../../commands/manual.ts';
import { toolIds } from './tools.ts';

const say = {
  title: text('What hybrid identity needs', 'Wat hybride identiteit nodig heeft'),
  how: text(
    'Ask with a slash command, mention me in a channel, or write to me under Messages. Press a button here and the answer comes to Messages.',
    'Vraag het met een slash-opdracht, noem mij in een kanaal of schrijf mij onder Berichten. Een knop hier stuurt het antwoord naar Berichten.',
  ),
  ask: text('Ask…', 'Vragen…'),
  size: text('Size an estate…', 'Omvang bepalen…'),
  recent: text('Asked lately', 'Onlangs gevraagd'),
  none: text('Nothing yet.', 'Nog niets.'),
  commands: text('What I answer', 'Wat ik beantwoord'),
} as const;

/** Slack's limits of a button. */
const maxLabel = 75;
const maxValue = 2000;
/** Questions shown; more would push the commands off the screen. */
const maxRecent = 10;

function plain(words: string) {
  return { type: 'plain_text', text: words, emoji: false } as const;
}

function button(id: string, label: string, value: string) {
  return { type: 'button', action_id: id, text: plain(shorten(visible(label), maxLabel)), value } as const;
}

function recentBlock(recent: readonly string[], language: Language): KnownBlock {
  const shown = recent.filter((line) => line.trim() !== '' && line.length <= maxValue).slice(0, maxRecent);
  if (shown.length === 0) return { type: 'section', text: plain(say.none[language]) };
  return { type: 'actions', elements: shown.map((line, index) => button(`recent-${index}`, line, line)) };
}

/** The start page: what can be asked, and what this person asked last. Every button carries a command line. */
export function homeView(recent: readonly string[], language: Language): HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain(say.title[language]) },
      { type: 'section', text: plain(say.how[language]) },
      {
        type: 'actions',
        elements: [
          button(toolIds.openAsk, say.ask[language], 'help'),
          button(toolIds.openSizing, say.size[language], 'sizing'),
        ],
      },
      { type: 'header', text: plain(say.recent[language]) },
      recentBlock(recent, language),
      { type: 'divider' },
      { type: 'header', text: plain(say.commands[language]) },
      ...manual.map(
        ({ name, summary, examples: [example] }): KnownBlock => ({
          type: 'section',
          text: plain(`${name}: ${summary[language]}`),
          accessory: button('example', example.line, example.line),
        }),
      ),
    ],
  };
}
