import assert from 'node:assert/strict';
import { registryLines, tlsRegistry } from '../../../src/catalog/prerequisites/tls-registry.ts';

describe('TLS 1.2 registry settings', () => {
  it('set SchUseStrongCrypto to 1 for .NET Framework 4 and restart', () => {
    assert.equal(tlsRegistry.length, 1);
    const { hive, key, value, type, data, restart, source } = tlsRegistry[0];
    assert.deepEqual(
      { hive, key, value, type, data, restart },
      {
        hive: 'HKEY_LOCAL_MACHINE',
        key: 'SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319',
        value: 'SchUseStrongCrypto',
        type: 'dword',
        data: 1,
        restart: true,
      },
    );
    assert.equal(source.place, 'Enable TLS 1.2 for Microsoft Entra Connect');
  });

  it('are written as the document prints them', () => {
    assert.equal(
      registryLines(tlsRegistry[0]),
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\n"SchUseStrongCrypto"=dword:00000001',
    );
  });

  it('write a value in eight hexadecimal digits', () => {
    assert.match(registryLines({ ...tlsRegistry[0], data: 4_095 }), /=dword:00000fff$/);
  });
});
