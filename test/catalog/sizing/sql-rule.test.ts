import assert from 'node:assert/strict';
import { sqlRules } from '../../../src/catalog/sizing/sql-rule.ts';

describe('SQL rules', () => {
  const idsWith = (verdict: string) => sqlRules.filter((rule) => rule.verdict === verdict).map(({ id }) => id);

  it('rules out SQL Server 2012, Azure SQL, case-sensitive collations and shared instances', () => {
    assert.deepEqual(idsWith('unsupported'), ['sql-2012', 'azure-sql', 'collation-sensitive', 'shared-instance']);
  });

  it('requires a full server from 100,000 objects on, a _CI_ collation and one engine to an instance', () => {
    assert.deepEqual(idsWith('required'), ['full-server', 'collation-insensitive', 'one-engine']);
  });

  it('names the newest version and both Azure services in both languages', () => {
    const statement = (id: string) => sqlRules.find((rule) => rule.id === id)?.statement;
    for (const language of ['en', 'nl'] as const) {
      assert.match(statement('versions')?.[language] ?? '', /SQL Server 2022/);
      assert.match(statement('azure-sql')?.[language] ?? '', /Azure SQL.*Database.*Managed Instance/);
    }
  });
});
