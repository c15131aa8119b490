import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openWake } from '../../src/store/wake.ts';
import type { Wake } from '../../src/store/wake-ears.ts';
import { emptyPlace, onBothEngines } from './engines.ts';

/** Waits until something holds: generous, since machines differ. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, 'it did not come about');
    await sleep(5);
  }
}

onBothEngines('wake', (bench) => {
  const open: Wake[] = [];

  async function wake(): Promise<Wake> {
    const made = await openWake(bench().location);
    open.push(made);
    return made;
  }

  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.stop()));
  });

  it('tells this process at once, once, by topic', async () => {
    const one = await wake();
    const heard: string[] = [];
    one.on('work', (id) => heard.push(`work ${id}`));
    const deaf = one.on('run', (id) => heard.push(`run ${id}`));
    one.tell('work', ['r1', 'r2']);
    one.tell('run', ['x1']);
    one.tell('standing', ['r1']);
    one.tell('work', []);
    assert.deepEqual(heard, ['work r1', 'work r2', 'run x1']);
    deaf();
    one.tell('run', ['x2']);
    await sleep(100);
    assert.deepEqual(heard, ['work r1', 'work r2', 'run x1']);
  });
});

describe('wake across processes (postgres)', function () {
  this.timeout(60_000);

  it('tells every other replica, in order', async () => {
    const place = await emptyPlace('postgres');
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => openWake(place.location)));
    assert.ok(one !== undefined && two !== undefined && three !== undefined);
    try {
      const heard: string[][] = [[], [], []];
      for (const [nth, each] of [one, two, three].entries()) each.on('work', (id) => heard[nth]?.push(id));
      const ids = Array.from({ length: 500 }, (_, nth) => `runner-${nth}`);
      for (const id of ids) one.tell('work', [id]);
      await until(() => heard.every((list) => list.length >= ids.length));
      assert.deepEqual(heard, [ids, ids, ids]);
    } finally {
      await Promise.all([one, two, three].map((each) => each.stop()));
      await place.remove();
    }
  });

  it('does not tell those of another database', async () => {
    const places = await Promise.all([emptyPlace('postgres'), emptyPlace('postgres')]);
    const wakes = await Promise.all(places.map(({ location }) => openWake(location)));
    const [here, there] = wakes;
    assert.ok(here !== undefined && there !== undefined);
    try {
      const heard: string[] = [];
      there.on('work', (id) => heard.push(id));
      here.tell('work', ['r1']);
      there.tell('work', ['end']);
      await sleep(200);
      assert.deepEqual(heard, ['end']);
    } finally {
      await Promise.all(wakes.map((each) => each.stop()));
      await Promise.all(places.map((place) => place.remove()));
    }
  });

  it('connects again when its connection is cut, and tells of the gap', async () => {
    const place = await emptyPlace('postgres');
    assert.ok(place.location.kind === 'postgres');
    const [one, two] = await Promise.all([openWake(place.location), openWake(place.location)]);
    const client = new Client({ connectionString: place.location.url });
    await client.connect();
    try {
      const heard: string[] = [];
      let gaps = 0;
      two.on('work', (id) => heard.push(id));
      two.onGap(() => gaps++);
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'portolan wake' and datname = current_database()",
      );
      await until(() => gaps === 1);
      // The other side connects again too; what it tells before is lost.
      const deadline = Date.now() + 30_000;
      while (!heard.includes('after')) {
        assert.ok(Date.now() < deadline);
        one.tell('work', ['after']);
        await sleep(20);
      }
    } finally {
      await Promise.all([one.stop(), two.stop(), client.end()]);
      await place.remove();
    }
  });

  it('passes over notifications that are none of its own', async () => {
    const place = await emptyPlace('postgres');
    assert.ok(place.location.kind === 'postgres');
    const one = await openWake(place.location);
    const client = new Client({ connectionString: place.location.url });
    await client.connect();
    try {
      const heard: string[] = [];
      one.on('work', (id) => heard.push(id));
      for (const payload of ['', 'nonsense', 'ab work', 'ab nothing r1', 'ab work r1; drop table', 'ab work fine'])
        await client.query('select pg_notify($1, $2)', ['portolan', payload]);
      await until(() => heard.length > 0);
      assert.deepEqual(heard, ['fine']);
    } finally {
      await Promise.all([one.stop(), client.end()]);
      await place.remove();
    }
  });

  it('starts where there is no server yet, and hears nothing of others meanwhile', async () => {
    const wake = await openWake({ kind: 'postgres', url: 'postgres://nobody:nothing@127.0.0.1:1/none' });
    const heard: string[] = [];
    wake.on('run', (id) => heard.push(id));
    wake.tell('run', ['own']);
    assert.deepEqual(heard, ['own']);
    await wake.stop();
  });
});
