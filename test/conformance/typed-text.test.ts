import assert from 'node:assert/strict';
import { manual } from '../../src/commands/manual.ts';
import { naughty } from '../fakes/teams/naughty.ts';
import { channels } from './channels.ts';
import type { Channel, Person, Seen } from './person.ts';
import { createRecorder, type Typed } from './recorder.ts';
import { spellings } from './spellings.ts';

/** A bot and perhaps a Playground start, within three seconds; a slow machine takes ten times as long. */
const startMs = 30_000;

/** Two dozen questions take a second or two. */
const allowanceMs = 20_000;

/**
 * What a command is told. A chat takes a tenth of a second for a line: there each command hears half of the texts, and
 * each text comes after half of the commands.
 */
function heardBy(index: number, { surface }: Channel): readonly string[] {
  return surface === 'terminal' ? naughty : naughty.filter((_, at) => (at + index) % 2 === 0);
}

for (const channel of channels)
  describe(`what is typed through ${channel.name}`, () => {
    const recorder = createRecorder();
    let person: Person;

    before(async function () {
      this.timeout(startMs);
      person = await channel.open(recorder);
    });

    after(() => person?.close());

    async function say(text: string): Promise<{ readonly seen: Seen; readonly typed: Typed }> {
      const seen = await person.say(text);
      const heard = recorder.take();
      assert.equal(heard.length, 1, text);
      const [{ typed } = assert.fail(text)] = heard;
      return { seen, typed };
    }

    it('is understood as it was meant, whatever the platform made of it', async function () {
      this.timeout(allowanceMs);
      for (const spelling of spellings) {
        const { seen, typed } = await say(spelling.typed);
        if (spelling.kind === 'understood') {
          assert.equal(typed.kind, 'answer', spelling.typed);
          assert.equal(typed.command, spelling.command);
        } else {
          assert.equal(typed.kind, 'refusal', spelling.typed);
          assert.equal(typed.code, spelling.code, spelling.typed);
          assert.ok(seen.text.includes(spelling.word), `${spelling.typed}: ${seen.text}`);
        }
      }
    });

    for (const [index, { name }] of manual.entries())
      it(`comes back from ${name} with nothing alive in it, and breaks nothing`, async function () {
        this.timeout(allowanceMs);
        for (const text of heardBy(index, channel)) {
          const { seen, typed } = await say(`${name} ${text}`);
          assert.notEqual(typed.kind, 'fault', text);
          assert.notEqual(seen.title, '', text);
          seen.assertInert(text);
        }
        assert.deepEqual(recorder.faults, []);
      });
  });
