import assert from 'node:assert/strict';
import type { Language } from '../../src/catalog/text.ts';
import { manual } from '../../src/commands/manual.ts';
import type { RefusalCode } from '../../src/commands/refusal.ts';
import { channels } from './channels.ts';
import { conversation, type Expected, nameOf, type Turn } from './conversation.ts';
import { type Exchange, hold, type Remembered, type Transcript } from './hold.ts';
import { oneLine } from './person.ts';
import { assertShows } from './reading.ts';
import type { Typed } from './recorder.ts';

/** Six bots and a Playground start and talk side by side, within ten seconds; a slow machine takes six times as long. */
const allowanceMs = 60_000;

/** Teams shows no more results of a search. */
const mostResults = 8;

const [reference, ...others] = channels;

function assertExpected(typed: Typed, expected: Expected): void {
  assert.equal(typed.language, expected.language);
  if (expected.kind === 'answered') {
    assert.equal(typed.kind, 'answer');
    assert.equal(typed.command, expected.command);
  } else {
    assert.equal(typed.kind, 'refusal');
    assert.equal(typed.code, expected.code);
    assert.deepEqual(typed.suggestions, expected.offers);
  }
}

const misunderstood = { en: 'I did not understand that', nl: 'Dat heb ik niet begrepen' } as const;

/** Of the lines that were understood and are refused all the same, this conversation has two kinds, in English. */
const refusedTitles: Partial<Record<RefusalCode, Readonly<Record<Language, string>>>> = {
  'not-allowed': { en: 'You may not do that', nl: 'Dat mag u niet' },
  'unknown-name': { en: 'That cannot be done', nl: 'Dat gaat niet' },
};

function titleOf(expected: Expected): string {
  if (expected.kind === 'answered') return expected.title;
  return (refusedTitles[expected.code] ?? misunderstood)[expected.language];
}

describe('the conversation', () => {
  it('has a turn for every command', () => {
    const commands = conversation.flatMap((turn) =>
      turn.kind !== 'restart' && turn.expected.kind === 'answered' ? [turn.expected.command.split(' ')[0]] : [],
    );
    for (const { name } of manual) assert.ok(commands.includes(name), `no turn is answered by ${name}`);
  });

  it('says nothing twice, so that what a button stands under is clear', () => {
    const said = conversation.flatMap((turn) => (turn.kind === 'say' ? [turn.text] : []));
    assert.equal(new Set(said).size, said.length);
    for (const turn of conversation) if (turn.kind === 'press') assert.ok(said.includes(turn.under), turn.under);
  });
});

describe('one conversation in every channel', () => {
  const transcripts = new Map<string, Transcript>();

  before('hold it everywhere', async function () {
    this.timeout(allowanceMs);
    const held = await Promise.allSettled(channels.map(hold));
    for (const one of held) if (one.status === 'fulfilled') transcripts.set(one.value.channel.name, one.value);
    const failures = held.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    if (failures.length > 0) throw new AggregateError(failures, failures.join('\n'));
  });

  function turnIn(name: string, turn: Turn): Exchange | Remembered {
    const became = transcripts.get(name)?.turns.get(turn);
    if (became === undefined) throw new TypeError(`${name} did not hold ${nameOf(turn)}`);
    return became;
  }

  function exchangeIn(name: string, turn: Turn): Exchange {
    const became = turnIn(name, turn);
    if (became.kind !== 'exchange') throw new TypeError('nothing was said');
    return became;
  }

  for (const { name, surface } of channels)
    describe(`through ${name}`, () => {
      for (const turn of conversation) {
        if (turn.kind === 'restart') {
          it('runs nothing twice, and remembers after a restart what was asked', () => {
            const became = turnIn(name, turn);
            assert.equal(became.kind, 'remembered');
            assert.deepEqual(became.heard, []);
            assert.deepEqual(became.recent, turn.recent);
          });
          continue;
        }
        const { expected } = turn;

        it(`hears ${nameOf(turn)} once, and shows all of what it comes to, and nothing alive`, () => {
          const { heard, seen, whole, turned, titles } = exchangeIn(name, turn);
          assert.equal(heard.length, 1);
          assert.equal(turned.length, titles.length, 'nothing but the pages that were turned to');
          const [{ typed, card } = assert.fail('nothing was heard')] = heard;
          assertExpected(typed, expected);
          const title = titleOf(expected);
          assert.equal(seen.title, title);
          assert.equal(oneLine(card.title), title);
          assertShows(card, whole, surface);
          seen.assertInert(nameOf(turn));
        });

        if (turn.kind === 'say' && turn.long === true && surface === 'chat')
          it(`turns the pages of ${nameOf(turn)} forth and back`, () => {
            const { heard, turned, titles } = exchangeIn(name, turn);
            assert.ok(turned.length >= 2, 'one page forth, one back');
            const last = turned.length;
            assert.deepEqual(
              turned.map(({ page }) => page),
              [...Array.from({ length: last - 1 }, (_, index) => index + 2), last - 1],
            );
            for (const { typed } of turned) assert.deepEqual(typed, heard[0]?.typed);
            assert.deepEqual(new Set(titles), new Set([heard[0]?.card.title]));
          });
      }

      for (const turn of conversation)
        if (turn.kind === 'say' && turn.file !== undefined)
          it(`hands over the file of ${nameOf(turn)}`, () => {
            const { whole } = exchangeIn(name, turn);
            const names = whole.files.map((file) => file.name);
            assert.deepEqual(names, surface === 'chat' ? [turn.file] : []);
          });

      if (surface === 'terminal')
        it('shows every answer at once', () => {
          for (const became of transcripts.get(name)?.turns.values() ?? [])
            if (became.kind === 'exchange') assert.deepEqual(became.turned, []);
        });

      it('meets no fault', () => assert.deepEqual(transcripts.get(name)?.faults, []));
    });

  describe('compared', () => {
    for (const turn of conversation)
      if (turn.kind !== 'restart')
        it(`every channel gives the same typed result to ${nameOf(turn)}`, () => {
          const typed = (channel: string) => exchangeIn(channel, turn).heard.map((one) => one.typed);
          for (const { name } of others) assert.deepEqual(typed(name), typed(reference.name), name);
        });
  });

  describe('remembered', () => {
    const [restart = assert.fail('no restart')] = conversation.flatMap((turn) =>
      turn.kind === 'restart' ? [turn] : [],
    );
    const shownIn = (name: string) => {
      const became = turnIn(name, restart);
      return became.kind === 'remembered' ? became.shown : null;
    };

    for (const { name } of channels.filter((channel) => channel.name.startsWith('Slack')))
      it(`${name} shows what was asked on the start page`, () => assert.deepEqual(shownIn(name), restart.recent));

    for (const { name } of channels.filter((channel) => channel.name.startsWith('Teams')))
      it(`${name} offers the answers to what was asked before anything is searched for`, () => {
        const shown = shownIn(name);
        assert.ok(shown !== null);
        assert.equal(shown.length, mostResults);
        assert.deepEqual(shown.slice(0, 4), [
          'Vereisten · Federatiecertificaat · vereist',
          'Vereisten · Federatiecertificaat',
          'Poorten · Connect ↔ DC',
          'Omvang · AD FS',
        ]);
      });
  });
});
