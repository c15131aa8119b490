import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from '../../../src/channels/desk.ts';
import { untilDone } from '../../../src/channels/terminal/live.ts';
import type { Screen } from '../../../src/channels/terminal/render.ts';
import { runTerminal } from '../../../src/channels/terminal/terminal.ts';
import type { Answer, Request } from '../../../src/commands/command.ts';
import { dispatch } from '../../../src/commands/dispatch.ts';
import type { Reply } from '../../../src/commands/reply.ts';
import { createFakeEstate, type FakeEstate, open, runner } from '../../fakes/estate.ts';

/** How long one thing may take to appear (milliseconds). */
const patienceMs = 8_000;

/** Back to the first column, and the line cleared. */
const cleared = '\r\u001b[2K';

const actor = { platform: 'terminal', tenant: '', user: 'anna' } as const;
const line = 'probe connect to dc01.corp.contoso.com as dc';

interface TestScreen extends Screen {
  /** All that was written, in pieces as it came. */
  readonly written: string[];
}

function screen(parts: { readonly isTTY?: boolean; readonly columns?: number }): TestScreen {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(String(chunk));
      done();
    },
  });
  return Object.assign(stream, parts, { written });
}

function estateOf(): FakeEstate {
  const principal = { kind: 'user', platform: 'terminal', tenant: '', id: 'anna' } as const;
  return createFakeEstate({
    runners: [runner({ name: 'sync01', roles: ['connect'] })],
    grants: [{ principal, level: 'admin', by: 'configuration', at: null }],
  });
}

function ask(estate: FakeEstate, request: Partial<Request> = {}): Promise<Reply> {
  return dispatch(
    { text: line, language: 'en', actor, place: { conversation: '', privately: true }, ...request },
    { now: () => 0, preferences: null, estate: async () => estate, report: String },
  );
}

async function until(what: string, look: () => boolean): Promise<void> {
  const giveUp = Date.now() + patienceMs;
  while (!look()) {
    assert.ok(Date.now() < giveUp, `no ${what} within ${patienceMs} ms`);
    await sleep(5);
  }
}

const never = new AbortController().signal;

describe('work that goes on, in a terminal', () => {
  it('is one line that tells how far it is, and is gone at the end', async () => {
    const estate = estateOf();
    const progress = screen({ isTTY: true, columns: 80 });
    const waiting = untilDone(await ask(estate), progress, never);
    await until('progress', () => progress.written.length === 1);
    estate.finish('run1', open, 5);
    await until('more progress', () => progress.written.length === 2);
    estate.finish('run1', open);
    const { outcome } = await waiting;
    assert.deepEqual(progress.written, [
      `${cleared}Probing · 0/17 · run1`,
      `${cleared}Probing · 5/17 · run1`,
      `${cleared}Probe · 17 of 17 work`,
      cleared,
    ]);
    assert.equal(outcome.kind === 'answer' && outcome.card('en').title, 'Probe · 17 of 17 work');
  });

  it('is cut to the width of the terminal, of which the last column stays free', async () => {
    const estate = estateOf();
    const progress = screen({ isTTY: true, columns: 12 });
    const waiting = untilDone(await ask(estate), progress, never);
    await until('progress', () => progress.written.length === 1);
    assert.equal(progress.written[0], `${cleared}Probing · 0`);
    estate.finish('run1', open);
    await waiting;
  });

  it('is waited for in silence where nobody watches', async () => {
    const estate = estateOf();
    const progress = screen({});
    const waiting = untilDone(await ask(estate), progress, never);
    estate.finish('run1', open);
    const { outcome } = await waiting;
    assert.deepEqual(progress.written, []);
    assert.equal(outcome.kind === 'answer' && outcome.card('en').title, 'Probe · 17 of 17 work');
  });

  it('gives what is known by then where the wait is ended', async () => {
    const estate = estateOf();
    const progress = screen({ isTTY: true, columns: 80 });
    const patience = new AbortController();
    const waiting = untilDone(await ask(estate), progress, patience.signal);
    estate.finish('run1', open, 5);
    await until('progress', () => progress.written.some((piece) => piece.includes('5/17')));
    patience.abort();
    const { outcome } = await waiting;
    assert.equal(outcome.kind === 'answer' && outcome.card('en').title, 'Probing · 5/17 · run1');
    assert.equal(progress.written.at(-1), cleared);
    assert.equal((await estate.runs.read('run1'))?.finishedAt, null);
  });

  it('shows nothing of a title that a terminal would obey, and clears its line when the work fails', async () => {
    const { outcome: real } = await ask(estateOf());
    assert.ok(real.kind === 'answer');
    const titled = (title: string): Answer => ({
      ...real,
      card: (language) => ({ ...real.card(language), title }),
      follow: null,
    });
    async function* items(): AsyncIterable<Answer> {
      yield titled('\u001b[2J\u009b31mone\r\ntwo\u202e 語語');
      throw new Error('the hub is gone');
    }
    const first: Answer = { ...titled('one'), follow: { line: 'probe status run1', items } };
    const progress = screen({ isTTY: true, columns: 60 });
    await assert.rejects(untilDone({ outcome: first, language: 'en', page: 1 }, progress, never), /the hub is gone/);
    assert.deepEqual(progress.written, [
      `${cleared}one`,
      `${cleared}\\u001b[2J\\u009b31mone\\u000d\\u000atwo\\u202e 語語`,
      cleared,
    ]);
  });

  it('counts columns, not characters', async () => {
    const { outcome: real } = await ask(estateOf());
    assert.ok(real.kind === 'answer');
    const wide: Answer = {
      ...real,
      card: (language) => ({ ...real.card(language), title: '語語語語語' }),
      follow: { line: 'probe status run1', async *items() {} },
    };
    const progress = screen({ isTTY: true, columns: 8 });
    await untilDone({ outcome: wide, language: 'en', page: 1 }, progress, never);
    // Two columns each: three of them leave one of the seven free.
    assert.deepEqual(progress.written, [`${cleared}語語語`, cleared]);
  });

  it('is left alone by whoever answers at once', async () => {
    const progress = screen({ isTTY: true, columns: 80 });
    const reply = await ask(estateOf(), { text: 'ports adfs wap' });
    assert.equal(await untilDone(reply, progress, never), reply);
    assert.deepEqual(progress.written, []);
  });
});

describe('work that goes on, at the prompt', () => {
  let folder: string;
  let estate: FakeEstate;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-prompt-'));
    estate = estateOf();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const desk: Desk = {
    ask: (request) => ask(estate, request),
    preview: (request) => ask(estate, request),
    resume: (request) => ask(estate, request),
    recent: async () => [],
  };

  function openSession(isTTY: boolean) {
    const input = Object.assign(new PassThrough(), { isTTY });
    const output = screen({ isTTY, columns: 80 });
    const ended = runTerminal({
      input,
      output,
      actor,
      language: 'en',
      desk,
      historyFile: join(folder, 'history'),
    });
    const shows = (text: string) => until(text, () => output.written.join('').includes(text));
    return { input, output, ended, shows };
  }

  it('is waited for no longer after Ctrl-C, and goes on; the prompt is there again', async () => {
    const { input, output, ended, shows } = openSession(true);
    await shows('portolan> ');
    input.write(`${line}\r`);
    await shows('Probing · 0/17');
    output.written.length = 0;
    input.write('\u0003');
    await shows('probe status run1');
    await shows('portolan> ');
    assert.equal((await estate.runs.read('run1'))?.finishedAt, null);
    assert.equal((await estate.runs.read('run1'))?.cancelled, false);
    estate.finish('run1', open);
    output.written.length = 0;
    input.write('probe status run1\r');
    await shows('17 of 17 work');
    input.write('\u0004');
    assert.equal(await ended, 0);
  });

  it('does not hold back whoever leaves, and goes on', async () => {
    const { input, output, ended, shows } = openSession(true);
    await shows('portolan> ');
    input.write(`${line}\r`);
    await shows('Probing · 0/17');
    input.write('\u0004');
    assert.equal(await ended, 0);
    assert.match(output.written.join(''), /probe status run1/);
    assert.equal((await estate.runs.read('run1'))?.cancelled, false);
  });

  it('is told once, with its last state, where lines are piped in', async () => {
    const { input, output, ended } = openSession(false);
    input.write(`${line}\n`);
    await until('run', () => estate.acts.length === 1);
    estate.finish('run1', open);
    input.end();
    assert.equal(await ended, 0);
    const printed = output.written.join('');
    assert.match(printed, /^\+ Probe · 17 of 17 work\n/);
    assert.ok(!printed.includes('Probing'));
    assert.ok(!printed.includes('\u001b'));
  });
});
