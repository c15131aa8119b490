import assert from 'node:assert/strict';
import type { Person } from '../../src/store/person.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { onBothEngines } from './engines.ts';

const person = (user: string): Person => ({ platform: 'slack', tenant: 'T1', user });

onBothEngines('preferences', (bench) => {
  const preferences = () => createPreferences(bench().database.db, () => 1_000);

  it('are all null for a person who chose nothing', async () => {
    assert.deepEqual(await preferences().read(person('new')), { language: null, edition: null, cloud: null });
  });

  it('keep each choice when another one is made', async () => {
    await preferences().change(person('U1'), { language: 'nl' });
    await preferences().change(person('U1'), { edition: '2017-02', cloud: 'usgov' });
    assert.deepEqual(await preferences().read(person('U1')), { language: 'nl', edition: '2017-02', cloud: 'usgov' });
    await preferences().change(person('U1'), { language: 'en' });
    assert.deepEqual(await preferences().read(person('U1')), { language: 'en', edition: '2017-02', cloud: 'usgov' });
  });

  it('take a choice back with null', async () => {
    await preferences().change(person('U2'), { language: 'nl', cloud: 'usgov' });
    await preferences().change(person('U2'), { language: null });
    assert.deepEqual(await preferences().read(person('U2')), { language: null, edition: null, cloud: 'usgov' });
  });

  it('belong to one person on one platform in one tenant', async () => {
    await preferences().change(person('U3'), { language: 'nl' });
    for (const other of [
      { ...person('U3'), tenant: 'T2' },
      { ...person('U3'), platform: 'teams' } as const,
      person('u3'),
    ])
      assert.equal((await preferences().read(other)).language, null);
  });

  it('drop an edition, a language or a cloud that the catalog no longer has', async () => {
    await preferences().change(person('U4'), { language: 'nl' });
    await bench()
      .database.db.updateTable('preference')
      .set({ edition: '1999-12', cloud: 'moon' })
      .where('user_id', '=', 'U4')
      .execute();
    assert.deepEqual(await preferences().read(person('U4')), { language: 'nl', edition: null, cloud: null });
  });

  it('lose none of two choices that are made at once', async () => {
    await Promise.all([
      preferences().change(person('U5'), { language: 'nl' }),
      preferences().change(person('U5'), { edition: '2020-03' }),
      preferences().change(person('U5'), { cloud: 'usgov' }),
    ]);
    assert.deepEqual(await preferences().read(person('U5')), { language: 'nl', edition: '2020-03', cloud: 'usgov' });
  });
});
