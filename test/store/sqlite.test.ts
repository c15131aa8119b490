import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { ImmediateSqliteDialect, openSqliteFile } from '../../src/store/sqlite.ts';

describe('the SQLite dialect', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-sqlite-'));
  let db: Kysely<unknown>;

  before(async () => {
    db = new Kysely({ dialect: new ImmediateSqliteDialect(await openSqliteFile(join(folder, 'a.db'))) });
    await sql`create table item (id integer primary key)`.execute(db);
    await sql`insert into item (id) values (1)`.execute(db);
  });

  after(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  it('sees a new column in a statement that it kept', async () => {
    const all = () => sql`select * from item`.execute(db);
    assert.deepEqual((await all()).rows, [{ id: 1 }]);
    await sql`alter table item add column name text`.execute(db);
    assert.deepEqual((await all()).rows, [{ id: 1, name: null }]);
  });

  it('answers 1,000 different statements, and the first of them again', async () => {
    const answer = async (number: number) =>
      (await sql<{ n: number }>`select ${sql.lit(number)} as n`.execute(db)).rows[0]?.n;
    for (let number = 0; number < 1_000; number++) assert.equal(await answer(number), number);
    assert.equal(await answer(0), 0);
  });

  it('runs one statement 50 times at once, each with its own values', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, number) => sql<{ n: number }>`select ${number} as n`.execute(db)),
    );
    assert.deepEqual(
      answers.map(({ rows }) => rows[0]?.n),
      Array.from({ length: 50 }, (_, number) => number),
    );
  });
});
