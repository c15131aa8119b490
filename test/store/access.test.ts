import assert from 'node:assert/strict';
import { createAccess } from '../../src/store/access.ts';
import { onBothEngines } from './engines.ts';

onBothEngines('access', (bench) => {
  const accessAt = (now: number) => createAccess(bench().database.db, () => now);

  beforeEach(async () => {
    await bench().database.db.deleteFrom('access').execute();
  });

  it('gives each principal one level, the last that was granted', async () => {
    await accessAt(1_000).grant({ principal: 'slack:T1/U1', level: 'reader', by: 'slack:T1/U9' });
    await accessAt(2_000).grant({ principal: 'slack:T1/U1', level: 'admin', by: 'slack:T1/U8' });
    assert.deepEqual(await accessAt(3_000).list(), [
      { principal: 'slack:T1/U1', level: 'admin', by: 'slack:T1/U8', at: 2_000 },
    ]);
  });

  it('finds the levels of a person and of his groups, and of nobody else', async () => {
    const access = accessAt(1_000);
    await access.grant({ principal: 'slack:T1/U1', level: 'reader', by: 'x' });
    await access.grant({ principal: 'slack:T1/group:S1', level: 'operator', by: 'x' });
    await access.grant({ principal: 'slack:T2/U1', level: 'admin', by: 'x' });
    assert.deepEqual([...(await access.levelsOf(['slack:T1/U1', 'slack:T1/group:S1']))].sort(), ['operator', 'reader']);
    assert.deepEqual(await access.levelsOf(['slack:T1/u1']), []);
    assert.deepEqual(await access.levelsOf([]), []);
  });

  it('withdraws a right once', async () => {
    const access = accessAt(1_000);
    await access.grant({ principal: 'teams:T/O', level: 'operator', by: 'x' });
    assert.equal(await access.withdraw('teams:T/O'), true);
    assert.equal(await access.withdraw('teams:T/O'), false);
    assert.deepEqual(await access.list(), []);
  });
});
