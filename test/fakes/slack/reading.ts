import assert from 'node:assert/strict';
import * as v from 'valibot';

const header = v.object({ type: v.literal('header'), text: v.object({ text: v.string() }) });
const styled = v.object({ type: v.literal('mrkdwn'), text: v.string() });
const inline = v.object({
  type: v.picklist(['rich_text_section', 'rich_text_preformatted']),
  elements: v.array(v.unknown()),
});

/** Where text stands in blocks; buttons, settings and styles are no text. */
const textKeys = ['text', 'fields', 'elements', 'rows', 'alt_text'];

/** All that a person reads in blocks, line by line. */
export function readingOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(readingOf).join('\n');
  if (typeof value !== 'object' || value === null || ('type' in value && value.type === 'actions')) return '';
  if (v.is(inline, value)) return v.parse(inline, value).elements.map(readingOf).join('');
  // A label in bold is the one piece of markup that the bot writes.
  if (v.is(styled, value)) return v.parse(styled, value).text.replace(/^\*([^*\n]*)\*$/mu, '$1');
  return Object.entries(value)
    .filter(([key]) => textKeys.includes(key))
    .map(([, inner]) => readingOf(inner))
    .join('\n');
}

/** What stands in the first header of a message. */
export function titleOf(blocks: readonly unknown[]): string {
  const found = blocks.find((block) => v.is(header, block));
  return found === undefined ? '' : v.parse(header, found).text.text;
}

/** The texts of a message that Slack reads as markup. */
function markedIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markedIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = v.is(styled, value) ? [v.parse(styled, value).text] : [];
  return [...own, ...Object.values(value).flatMap(markedIn)];
}

/** Elements of rich text that notify somebody, lead somewhere or turn into a picture or a date. */
const living = /"type":"(?:user|usergroup|channel|broadcast|link|team|emoji|date|color)"|"emoji":true/;

/** Fails when anything in a message could become a mention, a link, markup, a picture or an invisible character. */
export function assertInert(blocks: readonly unknown[], notification: string, typed: string): void {
  assert.doesNotMatch(JSON.stringify(blocks), living, typed);
  // The notification is markup too: what is typed must stand escaped in it.
  assert.doesNotMatch(notification, /[<>]|&(?!amp;|lt;|gt;)/, typed);
  for (const text of markedIn(blocks))
    assert.doesNotMatch(text.replace(/^\*[^*\n]*\*\n/u, ''), /[*_~`<>[\]{}@]|https?:|attacker/, typed);
  const read = readingOf(blocks);
  assert.ok(read.isWellFormed() && notification.isWellFormed(), typed);
  assert.doesNotMatch((read + notification).replaceAll('\n', ''), /[\p{Cc}\u202e\ufeff]/u, typed);
}
