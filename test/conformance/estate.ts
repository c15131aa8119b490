import { roles } from '../../src/catalog/role.ts';
import { createFakeEstate, type FakeEstate, runner } from '../fakes/estate.ts';
import { factsSaying, hostileOutcome } from '../fakes/hostile-outcomes.ts';

/** An estate whose servers mean harm, and whose runs go on for as long as somebody looks. */
export interface TestEstate {
  readonly estate: FakeEstate;
  /** Finishes so many of the tasks of the run that was asked for last, or all. */
  proceed(count?: number): Promise<void>;
}

/** The same in every channel, at one and the same time. */
export function createTestEstate(now: number): TestEstate {
  const estate = createFakeEstate({
    now: () => now,
    runners: [
      runner({ name: 'local', local: true, enrolledBy: '', roles: roles.map(({ id }) => id) }),
      runner({
        name: 'sync01',
        roles: ['connect'],
        facts: factsSaying('<!channel> *x* \u202e [x](http://attacker.example)'),
      }),
      runner({ name: 'wap01', roles: ['wap'], state: 'lost' }),
    ],
  });
  return {
    estate,
    async proceed(count) {
      const [latest] = await estate.runs.recent(1);
      if (latest !== undefined) estate.finish(latest.id, hostileOutcome, count);
    },
  };
}
