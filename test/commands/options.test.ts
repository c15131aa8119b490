import assert from 'node:assert/strict';
import { readWords } from '../../src/commands/grammar/words.ts';
import { type OptionShape, spellOptions, takeOptions } from '../../src/commands/options.ts';
import type { Refusal } from '../../src/commands/refusal.ts';

const shapes: Readonly<Record<string, OptionShape>> = { edition: 'value', udp: 'flag', tcp: 'flag' };

function take(line: string) {
  return takeOptions(readWords(line), shapes, 'ports');
}

/** Options as entries, and the words that are left. */
function taken(line: string): readonly [options: object, words: string] {
  const reading = take(line);
  assert.ok(reading.kind === 'taken', line);
  return [Object.fromEntries(reading.options), reading.words.map((word) => word.text).join(' ')];
}

function refused(line: string): Refusal {
  const reading = take(line);
  assert.ok(reading.kind === 'refusal', line);
  return reading;
}

describe('options', () => {
  const spellings: readonly (readonly [string, object, string])[] = [
    ['adfs', {}, 'adfs'],
    ['adfs --edition 2017 wap', { edition: '2017' }, 'adfs wap'],
    ['--edition=2017 adfs', { edition: '2017' }, 'adfs'],
    ['--edition= 2017 adfs', { edition: '2017' }, 'adfs'],
    ['--edition:2017 adfs', { edition: '2017' }, 'adfs'],
    ['--edition "2017" adfs', { edition: '2017' }, 'adfs'],
    ['--edition="of 2017" adfs', { edition: 'of 2017' }, 'adfs'],
    ['--edition=“2017” adfs', { edition: '2017' }, 'adfs'],
    ['--EDITION 2017', { edition: '2017' }, ''],
    ['—edition 2017', { edition: '2017' }, ''],
    ['-edition 2017', { edition: '2017' }, ''],
    ['-Edition:2017', { edition: '2017' }, ''],
    ['--udp adfs', { udp: null }, 'adfs'],
    ['--udp --tcp', { udp: null, tcp: null }, ''],
    ['adfs -udp', { udp: null }, 'adfs'],
    ['--page 2 --lang nl', { page: '2', lang: 'nl' }, ''],
    // No option has that name, so that the word is left for the command to name.
    ['-foo', {}, '-foo'],
    ['-5', {}, '-5'],
  ];
  for (const [line, options, words] of spellings)
    it(`are taken out of “${line}”`, () => assert.deepEqual(taken(line), [options, words]));

  it('that the command does not have are refused with those it has', () => {
    const { code, message, suggestions } = refused('adfs --foo');
    assert.equal(code, 'unknown-option');
    assert.equal(message.en, 'There is no option --foo here; there are --edition, --udp, --tcp, --page, --lang.');
    assert.equal(message.nl, 'De optie --foo bestaat hier niet; wel --edition, --udp, --tcp, --page, --lang.');
    assert.deepEqual(suggestions, []);
  });

  it('that are mistyped are mended in their place, with their value', () => {
    assert.deepEqual(refused('adfs --edtion 2017 wap').suggestions, ['ports adfs --edition 2017 wap']);
    assert.deepEqual(refused('adfs --editon=2017').suggestions, ['ports adfs --edition=2017']);
    assert.deepEqual(refused('--upd').suggestions, ['ports --udp']);
  });

  it('without their value are refused', () => {
    for (const line of ['--edition', 'adfs --edition', '--edition --udp', '--edition=', '--edition -> adfs']) {
      const { code, message } = refused(line);
      assert.equal(code, 'bad-option', line);
      assert.equal(message.en, '--edition needs a value after it.');
      assert.equal(message.nl, '--edition heeft een waarde nodig.');
    }
  });

  it('with a value that they do not take are refused, and offered without', () => {
    const { code, message, suggestions } = refused('--udp=yes adfs');
    assert.equal(code, 'bad-option');
    assert.equal(message.en, '--udp takes no value.');
    assert.deepEqual(suggestions, ['ports --udp adfs']);
  });

  it('given twice are refused, and each is offered', () => {
    const { code, suggestions } = refused('--edition 2017 adfs --edition=2020');
    assert.equal(code, 'bad-option');
    assert.deepEqual(suggestions, ['ports adfs --edition=2020', 'ports --edition 2017 adfs'].toReversed());
    assert.deepEqual(refused('--udp adfs --udp').suggestions, ['ports --udp adfs', 'ports adfs --udp']);
  });
});

describe('options written again', () => {
  it('read as they were', () => {
    for (const options of [
      new Map([['edition', '2017']]),
      new Map([['edition', 'of 2017']]),
      new Map([['edition', '--udp']]),
      new Map([['edition', '2017,']]),
      new Map([['edition', '(latest)']]),
    ]) {
      const reading = take(spellOptions(options));
      assert.ok(reading.kind === 'taken');
      assert.deepEqual(reading.options, options, spellOptions(options));
      assert.deepEqual(reading.words, []);
    }
    assert.equal(
      spellOptions(
        new Map([
          ['edition', '2017'],
          ['udp', null],
        ]),
      ),
      '--edition 2017 --udp',
    );
  });
});
