import assert from 'node:assert/strict';
import { dcomKey, dcomPrerequisites, dcomValues } from '../../../src/catalog/prerequisites/dcom.ts';

describe('DCOM registry values', () => {
  it('are the three that set-up checks, below the key that it looks for', () => {
    assert.equal(dcomKey.hive, 'HKEY_LOCAL_MACHINE');
    assert.equal(dcomKey.key, 'Software\\Microsoft\\Ole');
    assert.deepEqual(
      dcomValues.map(({ name }) => name),
      ['MachineAccessRestriction', 'MachineLaunchRestriction', 'DefaultLaunchPermission'],
    );
  });

  it('each have a prerequisite that names them', () => {
    for (const { id, name } of dcomValues) {
      const item = dcomPrerequisites.find((candidate) => candidate.id === id);
      assert.ok(item !== undefined);
      assert.ok(item.requirement.en.startsWith(name));
      assert.ok(item.requirement.nl.startsWith(name));
    }
  });
});
