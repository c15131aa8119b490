import assert from 'node:assert/strict';
import { renderText } from '../../src/card/text.ts';
import { text } from '../../src/catalog/text.ts';
import { refuse } from '../../src/commands/refusal.ts';
import { replyCard } from '../../src/commands/reply.ts';
import { answer } from './asking.ts';
import { assertReadable, cardTexts } from './typed-line.ts';

describe('the message of a reply', () => {
  it('is an answer’s own card in the reply’s language', async () => {
    const outcome = await answer('ports adfs wap');
    assert.equal(replyCard({ outcome, language: 'nl' }).title, 'Poorten · AD FS ↔ WAP');
    assert.equal(replyCard({ outcome, language: 'en' }).title, 'Ports · AD FS ↔ WAP');
  });

  it('tells a refusal and offers its suggestions as buttons that ask them', () => {
    const outcome = refuse('unknown-word', text('What is “adsf”?', 'Wat is “adsf”?'), ['ports adfs', 'ports adws']);
    const card = replyCard({ outcome, language: 'en' });
    assert.equal(card.tone, 'warning');
    assert.ok(cardTexts(card).includes('What is “adsf”?'));
    assert.deepEqual(card.actions, [
      { label: 'ports adfs', command: 'ports adfs' },
      { label: 'ports adws', command: 'ports adws' },
    ]);
    assertReadable({ ...replyCard({ outcome, language: 'nl' }), actions: [] }, 'nl');
  });

  it('offers help where a refusal has nothing to suggest', () => {
    const outcome = refuse('unknown-word', text('What?', 'Wat?'));
    assert.deepEqual(replyCard({ outcome, language: 'nl' }).actions, [
      { label: 'Wat kan ik vragen?', command: 'help' },
    ]);
  });

  it('tells a fault with its reference, and nothing of its cause', () => {
    const outcome = { kind: 'fault', reference: 'f-1a2b' } as const;
    for (const language of ['en', 'nl'] as const) {
      const card = replyCard({ outcome, language });
      assert.equal(card.tone, 'bad');
      assert.ok(cardTexts(card).some((line) => line.includes('f-1a2b')));
      assertReadable(card, language);
    }
  });

  it('shows what was typed with its control characters spelled out', () => {
    const message = text('“ad\u202efs\u001b[31m”', '“ad\u202efs\u001b[31m”');
    const shown = renderText(replyCard({ outcome: refuse('unknown-word', message), language: 'en' }), {
      width: 80,
      color: false,
      language: 'en',
    });
    assert.ok(shown.includes('“ad\\u202efs\\u001b[31m”'), shown);
  });
});
