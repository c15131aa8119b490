import assert from 'node:assert/strict';
import { diskOf, diskPaths, readDisks } from '../../../src/runner/facts/disks.ts';

describe('the disks', () => {
  it('are the root and where the runner keeps its state', () =>
    assert.deepEqual(diskPaths({ platform: 'linux', stateFolder: '/var/lib/portolan-runner', windowsFolder: '' }), [
      '/',
      '/var/lib/portolan-runner',
    ]));

  it('are drives on Windows, each once', () => {
    const windowsFolder = String.raw`C:\Windows`;
    const paths = (stateFolder: string) => diskPaths({ platform: 'win32', stateFolder, windowsFolder });
    assert.deepEqual(paths(String.raw`c:\ProgramData\Portolan`), ['C:\\']);
    assert.deepEqual(paths(String.raw`D:\Portolan`), ['C:\\', 'D:\\']);
  });

  it('have as many bytes as blocks of a size', () =>
    assert.deepEqual(diskOf('/', { bsize: 4_096, blocks: 1_000, bavail: 10 }), {
      path: '/',
      totalBytes: 4_096_000,
      freeBytes: 40_960,
    }));

  it('are left out where the numbers make no sense', () => {
    assert.equal(diskOf('/', { bsize: 4_096, blocks: -1, bavail: 0 }), null);
    assert.equal(diskOf('/', { bsize: Number.NaN, blocks: 1, bavail: 0 }), null);
  });

  it('are named once where two folders are on one of them, and left out where they do not answer', async () => {
    const root = { bsize: 1, blocks: 100, bavail: 50 };
    const disks = await readDisks(
      ['/', '/var', '/gone', '/stuck', '/data'],
      async (path) => {
        if (path === '/gone') throw new Error('ENOENT');
        if (path === '/stuck') return new Promise(() => {});
        return path === '/data' ? { ...root, blocks: 200 } : root;
      },
      50,
    );
    assert.deepEqual(
      disks.map(({ path }) => path),
      ['/', '/data'],
    );
  });
});
