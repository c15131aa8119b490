import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { text } from '../../src/catalog/text.ts';
import {
  createLiveKeeper,
  type Followed,
  type GoOn,
  type LiveKeeper,
  usualLiveIntervals,
} from '../../src/channels/live-keeper.ts';
import type { Request } from '../../src/commands/command.ts';
import { refuse } from '../../src/commands/refusal.ts';
import type { Reply } from '../../src/commands/reply.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createLiveMessages, type LiveMessage, type LiveMessages } from '../../src/store/live-messages.ts';
import { migrate } from '../../src/store/migrate.ts';

/** Long enough for what should not happen. */
const quietMs = 150;

const { leaseMs } = usualLiveIntervals;

const message: LiveMessage = {
  platform: 'slack',
  tenant: 'T01',
  conversation: 'C01',
  message: '17.1',
  asker: { platform: 'slack', tenant: 'T01', user: 'U01' },
  language: 'nl',
  line: 'probe status 7h3k',
  reference: { thread: null, id: 'Ev01' },
};

const unknown: Reply = {
  outcome: refuse('unknown-name', text('There is no such probe.', 'Die test is er niet.')),
  language: 'nl',
  page: 1,
};

async function until(look: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await look()); tries += 1) {
    assert.ok(tries < 500, `waited in vain for ${look}`);
    await delay(10);
  }
}

describe('the keeper of messages that fill in', () => {
  let folder: string;
  let database: Database;
  let messages: LiveMessages;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portolan-keeper-'));
    database = await openDatabase({ kind: 'sqlite', file: join(folder, 'portolan.db') });
    await migrate(database);
    messages = createLiveMessages(database, Date.now);
  });

  afterEach(async () => {
    for (const { stopping } of replicas) stopping.abort();
    await Promise.all(replicas.splice(0).flatMap(({ works }) => works));
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Replica {
    readonly keeper: LiveKeeper;
    readonly stopping: AbortController;
    readonly asked: Request[];
    readonly faults: unknown[];
    readonly works: Promise<void>[];
    reply: Reply;
  }

  const replicas: Replica[] = [];

  /** A process that shares the database with the others. */
  function replica(store: Partial<LiveMessages> = {}, leaseMs = 50): Replica {
    const stopping = new AbortController();
    const made: Replica = {
      stopping,
      asked: [],
      faults: [],
      works: [],
      reply: unknown,
      keeper: createLiveKeeper({
        platform: 'slack',
        messages: { ...messages, ...store },
        desk: {
          async resume(request) {
            made.asked.push(request);
            return made.reply;
          },
        },
        signal: stopping.signal,
        background: (work) => void made.works.push(work()),
        fault: (error) => void made.faults.push(error),
        intervals: { leaseMs, renewMs: 10, lookMs: 10 },
      }),
    };
    replicas.push(made);
    return made;
  }

  const isKnown = async () => (await database.db.selectFrom('live_message').selectAll().execute()).length > 0;

  /** Follows until the signal. */
  const untilAborted = (signal: AbortSignal) =>
    new Promise<Followed>((resolve) => {
      signal.addEventListener('abort', () => resolve('unfinished'), { once: true });
    });

  it('forgets a message that was followed to its end', async () => {
    await replica().keeper.keep(message, async () => {
      assert.ok(await isKnown());
      return 'done';
    });
    assert.ok(!(await isKnown()));
  });

  it('leaves a message alone that another process still follows, however long', async () => {
    const clock = { now: 1_000 };
    const timed = createLiveMessages(database, () => clock.now);
    let renewals = 0;
    let looks = 0;
    const one = replica(
      {
        ...timed,
        async renew(...renewed) {
          renewals += 1;
          return timed.renew(...renewed);
        },
      },
      leaseMs,
    );
    const other = replica(
      {
        ...timed,
        async claim(...claim) {
          looks += 1;
          return timed.claim(...claim);
        },
      },
      leaseMs,
    );
    const taken: string[] = [];
    const following = one.keeper.keep(message, () => untilAborted(one.stopping.signal));
    await until(isKnown);
    other.keeper.start(async (orphan) => {
      taken.push(orphan.message);
      return 'done';
    });
    for (let lease = 0; lease < 5; lease += 1) {
      clock.now += leaseMs - 1;
      const seen = { renewals, looks };
      // The second that begins from here is over once the third begins.
      await until(() => renewals > seen.renewals + 2 && looks > seen.looks + 2);
    }
    assert.deepEqual(taken, []);
    one.stopping.abort();
    await following;
    await until(() => taken.length > 0);
  });

  it('gives a message back when it stops, so that another process goes on with it at once', async () => {
    // Nobody here would wait for this lease to run out.
    const one = replica({}, 600_000);
    const following = one.keeper.keep(message, () => untilAborted(one.stopping.signal));
    await until(isKnown);
    one.stopping.abort();
    await following;
    const taken: LiveMessage[] = [];
    replica().keeper.start(async (orphan) => {
      taken.push(orphan);
      return 'done';
    });
    await until(() => taken.length > 0);
    assert.deepEqual(taken, [message]);
    await until(async () => !(await isKnown()));
  });

  it('asks the desk for the line in the name of whoever asked, for their conversation', async () => {
    await messages.add(message, 0);
    const one = replica();
    let told: Reply | null = null;
    one.keeper.start(async (_, reply) => {
      told = reply;
      return 'done';
    });
    await until(() => told !== null);
    assert.deepEqual(one.asked, [
      {
        text: 'probe status 7h3k',
        language: 'nl',
        actor: { platform: 'slack', tenant: 'T01', user: 'U01' },
        place: { conversation: 'C01', privately: false },
      },
    ]);
    assert.equal(told, unknown);
  });

  it('says that a message ends, and how to go on, where whoever asked has lost the right', async () => {
    await messages.add(message, 0);
    const one = replica();
    const missing = text('This takes the level reader, and you have none.', 'Hiervoor is het niveau reader nodig.');
    one.reply = { outcome: refuse('not-allowed', missing, ['help']), language: 'en', page: 1 };
    const told: Reply[] = [];
    one.keeper.start(async (_, reply) => {
      told.push(reply);
      return 'done';
    });
    await until(() => told.length > 0);
    const outcome = told[0]?.outcome;
    assert.ok(outcome?.kind === 'refusal');
    assert.match(outcome.message.en, /whoever asked for it may not see it any more/);
    assert.doesNotMatch(outcome.message.en, /level reader/);
    assert.deepEqual(outcome.suggestions, ['probe status 7h3k']);
  });

  it('tries again later where the desk has a fault, and where the platform is out of reach', async () => {
    await messages.add(message, 0);
    const one = replica();
    one.reply = { outcome: { kind: 'fault', reference: 'X' }, language: 'en', page: 1 };
    const tries: Followed[] = [];
    one.keeper.start(async () => {
      const followed = tries.length === 0 ? 'unfinished' : 'done';
      tries.push(followed);
      return followed;
    });
    await until(() => one.asked.length >= 2);
    assert.deepEqual(tries, []);
    one.reply = unknown;
    await until(() => tries.length === 2);
    await until(async () => !(await isKnown()));
  });

  it('goes on although following fails, and tells of it', async () => {
    await messages.add(message, 0);
    const one = replica();
    let calls = 0;
    one.keeper.start(async () => {
      calls += 1;
      if (calls === 1) throw new Error('no token');
      return 'done';
    });
    await until(async () => !(await isKnown()));
    assert.equal(calls, 2);
    assert.match(String(one.faults[0]), /no token/);
  });

  it('lets one of several processes take a message over', async () => {
    await messages.add(message, 0);
    const taken: number[] = [];
    const several = Array.from({ length: 8 }, () => replica({}, leaseMs));
    for (const [nth, { keeper, stopping }] of several.entries()) {
      const goOn: GoOn = async () => {
        taken.push(nth);
        return untilAborted(stopping.signal);
      };
      keeper.start(goOn);
    }
    await until(() => taken.length > 0);
    await delay(quietMs);
    assert.equal(taken.length, 1);
  });

  it('follows a message that it cannot store, and looks again after a store that failed', async () => {
    const one = replica({
      async add() {
        throw new Error('the disk is full');
      },
    });
    let followed = false;
    await one.keeper.keep(message, async () => {
      followed = true;
      return 'done';
    });
    assert.ok(followed);
    assert.match(String(one.faults[0]), /disk is full/);

    let claims = 0;
    await messages.add(message, 0);
    const other = replica({
      async claim(...claim) {
        claims += 1;
        if (claims < 3) throw new Error('the database is away');
        return messages.claim(...claim);
      },
    });
    const taken: string[] = [];
    other.keeper.start(async (orphan) => {
      taken.push(orphan.message);
      return 'done';
    });
    await until(() => taken.length > 0);
    assert.equal(other.faults.length, 1, 'told once');
  });
});
