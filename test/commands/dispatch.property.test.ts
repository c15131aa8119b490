import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderMarkdown } from '../../src/card/markdown.ts';
import { renderText } from '../../src/card/text.ts';
import type { Language } from '../../src/catalog/text.ts';
import { type Reply, replyCard } from '../../src/commands/reply.ts';
import { ask } from './asking.ts';
import { anyText, knownPhrase, nearlyLine } from './lines.ts';

const anyLine = fc.oneof(anyText, nearlyLine);
const language = fc.constantFrom<Language>('en', 'nl');

/** What must never reach a screen: controls but for line feeds, bidirectional controls, invisible marks, half characters. */
const forbidden = /[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]--\n]/v;

function assertShowable(reply: Reply): void {
  const card = replyCard(reply);
  const { language: shown } = reply;
  assert.doesNotMatch(renderText(card, { width: 80, color: false, language: shown }), forbidden);
  assert.doesNotMatch(renderMarkdown(card, { language: shown }), forbidden);
}

/** Answered, or naming a runner or a probe that is not there: only the estate knows. */
function isUnderstood(outcome: Reply['outcome']): boolean {
  return outcome.kind === 'answer' || (outcome.kind === 'refusal' && outcome.code === 'unknown-name');
}

describe('dispatch, for any line at all', () => {
  // `ask` fails on a fault: its surroundings throw what would be reported.
  it('answers or refuses, never throws, and shows nothing that a screen could obey', async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, language, async (line, asked) => {
        const reply = await ask(line, asked);
        assert.notEqual(reply.outcome.kind, 'fault');
        assertShowable(reply);
      }),
      { numRuns: 1_000 },
    );
  }).timeout(60_000);

  it('does so for lines of thousands of characters', async () => {
    const long = fc.tuple(anyLine, fc.integer({ min: 1, max: 400 })).map(([line, times]) => `${line} `.repeat(times));
    await fc.assert(
      fc.asyncProperty(long, language, async (line, asked) => {
        assertShowable(await ask(line, asked));
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);

  it('has a sentence in both languages for every refusal, and suggests only lines that are understood', async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, async (line) => {
        const { outcome } = await ask(line);
        if (outcome.kind !== 'refusal') return;
        assert.ok(outcome.message.en.length > 0 && outcome.message.nl.length > 0);
        assert.ok(outcome.suggestions.length > 0);
        for (const suggestion of outcome.suggestions)
          assert.ok(isUnderstood((await ask(suggestion)).outcome), suggestion);
      }),
      { numRuns: 1_000 },
    );
  }).timeout(60_000);

  it('gives every answer a line that is answered the same', async () => {
    await fc.assert(
      fc.asyncProperty(nearlyLine, async (line) => {
        const { outcome } = await ask(line);
        if (outcome.kind !== 'answer') return;
        const again = (await ask(outcome.command)).outcome;
        assert.ok(again.kind === 'answer', outcome.command);
        assert.equal(again.command, outcome.command);
        assert.deepEqual(again.result, outcome.result);
      }),
      { numRuns: 1_000 },
    );
  }).timeout(60_000);

  it('mends one slip in a word of the ports vocabulary, or says what is legal', async () => {
    const slip = fc
      .tuple(knownPhrase, fc.nat(), fc.constantFrom('swap', 'drop', 'double', 'replace'))
      .map(([phrase, seed, kind]) => {
        const at = seed % phrase.length;
        const [before, one, after] = [phrase.slice(0, at), phrase.charAt(at), phrase.slice(at + 1)];
        if (kind === 'swap') return `${before}${after.charAt(0)}${one}${after.slice(1)}`;
        if (kind === 'drop') return before + after;
        return kind === 'double' ? `${before}${one}${one}${after}` : `${before}q${after}`;
      });
    await fc.assert(
      fc.asyncProperty(slip, async (typed) => {
        const { outcome } = await ask(`ports ${typed} --required --tcp`);
        if (outcome.kind !== 'refusal' || outcome.code !== 'unknown-word') return;
        for (const suggestion of outcome.suggestions)
          assert.ok(suggestion === 'help ports' || suggestion.endsWith(' --required --tcp'), suggestion);
        if (outcome.suggestions.includes('help ports')) assert.ok(outcome.message.en.includes('; it takes a role ('));
      }),
      { numRuns: 1_000 },
    );
  }).timeout(60_000);
});
