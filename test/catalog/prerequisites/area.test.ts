import assert from 'node:assert/strict';
import { areaOf, areas } from '../../../src/catalog/prerequisites/area.ts';
import { roles } from '../../../src/catalog/role.ts';

/** As typed words are compared: hyphens, underscores and dots count as blanks. */
function folded(alias: string): string {
  return alias
    .toLowerCase()
    .replace(/[-_.\s]+/gu, ' ')
    .trim();
}

describe('areas', () => {
  it('follow the headings of the page from top to bottom', () => {
    assert.deepEqual(
      areas.map(({ heading }) => heading),
      [
        'Microsoft Entra ID',
        'Prepare your on-premises data',
        'On-premises Active Directory',
        'PowerShell execution policy',
        'Microsoft Entra Connect server',
        'Harden your Microsoft Entra Connect server',
        'SQL Server used by Microsoft Entra Connect',
        'Accounts',
        'Connectivity',
        'Other',
        'PowerShell and .NET Framework',
        'Enable TLS 1.2 for Microsoft Entra Connect',
        'DCOM prerequisites on the synchronization server',
        'Windows Remote Management',
        'TLS/SSL certificate requirements',
        'Name resolution for federation servers',
        'Microsoft Entra Connect supporting components',
        'Hardware requirements for Microsoft Entra Connect',
      ],
    );
  });

  it('share no alias with one another', () => {
    const aliases = areas.flatMap((area) => area.aliases.map(folded));
    assert.equal(new Set(aliases).size, aliases.length);
  });

  it('leave the names of roles to the roles', () => {
    const names = new Set(roles.flatMap((role) => role.aliases.map(folded)));
    const taken = areas.flatMap((area) => area.aliases.filter((alias) => names.has(folded(alias))));
    assert.deepEqual(taken, []);
  });

  it('have lower-case aliases in both languages', () => {
    for (const { id, aliases } of areas) {
      assert.deepEqual(
        aliases.filter((alias) => alias !== alias.toLowerCase() || alias !== alias.trim()),
        [],
        id,
      );
    }
    assert.ok(areaOf('certificates').aliases.includes('certificaten'));
    assert.ok(areaOf('certificates').aliases.includes('certificates'));
  });
});
