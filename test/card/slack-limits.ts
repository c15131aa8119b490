import assert from 'node:assert/strict';
import type { SlackPage } from '../../src/card/slack.ts';
import { stringsUnder } from './samples.ts';

/** Fails unless Slack takes this page: its documented limits, and the total that it was measured to refuse. */
export function assertSlackTakes({ blocks, text }: SlackPage): void {
  assert.ok(blocks.length > 0 && blocks.length <= 50, `${blocks.length} blocks`);
  assert.ok(text.length > 0);
  const texts = stringsUnder(blocks, 'text');
  assert.ok(
    texts.every((string) => string.trim() !== ''),
    'an empty text',
  );
  const total = [...texts, text].reduce((sum, string) => sum + string.length, 0);
  assert.ok(total <= 12_000, `${total} characters`);
  assert.ok(blocks.filter(({ type }) => type === 'table').length <= 1, 'two tables');

  const ids: string[] = [];
  for (const block of blocks) {
    switch (block.type) {
      case 'header':
        assert.ok(block.text.text.length <= 150);
        break;
      case 'section':
        assert.ok(block.text !== undefined || block.fields !== undefined);
        assert.ok((block.text?.text.length ?? 0) <= 3000);
        assert.ok((block.fields?.length ?? 0) <= 10);
        assert.ok((block.fields ?? []).every((field) => field.text.length <= 2000));
        break;
      case 'context':
        assert.ok(block.elements.length > 0 && block.elements.length <= 10);
        break;
      case 'rich_text':
        for (const element of block.elements) assert.ok(element.elements.length > 0);
        break;
      case 'table':
        assert.ok(block.rows.length <= 100);
        assert.ok(block.rows.every((row) => row.length <= 20 && row.length === block.rows[0]?.length));
        assert.ok((block.column_settings?.length ?? 0) <= 20);
        assert.ok(stringsUnder(block.rows, 'text').join('').length <= 10_000);
        break;
      case 'image':
        assert.ok(block.alt_text.length > 0 && block.alt_text.length <= 2000);
        break;
      case 'actions':
        assert.ok(block.elements.length > 0 && block.elements.length <= 25);
        for (const element of block.elements) {
          assert.ok(element.type === 'button');
          assert.ok(element.text.text.length <= 75);
          assert.ok((element.value?.length ?? 0) <= 2000);
          ids.push(element.action_id ?? '');
        }
        break;
      default:
        assert.fail(`no ${block.type} block was expected`);
    }
  }
  assert.equal(new Set(ids).size, ids.length, 'an action id twice');
}
