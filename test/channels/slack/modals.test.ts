import assert from 'node:assert/strict';
import { askModal, readReturnPlace, sizingLine, sizingModal } from '../../../src/channels/slack/modals.ts';

function values(objects: string, growth: string, years: string) {
  return {
    objects: { objects: { value: objects } },
    growth: { growth: { value: growth } },
    years: { years: { value: years } },
  };
}

describe('the sizing form', () => {
  for (const [objects, growth, years, line] of [
    ['250000', '', '', 'sizing 250000'],
    ['80k', '20%', '3', 'sizing 80k +20%/y 3y'],
    ['80k', '+20%/y', '3 years', 'sizing 80k +20%/y 3y'],
    ['80k', '-5 %', '2y', 'sizing 80k -5%/y 2y'],
    ['1,2M', '5k', '4 jaar', 'sizing 1,2M +5k/y 4y'],
    ['  250 000 ', '', '', 'sizing 250 000'],
    ['many', '', '', 'sizing many'],
  ] as const)
    it(`spells ${objects}, ${growth || 'no growth'}, ${years || 'no horizon'} as ${line}`, () => {
      assert.equal(sizingLine(values(objects, growth, years)), line);
    });

  it('reads fields that Slack left empty as nothing', () => {
    assert.equal(
      sizingLine({ objects: { objects: { value: '5k' } }, growth: { growth: { value: null } } }),
      'sizing 5k',
    );
  });
});

describe('the place that a form answers to', () => {
  it('comes back from the form', () => {
    const place = { kind: 'ephemeral', url: 'https://hooks.slack.com/x', channel: 'C1' } as const;
    for (const view of [askModal(place, 'en'), sizingModal(place, 'nl')])
      assert.deepEqual(readReturnPlace(view.private_metadata ?? ''), place);
  });

  for (const text of ['', '{', '{"kind":"other"}', 'null'])
    it(`is the direct messages when the form kept ${text || 'nothing'}`, () => {
      assert.deepEqual(readReturnPlace(text), { kind: 'direct' });
    });
});
