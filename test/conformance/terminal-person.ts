import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { runTerminal } from '../../src/channels/terminal/terminal.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { unseen } from '../card/samples.ts';
import { type Channel, oneLine, type Seen } from './person.ts';
import type { Recorder } from './recorder.ts';

/** No cell of any answer is wrapped on a screen so wide. */
const columns = 20_000;

/** An answer takes milliseconds; the first one loads a command. */
const patienceMs = 8_000;

interface Session {
  /** Types a line and gives the answer as it was printed. */
  type(line: string): Promise<string>;
  /** Ends the input, and with it the session. */
  end(): Promise<void>;
}

async function openSession(recorder: Recorder, folder: string): Promise<Session> {
  const database = await openDatabase({ kind: 'sqlite', file: join(folder, 'portolan.db') });
  await migrate(database);
  const input = new PassThrough();
  let answered: (text: string) => void = () => {};
  const output = new Writable({
    write(chunk, _, done) {
      // A blank line parts two answers; each answer is written whole.
      const text = String(chunk);
      if (text !== '\n') answered(text);
      done();
    },
  });
  const ended = runTerminal({
    input,
    output: Object.assign(output, { columns }),
    actor: { platform: 'terminal', tenant: '', user: 'anna' },
    language: 'en',
    desk: recorder.desk(database),
    historyFile: join(folder, 'history'),
  });
  return {
    async type(line) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      answered = resolve;
      const late = setTimeout(() => reject(new Error(`no answer to “${line}” within ${patienceMs} ms`)), patienceMs);
      input.write(`${line}\n`);
      return promise.finally(() => clearTimeout(late));
    },
    async end() {
      input.end();
      await ended;
      await database.close();
    },
  };
}

/** The terminal: the session that `portolan` runs, with lines piped in. */
export const terminalChannel: Channel = {
  name: 'the terminal',
  surface: 'terminal',
  async open(recorder) {
    const folder = mkdtempSync(join(tmpdir(), 'portolan-terminal-'));
    let session = await openSession(recorder, folder);

    async function say(line: string): Promise<Seen> {
      const printed = await session.type(line);
      const [title = ''] = printed.split('\n\n');
      const seen: Seen = {
        title: oneLine(title).replace(/^[+!x] /, ''),
        text: oneLine(printed),
        commands: [],
        files: [],
        // What a button asks is typed here, and nobody types a line twice by accident.
        press: (command) => say(command),
        // Piped output shows the end of what goes on, and nothing before.
        after: async () => seen,
        assertInert: (typed) => assert.doesNotMatch(printed, unseen, typed),
      };
      return seen;
    }

    return {
      say,
      recent: async () => null,
      async restart() {
        await session.end();
        session = await openSession(recorder, folder);
      },
      async close() {
        await session.end();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};
