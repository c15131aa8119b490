/*
 * Another process that works on the same database: `node worker.ts TASK LOCATION ARGUMENT`. It writes `ready`, waits for
 * a line on its standard input so that several start at the same moment, does its task, and writes a line per result.
 */

import { once } from 'node:events';
import { writeSync } from 'node:fs';
import * as v from 'valibot';
import { createAudit } from '../../src/store/audit.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createReplay } from '../../src/store/replay.ts';

/** Straight to the pipe: what was written is seen by the reader even when the next instruction is a SIGKILL. */
const say = (line: string | number): number => writeSync(1, `${line}\n`);

const tasks: Readonly<Record<string, (database: Database, argument: string) => Promise<void>>> = {
  async migrate(database) {
    await migrate(database);
    say('migrated');
  },

  async claim(database, key) {
    const replay = createReplay(database.db, Date.now);
    for (const claim of await Promise.all(Array.from({ length: 10 }, () => replay.claim(key, 60_000)))) say(claim);
  },

  async append(database, count) {
    const audit = createAudit(database.db, Date.now);
    for (let nth = 1; nth <= Number(count); nth++) {
      const row = await audit.append({
        who: `process ${process.pid}`,
        where: 'test',
        what: `act ${nth}`,
        outcome: 'done',
      });
      say(row.seq);
    }
  },
};

const location = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('kind', [
    v.object({ kind: v.literal('sqlite'), file: v.string() }),
    v.object({ kind: v.literal('postgres'), url: v.string() }),
  ]),
);

const [name = '', at = '', argument = ''] = process.argv.slice(2);
const task = tasks[name];
if (task === undefined) throw new TypeError(`no task ${name}`);
say('ready');
await once(process.stdin, 'data');
process.stdin.pause();
const database = await openDatabase(v.parse(location, at));
await task(database, argument);
await database.close();
