import assert from 'node:assert/strict';
import type { Person } from '../../src/store/person.ts';
import { createRecentQuestions } from '../../src/store/recent-questions.ts';
import { onBothEngines } from './engines.ts';

const person = (user: string): Person => ({ platform: 'slack', tenant: 'T1', user });

onBothEngines('recent questions', (bench) => {
  const keptAt = (now: number) => createRecentQuestions(bench().database.db, () => now, 3);

  async function ask(user: string, questions: readonly string[]): Promise<void> {
    for (const [index, question] of questions.entries()) await keptAt(index + 1).note(person(user), question);
  }

  const questionsOf = async (user: string) =>
    (await keptAt(0).list(person(user))).map(({ question, askedAt }) => `${askedAt} ${question}`);

  it('are none for a person who asked nothing', async () => {
    assert.deepEqual(await questionsOf('new'), []);
  });

  it('come newest first, the last three only', async () => {
    await ask('U1', ['ports adfs wap', 'sizing 80000', 'prereqs', 'endpoints']);
    assert.deepEqual(await questionsOf('U1'), ['4 endpoints', '3 prereqs', '2 sizing 80000']);
    const rows = await bench()
      .database.db.selectFrom('recent_question')
      .select('question')
      .where('user_id', '=', 'U1')
      .execute();
    assert.equal(rows.length, 3);
  });

  it('stand once though asked twice, at the front', async () => {
    await ask('U2', ['ports', 'sizing', 'ports']);
    assert.deepEqual(await questionsOf('U2'), ['3 ports', '2 sizing']);
  });

  it('push out nobody else’s', async () => {
    await ask('U3', ['ports']);
    await keptAt(9).note({ ...person('U3'), tenant: 'T2' }, 'elsewhere');
    await ask('U4', ['a', 'b', 'c', 'd', 'e']);
    assert.deepEqual(await questionsOf('U3'), ['1 ports']);
  });

  it('may be of any length and hold any character', async () => {
    await ask('U5', ['ports '.repeat(2_000), "'; drop table recent_question; --", 'nul \0 and lone \ud800']);
    assert.deepEqual(await questionsOf('U5'), [
      '3 nul \ufffd and lone \ufffd',
      "2 '; drop table recent_question; --",
      `1 ${'ports '.repeat(2_000)}`,
    ]);
  });

  it('keep the last three of 30 that come at once', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => keptAt(index + 1).note(person('U6'), `question ${index + 1}`)),
    );
    assert.deepEqual(await questionsOf('U6'), ['30 question 30', '29 question 29', '28 question 28']);
  });
});
