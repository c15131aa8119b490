import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeWhere } from '../../describe-where.ts';

const program = fileURLToPath(new URL('../../../bin/portolan.js', import.meta.url));

/** How long one thing may take to appear (milliseconds): a start, the longest, takes half a second. */
const patience = 15_000;

/** A prompt on a real terminal, which util-linux' `script` makes. */
class Prompt {
  readonly #child: ChildProcess;
  #seen = '';

  constructor(folder: string) {
    this.#child = spawn('script', ['-qfec', `${process.execPath} ${program}`, '/dev/null'], {
      cwd: folder,
      env: { ...process.env, TERM: 'xterm', LC_ALL: 'C.UTF-8', NO_COLOR: '1' },
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#seen += text;
    });
  }

  type(keys: string): void {
    this.#child.stdin?.write(keys);
  }

  /** Waits until the screen shows this behind all that was waited for before. */
  async shows(pattern: RegExp): Promise<void> {
    const giveUp = Date.now() + patience;
    for (;;) {
      const found = pattern.exec(this.#seen);
      if (found !== null) {
        this.#seen = this.#seen.slice(found.index + found[0].length);
        return;
      }
      assert.ok(Date.now() < giveUp, `never showed ${pattern}:\n${this.#seen}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async end(): Promise<void> {
    if (this.#child.exitCode === null) await once(this.#child, 'exit', { signal: AbortSignal.timeout(patience) });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/** Other systems have another `script`, with other options. */
const script = {
  name: "util-linux' script",
  present: spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true,
  install: 'apt-get install bsdutils',
};

describeWhere(script, 'the prompt', function () {
  this.timeout(60_000);
  let folder = '';
  let prompt: Prompt;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-prompt-'));
  });
  beforeEach(async () => {
    prompt = new Prompt(folder);
    await prompt.shows(/portolan> /);
  });
  afterEach(() => prompt.kill());
  after(() => rm(folder, { recursive: true, force: true }));

  it('completes commands and roles, and answers', async () => {
    for (const [keys, completed] of [
      ['por\t', /ports /],
      ['adf\t', /adfs/],
      [' wa\t', /wap /],
    ] as const) {
      prompt.type(keys);
      await prompt.shows(completed);
    }
    prompt.type('\r');
    await prompt.shows(/Ports · AD FS ↔ WAP[\s\S]*443 +TCP[\s\S]*portolan> /);
    prompt.type('exit\r');
    await prompt.end();
  });

  it('remembers questions from session to session, for this account alone', async () => {
    prompt.type('\u001b[A');
    await prompt.shows(/ports adfs wap/);
    prompt.type('\u0003');
    await prompt.shows(/portolan> /);
    const history = join(folder, 'data', 'history');
    assert.equal(await readFile(history, 'utf8'), 'ports adfs wap\n');
    assert.equal((await stat(history)).mode & 0o777, 0o600);
  });

  it('drops what was typed on Ctrl-C, and leaves on an empty line', async () => {
    prompt.type('half a quest');
    await prompt.shows(/half a quest/);
    prompt.type('\u0003');
    await prompt.shows(/portolan> /);
    prompt.type('\u0003');
    await prompt.end();
  });

  it('leaves on Ctrl-D', async () => {
    prompt.type('\u0004');
    await prompt.end();
  });

  it('keeps a chosen language', async () => {
    prompt.type('lang nl\r');
    await prompt.shows(/Vanaf nu[\s\S]*portolan> /);
    prompt.type('\u0004');
    await prompt.end();
    prompt = new Prompt(folder);
    await prompt.shows(/portolan> /);
    prompt.type('sizing 250000\r');
    await prompt.shows(/250\.000 objecten/);
    prompt.type('lang auto\r');
    await prompt.shows(/Antwoorden volgen de taal van uw platform/);
  });
});
