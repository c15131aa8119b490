import assert from 'node:assert/strict';
import { answerSizing, type ObjectsSizing, type SizingResult } from '../../../src/commands/sizing/answer.ts';
import { boundaryNear } from '../../../src/commands/sizing/boundary.ts';
import { readSizing } from '../../../src/commands/sizing/query.ts';
import { spellSizing } from '../../../src/commands/sizing/question.ts';
import { sizingSheet } from '../../../src/commands/sizing/sheet.ts';
import { viewSizing } from '../../../src/commands/sizing/view.ts';
import { assertReadable, cardTexts, typedLine } from '../typed-line.ts';

const now = Date.UTC(2026, 10, 1);

function answer(text: string): SizingResult {
  const reading = readSizing(typedLine('sizing', text));
  assert.ok(reading.kind === 'parsed', text);
  return answerSizing(reading.arguments, { now });
}

function objects(text: string): ObjectsSizing {
  const result = answer(text);
  assert.ok(result.of === 'objects');
  return result;
}

function shown(text: string, language: 'en' | 'nl' = 'en'): string {
  const reading = readSizing(typedLine('sizing', text));
  assert.ok(reading.kind === 'parsed', text);
  const result = answerSizing(reading.arguments, { now });
  return cardTexts(viewSizing(result, language, spellSizing(reading.arguments))).join('\n');
}

describe('sizing by objects', () => {
  // From the table "Number of objects in Active Directory" of the prerequisites page of 2023-11-06.
  const tiers = [
    [9_999, 6, 70, false, 10_000],
    [10_000, 6, 70, false, 50_000],
    [49_999, 6, 70, false, 50_000],
    [50_000, 16, 100, false, 100_000],
    [99_999, 16, 100, false, 100_000],
    [100_000, 32, 300, true, 300_000],
    [250_000, 32, 300, true, 300_000],
    [299_999, 32, 300, true, 300_000],
    [300_000, 32, 450, true, 600_001],
    [600_000, 32, 450, true, 600_001],
    [600_001, 32, 500, true, null],
  ] as const;
  for (const [count, memoryGb, diskGb, fullSqlServer, next] of tiers)
    it(`answers ${count} with ${memoryGb} GB of memory and ${diskGb} GB of disk`, () => {
      const result = objects(String(count));
      assert.equal(result.kind, 'sizing');
      assert.equal(result.objects, count);
      assert.equal(result.tier.cpuGhz, 1.6);
      assert.equal(result.tier.memoryGb, memoryGb);
      assert.equal(result.tier.diskGb, diskGb);
      assert.equal(result.fullSqlServer, fullSqlServer);
      assert.equal(result.next, next);
    });

  it('names the document, the section and the hash of every fact', () => {
    const { source, tenant, localDb, initialExport } = objects('250k');
    assert.equal(source.place, 'Hardware requirements for Microsoft Entra Connect');
    assert.equal(source.date, '2023-11-06');
    assert.equal(source.sha256?.length, 64);
    assert.equal(tenant.source.place, 'Microsoft Entra ID');
    assert.equal(localDb.source.place, 'SQL Server used by Microsoft Entra Connect');
    assert.equal(initialExport.source.id, 'performance-2025');
  });

  it('says the verdict first', () => {
    assert.match(
      shown('250000'),
      /^Sizing · 250,000 objects\n250,000 objects: 1\.6 GHz, 32 GB memory, 300 GB disk, full SQL Server\./,
    );
    assert.match(
      shown('250000', 'nl'),
      /\n250\.000 objecten: 1,6 GHz, 32 GB geheugen, 300 GB schijf, volledige SQL Server\./,
    );
  });

  it('says what the next tier brings', () => {
    assert.match(shown('250000'), /49,999 objects; from 300,000 on: 450 GB disk/);
    assert.match(shown('99999'), /0 objects; from 100,000 on: 32 GB memory, 300 GB disk, full SQL Server/);
    assert.match(shown('5000'), /4,999 objects; from 10,000 on: the same machine/);
    assert.match(shown('700000'), /no upper end/);
  });

  it('says what the tenant asks', () => {
    assert.match(shown('50000'), /every tenant starts with this\. Holds up to 50,000 objects/);
    assert.match(shown('50001'), /A verified domain\. Holds up to 300,000 objects/);
    assert.match(shown('300001'), /support case.*500,000/);
    assert.match(shown('500001'), /licence/);
  });

  it('estimates the first export from 84,000 writes an hour', () => {
    // 250,000 / 84,000 h = 178.57 min; 84,000 / 84,000 = 60 min; 12,000,000 / 84,000 h = 142.9 h = 5.95 days.
    assert.equal(objects('250000').initialExport.minutes, 179);
    assert.match(shown('250000'), /2 h 59 min at least/);
    assert.match(shown('84000'), /1 h at least/);
    assert.match(shown('12M'), /6 days at least/);
  });

  it('says the rule of a boundary at it and near it, and not elsewhere', () => {
    assert.match(shown('50000'), /At the boundary of 50,000, which the document leaves open/);
    assert.match(shown('100000'), /At the boundary of 100,000, which by its wording starts the tier above/);
    assert.match(shown('600000'), /At the boundary of 600,000, which by its wording ends the tier below/);
    assert.match(shown('299000'), /1,000 below the boundary of 300,000.*Take the next tier if in doubt/);
    assert.doesNotMatch(shown('250000'), /boundary/);
    assert.deepEqual(boundaryNear(49_000), { at: 50_000, distance: -1_000, exact: false });
    assert.equal(boundaryNear(48_999), null);
    assert.deepEqual(boundaryNear(600_001), { at: 600_000, distance: 1, exact: true });
  });

  it('offers growth, the prerequisites of SQL Server and the other servers', () => {
    const commands = (text: string) => viewSizing(answer(text), 'en', `sizing ${text}`).actions.map((a) => a.command);
    assert.deepEqual(commands('250000'), ['sizing 250000 +20%/y 3y', 'prereqs sql', 'sizing adfs wap']);
    assert.deepEqual(commands('80000 +20%/y 3y'), ['sizing adfs wap']);
  });
});

describe('sizing with growth', () => {
  it('says when 80,000 objects at 20 % a year leave their tier', () => {
    // 80,000 x 1.2 ^ (t / 12) reaches 100,000 after 14.69 months: in January 2028.
    const { growth } = objects('80k +20%/y 3y');
    assert.equal(growth?.start, '2026-11');
    assert.equal(growth.months, 36);
    assert.deepEqual(growth.rate, { kind: 'percent', perYear: 20 });
    assert.equal(growth.leaves?.date, '2028-01');
    assert.equal(growth.leaves.tier.memoryGb, 32);
    const text = shown('80k +20%/y 3y');
    assert.match(
      text,
      /Leaves this tier \(50,000–99,999\) in January 2028, month 15\. From then: 1\.6 GHz, 32 GB memory/,
    );
    assert.match(text, /2027-11\n96,000\n16 GB\n100 GB\nLocalDB\nverified domain/);
    assert.match(text, /2029-11\n138,240\n32 GB\n300 GB\nfull SQL Server\nverified domain/);
    assert.match(shown('80k +20%/y 3y', 'nl'), /Verlaat deze klasse \(50\.000–99\.999\) in januari 2028, maand 15/);
  });

  it('says that it stays where it stays', () => {
    // 110,000 + 3 x 5,000 = 125,000.
    assert.match(
      shown('110k +5k/y 3y'),
      /Stays in this tier \(100,000–299,999\) for 3 years: 125,000 objects at the end/,
    );
    assert.match(shown('110k +5k/y 18m'), /for 18 months: 117,500 objects/);
  });

  it('lists a month once, even where a year ends in another tier', () => {
    // 40,000 + 10,000 a year is 50,000 after exactly 12 months.
    const rows = sizingSheet(answer('40k +10k/y 2y'), 'en').rows.map(({ cells }) => cells.slice(0, 2));
    assert.deepEqual(rows, [
      ['2026-11', '40000'],
      ['2027-11', '50000'],
      ['2028-11', '60000'],
    ]);
  });
});

describe('sizing of servers', () => {
  it('gives the minimum of AD FS and WAP', () => {
    const result = answer('adfs wap');
    assert.equal(result.of, 'servers');
    assert.deepEqual(
      result.hosts.map(
        (host) => host.kind === 'federation' && [host.role, host.cores, host.cpuGhz, host.memoryGb, host.azureVm],
      ),
      [
        ['adfs', 2, 1.6, 2, 'A2'],
        ['wap', 2, 1.6, 2, 'A2'],
      ],
    );
    assert.ok(!('objects' in result));
  });

  it('gives the benchmark and the limits of pass-through agents, and the minimum of Cloud Sync', () => {
    assert.match(
      shown('pta'),
      /300–400 sign-ins a second on 4 cores and 16 GB; at least 3 agents, at most 40 per tenant/,
    );
    assert.match(shown('cloud-sync'), /4 GB memory, \.NET Framework 4\.7\.1, TLS 1\.2/);
  });

  it('gives the rules on the database', () => {
    const { sql } = answer('sql');
    assert.equal(sql.find(({ id }) => id === 'azure-sql')?.verdict, 'unsupported');
    assert.ok(sql.every(({ source }) => source.date === '2023-11-06'));
  });

  it('adds servers to an answer about objects when they are asked for', () => {
    const result = objects('250k adfs sql');
    assert.deepEqual(
      result.hosts.map(({ role }) => role),
      ['adfs'],
    );
    assert.ok(result.sql.length > 0);
    assert.deepEqual(objects('250k').hosts, []);
  });
});

describe('sizing of everything', () => {
  it('lists the six tiers and the servers beside', () => {
    const result = answer('');
    assert.ok(result.of === 'tiers');
    assert.deepEqual(
      result.tiers.map(({ from, memoryGb, diskGb, fullSqlServer }) => [from, memoryGb, diskGb, fullSqlServer]),
      [
        [0, 6, 70, false],
        [10_000, 6, 70, false],
        [50_000, 16, 100, false],
        [100_000, 32, 300, true],
        [300_000, 32, 450, true],
        [600_001, 32, 500, true],
      ],
    );
    assert.equal(result.hosts.length, 4);
    assert.match(shown(''), /The boundaries 50,000 and 300,000 are left open/);
  });
});

describe('sizing cards and sheets', () => {
  const questions = [
    '',
    '1',
    '50000',
    '99000',
    '250k adfs sql',
    '700k -20%/y 5y',
    '80k +20%/y 18m',
    'adfs',
    'pta sql',
    '1M +1000%/y 50y',
  ];
  for (const language of ['en', 'nl'] as const)
    for (const question of questions)
      it(`reads well in ${language}: "${question}"`, () => {
        const result = answer(question);
        assertReadable(viewSizing(result, language, 'sizing'), language);
        const { columns, rows } = sizingSheet(result, language);
        for (const { cells } of rows) assert.equal(cells.length, columns.length);
      });

  it('keeps figures bare in a sheet', () => {
    const [first] = sizingSheet(answer('250k'), 'nl').rows;
    assert.deepEqual(first?.cells.slice(0, 8), ['', '250000', '100000', '299999', '1.6', '32', '300', 'ja']);
  });
});
