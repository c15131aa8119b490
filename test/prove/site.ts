import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Database, type DatabaseLocation, openDatabase } from '../../src/store/database.ts';
import { createFakeSlack, type FakeSlack } from '../fakes/slack/fake-slack.ts';
import { readingOf } from '../fakes/slack/reading.ts';
import type { FakeMessage } from '../fakes/slack/world.ts';
import { type Program, type ProgramOptions, patienceMs, runProgram, startProgram, until } from './program.ts';

/** A bot process. */
export interface Bot extends Program {
  readonly url: string;
}

/** A server with a runner: its folder. */
export interface Server {
  readonly name: string;
  readonly state: string;
  /** What its journal holds of an event, oldest first. */
  journal(event: string): readonly Readonly<Record<string, unknown>>[];
}

/** People who may do everything; each may ask for ten runs a minute. */
export const people = ['U0ANNA', 'U0BEN', 'U0CARL', 'U0DORA', 'U0EVE', 'U0FINN'] as const;

/** A workspace, a database, and the servers that belong to them: everything but the processes themselves. */
export interface Site {
  readonly slack: FakeSlack;
  readonly folder: string;
  /** Opened beside the bot, to see what is stored. */
  readonly database: Database;
  /** Starts a bot, to which Slack sends everything from now on. Ports: 0 is the site's first, 1 its second replica. */
  startBot(options?: { readonly replica?: 0 | 1; readonly clockMs?: number; readonly url?: string }): Promise<Bot>;
  /** Sends what people type to this replica from now on. */
  talkTo(bot: Bot): void;
  /** A token for a server, from the message that only its asker sees. */
  token(name: string, role: string): Promise<string>;
  /** Enrols a server by the shell; `more` are further words of the command. */
  enrol(name: string, more?: readonly string[]): Promise<Server>;
  startRunner(server: Server, options?: { readonly clockMs?: number }): Promise<Program>;
  /** Asks for a probe, and gives the message that fills in. */
  probe(line: string, person?: string): Promise<FakeMessage>;
  /** Asks anything else, and gives what the asker alone is shown. */
  ask(line: string, person?: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * A free port that stays free while its bot is restarted: below those from which systems take the ports of outgoing
 * connections (RFC 6056 section 2.1 and Linux's ip_local_port_range).
 */
async function lastingPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer().listen(port, '127.0.0.1');
    const listening = await once(server, 'listening').catch(() => null);
    server.close();
    if (listening !== null) return port;
  }
}

const line = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

function serverAt(folder: string, name: string): Server {
  const state = join(folder, name);
  return {
    name,
    state,
    journal: (event) =>
      readFileSync(join(state, 'journal.jsonl'), 'utf8')
        .split('\n')
        .filter((text) => text !== '')
        .map((text) => v.parse(line, text))
        .filter((entry) => entry['event'] === event),
  };
}

/** All that a message shows. */
export function shownIn({ blocks }: Pick<FakeMessage, 'blocks'>): string {
  return readingOf(blocks);
}

/** Whether a message still says that its work goes on. */
export function isProbing(message: FakeMessage): boolean {
  return /Probing · \d+\/\d+/.test(shownIn(message));
}

/** Waits until a message shows the end of its run. */
export function untilEnd(message: FakeMessage, ms = patienceMs): Promise<true> {
  return until(`the end of “${shownIn(message).slice(0, 80)}”`, () => !isProbing(message), ms);
}

/** Opens a site without any process; `location` is its database, and null an SQLite file of its own. */
export async function openSite(location: Extract<DatabaseLocation, { kind: 'postgres' }> | null = null): Promise<Site> {
  const slack = await createFakeSlack();
  const folder = mkdtempSync(join(tmpdir(), 'portolan-prove-'));
  const data = join(folder, 'data');
  const place = location ?? ({ kind: 'sqlite', file: join(data, 'portolan.db') } as const);
  const database = await openDatabase(place);
  const ports = [await lastingPort(), await lastingPort()] as const;
  const secretKey = randomBytes(32).toString('base64');
  const [admin] = people;
  const programs: Program[] = [];
  let named = 0;

  function start(words: readonly string[], options: Omit<ProgramOptions, 'cwd'>): Program {
    const program = startProgram(words, { ...options, cwd: folder });
    programs.push(program);
    return program;
  }

  const site: Site = {
    slack,
    folder,
    database,

    async startBot({ replica = 0, clockMs = 0, url } = {}) {
      const port = ports[replica];
      const program = start(['start'], {
        clockMs,
        env: {
          PORT: String(port),
          PORTOLAN_URL: url ?? `http://127.0.0.1:${port}`,
          PORTOLAN_DATA: data,
          PORTOLAN_ADMINS: people.map((person) => `slack:${slack.ids.team}/${person}`).join(','),
          SLACK_BOT_TOKEN: slack.botToken,
          SLACK_SIGNING_SECRET: slack.signingSecret,
          SLACK_API_URL: slack.apiUrl,
          ...(place.kind === 'postgres' ? { DATABASE_URL: place.url, PORTOLAN_SECRET_KEY: secretKey } : {}),
        },
      });
      await program.until(/serves .* at (http:\S+)/);
      const bot = { ...program, url: `http://127.0.0.1:${port}` };
      site.talkTo(bot);
      return bot;
    },

    talkTo({ url }) {
      slack.use({ kind: 'http', endpoint: `${url}/slack/events` });
    },

    async token(name, role) {
      const told = await site.ask(`runners enroll ${name} --role ${role}`);
      const found = /ptl1\.\S+/.exec(told)?.[0];
      assert.ok(found !== undefined, `no token in ${told}`);
      return found;
    },

    async enrol(name, more = []) {
      const server = serverAt(folder, name);
      const secret = join(folder, `${name}.token`);
      writeFileSync(secret, await site.token(name, 'connect'), { mode: 0o600 });
      const hub = more.includes('--hub') ? [] : ['--hub', `http://127.0.0.1:${ports[0]}`];
      const words = ['runner', 'enroll', '--state', server.state, '--token-file', secret, ...hub, ...more];
      const { code, printed } = await runProgram(words, { cwd: folder });
      assert.equal(code, 0, printed);
      assert.match(printed, new RegExp(`^Enrolled as ${name} \\(connect\\)`, 'm'));
      return server;
    },

    async startRunner({ state }, { clockMs = 0 } = {}) {
      return start(['runner', 'run', '--state', state], { clockMs });
    },

    async probe(text, person = admin) {
      named += 1;
      const channel = `C${named}`;
      await slack.sendSlash('/portolan', text, { user: person, channel });
      return until(`an answer to ${text}`, () => {
        const [message] = slack.messages(channel);
        const refusal = slack.ephemerals(person).find((one) => one.channel === channel);
        assert.ok(refusal === undefined, `only the asker was told: ${JSON.stringify(refusal?.blocks)}`);
        return message ?? null;
      });
    },

    async ask(text, person = admin) {
      named += 1;
      const channel = `C${named}`;
      await slack.sendSlash('/portolan', text, { user: person, channel });
      const told = await until(
        `an answer to ${text}`,
        () => slack.ephemerals(person).find((one) => one.channel === channel) ?? null,
      );
      return readingOf(told.blocks);
    },

    async close() {
      for (const program of programs) program.kill('SIGKILL');
      await Promise.all(programs.map(({ ended }) => ended));
      await slack.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return site;
}
