import assert from 'node:assert/strict';
import { readingOf } from './playground.ts';

/** What people and attackers type that must not come to life in an answer. */
export const naughty: readonly string[] = [
  '<script>alert(1)</script>',
  '[click](https://attacker.example)',
  'https://attacker.example',
  '<at>everyone</at>',
  '<at id="0">Portolan</at>',
  '&lt;at&gt;everyone&lt;/at&gt;',
  '**bold** _it_ ~x~ `code`',
  '{{DATE(2026-01-01T00:00:00Z,SHORT)}} \u0024{$data}',
  '\u202etxt.exe \u0000 \u0007 \ufeff',
  '😀'.repeat(500),
  'a'.repeat(7_000),
  "'; drop table conversation; --",
  '../../etc/passwd',
  '%s%n%x \u0024{jndi:ldap://x}',
  '__proto__ constructor',
  '\ud800',
  '',
  '   ',
];

/** The texts of a card that clients read as Markdown. */
function markdownIn(card: unknown): readonly string[] {
  if (Array.isArray(card)) return card.flatMap(markdownIn);
  if (typeof card !== 'object' || card === null) return [];
  const block = 'type' in card && card.type === 'TextBlock' && 'text' in card ? [String(card.text)] : [];
  const fact = 'title' in card && 'value' in card ? [`${card.title} ${card.value}`] : [];
  const fallback = 'fallbackText' in card ? [String(card.fallbackText)] : [];
  return [...block, ...fact, ...fallback, ...Object.values(card).flatMap(markdownIn)];
}

/** Fails when anything in a card could become a link, a mention, markup, a date or an invisible character. */
export function assertInert(card: unknown, typed: string): void {
  assert.notEqual(card, null, typed);
  for (const text of markdownIn(card)) assert.doesNotMatch(text, /[*_~`<>[\]{}$]|https?:|attacker/, typed);
  assert.doesNotMatch(JSON.stringify(card), /\{\{(DATE|TIME)|"type":"mention"/, typed);
  const read = readingOf(card).replaceAll('\n', '');
  assert.ok(read.isWellFormed(), typed);
  assert.doesNotMatch(read, /[\p{Cc}\u202e\ufeff]/u, typed);
}
