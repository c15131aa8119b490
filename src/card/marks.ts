import type { Tone } from './card.ts';

/** What a tone looks like in a terminal, where old console fonts have little beyond ASCII. */
export const plainMarks: Readonly<Record<Tone, string>> = { neutral: 'i', good: '+', warning: '!', bad: 'x' };

/** What a tone looks like in chat, beside colour and never instead of it. */
export const emojiMarks: Readonly<Record<Tone, string>> = { neutral: 'ℹ️', good: '✅', warning: '⚠️', bad: '❌' };

/** A card's title as chat shows it: an ordinary card bears no mark. */
export function markedTitle(title: string, tone: Tone): string {
  return tone === 'neutral' ? title : `${emojiMarks[tone]} ${title}`;
}

/** What stands in for an empty text, where a platform refuses one. */
export const nothing = '–';
