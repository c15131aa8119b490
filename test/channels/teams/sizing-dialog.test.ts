import assert from 'node:assert/strict';
import { sizingForm, sizingLine } from '../../../src/channels/teams/sizing-dialog.ts';

describe('the sizing dialog', () => {
  const cases: readonly (readonly [values: Readonly<Record<string, string>>, line: string])[] = [
    [{ objects: '250000' }, 'sizing 250000'],
    [{ objects: '250 000' }, 'sizing "250 000"'],
    [{ objects: '80k', growth: '20', years: '3' }, 'sizing 80k +20%/y 3y'],
    [{ objects: '80k', growth: '20' }, 'sizing 80k +20%/y'],
    [{ objects: '80k', growth: '0', years: '3' }, 'sizing 80k'],
    [{ objects: '80k', growth: '', years: '3' }, 'sizing 80k'],
    [{ objects: '1" --lang "nl' }, 'sizing "1 --lang nl"'],
    [{}, 'sizing'],
  ];
  for (const [values, line] of cases)
    it(`asks ${line} for ${JSON.stringify(values)}`, () => assert.equal(sizingLine(values), line));

  it('shows again what was filled in, and what was wrong with it, as plain text', () => {
    const { card } = sizingForm('nl', { objects: 'veel', growth: '20' }, 'Geen [getal](http://x)');
    const json = JSON.stringify(card);
    assert.match(json, /"value":"veel"/);
    assert.match(json, /"value":20/);
    assert.match(json, /"type":"TextRun","text":"Geen \[getal\]\(http:\/\/x\)"/);
  });
});
