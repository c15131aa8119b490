import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderText } from '../../src/card/text.ts';
import { manual } from '../../src/commands/manual.ts';
import { configKeys } from '../../src/config/keys.ts';
import { portolan } from '../cli/process.ts';
import { type Saying, type Turn, withinCatalog } from './conversation.ts';
import { hold, type Transcript } from './hold.ts';
import { type Heard, today } from './recorder.ts';
import { terminalChannel } from './terminal-person.ts';

/** Columns that answers take where the output is no terminal. */
const pipedWidth = 100;

/** The conversation, two sessions and ten questions take five seconds; a slow machine takes ten times as long. */
const allowanceMs = 60_000;

const clock = `data:text/javascript,${encodeURIComponent(`Date.now = () => ${today};`)}`;

/** An environment that configures nothing, on the day of the conversation. */
const environment = {
  ...Object.fromEntries(configKeys.map((key) => [key, ''])),
  NODE_OPTIONS: `--import=${clock}`,
};

/** What is typed for a turn; null for a restart. */
function lineOf(turn: Turn): string | null {
  switch (turn.kind) {
    case 'say':
      return turn.text;
    case 'press':
      return turn.command;
    case 'restart':
      return null;
  }
}

/** The turns before, between and after restarts; what lies beyond the catalog differs from bot to bot. */
function sessions(): readonly (readonly Turn[])[] {
  const all: Turn[][] = [[]];
  for (const turn of withinCatalog) {
    if (turn.kind === 'restart') all.push([]);
    else all.at(-1)?.push(turn);
  }
  return all;
}

/** The first thing said that a command answers. Of `lang` a single question has nothing to tell. */
const firsts = manual.flatMap(({ name }): readonly Saying[] => {
  const found = withinCatalog.find(
    (turn): turn is Saying =>
      turn.kind === 'say' && turn.expected.kind === 'answered' && turn.expected.command.split(' ')[0] === name,
  );
  return found === undefined || name === 'lang' ? [] : [found];
});

describe('the conversation with real processes', () => {
  let folder: string;
  let transcript: Transcript;

  before('hold it in this process', async function () {
    this.timeout(allowanceMs);
    folder = mkdtempSync(join(tmpdir(), 'portolan-conformance-'));
    transcript = await hold(terminalChannel);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  function heardOf(turn: Turn): Heard {
    const [heard] = transcript.turns.get(turn)?.heard ?? [];
    assert.ok(heard, lineOf(turn) ?? 'a restart');
    return heard;
  }

  it('is printed by `portolan` with piped input, from one process to the next', async function () {
    this.timeout(allowanceMs);
    assert.equal(sessions().length, 2);
    for (const turns of sessions()) {
      const { code, stdout, stderr } = await portolan([], {
        input: `${turns.map(lineOf).join('\n')}\n`,
        cwd: folder,
        env: { ...environment, PORTOLAN_DATA: join(folder, 'data') },
      });
      const expected = turns.map((turn) => {
        const { card, typed } = heardOf(turn);
        return renderText(card, { width: pipedWidth, color: false, language: typed.language });
      });
      assert.equal(stdout, expected.join('\n'));
      assert.equal(stderr, '');
      assert.equal(code, turns.some((turn) => heardOf(turn).typed.kind === 'refusal') ? 2 : 0);
    }
  });

  it('has the same typed results in `portolan ask --json`', async function () {
    this.timeout(allowanceMs);
    // All but `lang` and the five that lie beyond the catalog.
    assert.equal(firsts.length, manual.length - 6);
    await Promise.all(
      firsts.map(async (turn) => {
        const { code, stdout } = await portolan(['ask', turn.text, '--json'], { cwd: folder, env: environment });
        assert.equal(code, 0, turn.text);
        const { typed } = heardOf(turn);
        assert.equal(typed.kind, 'answer');
        assert.deepEqual(JSON.parse(stdout), JSON.parse(JSON.stringify(typed.result)), turn.text);
      }),
    );
  });
});
