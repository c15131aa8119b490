import assert from 'node:assert/strict';
import { chmod, stat, writeFile } from 'node:fs/promises';
import { readConnectionSettings, writeConnectionSettings } from '../../src/runner/connection-settings.ts';
import { folderAt } from '../../src/runner/folder.ts';
import { createInternetHosts } from '../../src/runner/internet.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('how a runner reaches its hub', () => {
  it('is the direct way where nothing is said', async () => {
    await using temporary = await temporaryFolder();
    assert.deepEqual(await readConnectionSettings(folderAt(temporary.path)), { version: 1, proxy: null, ca: null });
  });

  it('is kept where only its account can read it: it may hold a password', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(temporary.path);
    const settings = { version: 1, proxy: 'http://svc:hunter2@proxy.contoso.com:8080', ca: null } as const;
    await writeConnectionSettings(folder, settings);
    assert.equal((await stat(folder.connection)).mode & 0o777, 0o600);
    assert.deepEqual(await readConnectionSettings(folder), settings);
    await chmod(folder.connection, 0o640);
    await assert.rejects(readConnectionSettings(folder), /can be read by other accounts \(mode 0640\)/);
  });

  it('says where its file is wrong, and not what stands there', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(temporary.path);
    await writeFile(folder.connection, '{"version":1,"proxy":["http://svc:hunter2@proxy"],"ca":null}', { mode: 0o600 });
    await assert.rejects(readConnectionSettings(folder), (error) => {
      assert.match(String(error), /is not right at proxy/);
      assert.doesNotMatch(String(error), /hunter2/);
      return true;
    });
  });
});

describe('hosts on the internet', () => {
  const isOnInternet = createInternetHosts([
    { from: 'connect', asks: [], hosts: ['login.microsoftonline.com'], under: ['.msappproxy.net'] },
    { from: 'connect', asks: [], hosts: null, under: [] },
  ]);

  it('are those that the catalog names, and what stands under the names that it leaves open', () => {
    assert.equal(isOnInternet('login.microsoftonline.com'), true);
    assert.equal(isOnInternet('LOGIN.microsoftonline.com'), true);
    assert.equal(isOnInternet('contoso.msappproxy.net'), true);
    assert.equal(isOnInternet('dc01.corp.contoso.com'), false);
    assert.equal(isOnInternet('10.0.0.1'), false);
    assert.equal(isOnInternet('msappproxy.net'), false);
  });
});
