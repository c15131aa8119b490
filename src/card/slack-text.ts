import type { PlainTextElement, RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { nothing } from './marks.ts';

/** Text that Slack shows as it is: no markup, no emoji aliases. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** A block of one paragraph of rich text. */
export function rich(...elements: RichTextElement[]): RichTextBlock {
  return { type: 'rich_text', elements: [section(...elements)] };
}

/** A paragraph, or an item of a list. */
export function section(...elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

/** A text as it stands; a dash for an empty one, which Slack refuses. */
export function shown(text: string): string {
  return text.trim() === '' ? nothing : text;
}
