import assert from 'node:assert/strict';
import { createAudit } from '../../src/store/audit.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { emptyPlace } from './engines.ts';
import { processAllowanceMs, startWorkers } from './processes.ts';

describe('SIGKILL (sqlite)', () => {
  for (const killAfter of [1, 60, 200])
    it(`after ${killAfter} acknowledged appends loses no acknowledged row and leaves an intact chain`, async function () {
      this.timeout(processAllowanceMs);
      const place = await emptyPlace('sqlite');
      try {
        const before = await openDatabase(place.location);
        await migrate(before);
        await before.close();

        const [worker] = await startWorkers(1, 'append', place.location, '1000000');
        assert.ok(worker !== undefined);
        worker.go();
        let acknowledged = 0;
        for await (const line of worker.lines) {
          acknowledged = Number(line);
          if (acknowledged === killAfter) worker.kill();
        }
        assert.ok(acknowledged >= killAfter);

        const database = await openDatabase(place.location);
        const audit = createAudit(database.db, Date.now);
        const verified = await audit.verify();
        const next = await audit.append({ who: 'test', where: 'test', what: 'after the crash', outcome: 'done' });
        await database.close();
        // A row may have been committed whose acknowledgement the kill came before: one at most.
        assert.ok(verified.kind === 'intact');
        assert.ok(
          [acknowledged, acknowledged + 1].includes(verified.head.seq),
          `head ${verified.head.seq} after ${acknowledged}`,
        );
        assert.equal(next.seq, verified.head.seq + 1);
      } finally {
        await place.remove();
      }
    });
});
