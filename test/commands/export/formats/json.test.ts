import assert from 'node:assert/strict';
import { renderJson } from '../../../../src/commands/export/formats/json.ts';
import { spellQuery } from '../../../../src/commands/ports/query.ts';
import { questions, requested } from '../typed.ts';

describe('export as JSON', () => {
  it('holds the whole request, texts in both languages, as JSON that a parser reads', () => {
    for (const question of questions) {
      const request = requested(question);
      const file: unknown = JSON.parse(renderJson(request));
      const { rules, placeholders, leftOut } = request;
      assert.deepEqual(
        file,
        JSON.parse(
          JSON.stringify({
            kind: 'firewall-request',
            question: spellQuery('export', request.query),
            edition: request.query.edition,
            rules,
            placeholders,
            leftOut,
          }),
        ),
        question,
      );
    }
  });
});
