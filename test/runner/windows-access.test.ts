import assert from 'node:assert/strict';
import { closeToOthers } from '../../src/runner/windows-access.ts';

describe('the access list of a folder on Windows', () => {
  it('leaves it to SYSTEM, the administrators and the account alone', async () => {
    const ran: unknown[] = [];
    await closeToOthers('C:\\ProgramData\\Portolan\\runner', {
      windowsFolder: 'C:\\Windows',
      account: 'svc-portolan',
      run: async (file, parameters) => void ran.push([file, ...parameters]),
    });
    assert.deepEqual(ran, [
      [
        'C:\\Windows\\System32\\icacls.exe',
        'C:\\ProgramData\\Portolan\\runner',
        '/inheritance:r',
        '/grant:r',
        '*S-1-5-18:(OI)(CI)F',
        '*S-1-5-32-544:(OI)(CI)F',
        'svc-portolan:(OI)(CI)F',
      ],
    ]);
  });

  it('is a fault where it cannot be set', async () => {
    const run = () => Promise.reject(new Error('Access is denied.'));
    await assert.rejects(
      closeToOthers('C:\\x', { windowsFolder: 'C:\\Windows', account: 'a', run }),
      /cannot be closed to other accounts.*as an administrator/s,
    );
  });
});
