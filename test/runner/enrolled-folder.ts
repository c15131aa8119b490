import { join } from 'node:path';
import { type Folder, folderAt, makePrivateFolder } from '../../src/runner/folder.ts';
import { writeCredentials } from '../../src/runner/identity.ts';
import { writePolicyFile } from '../../src/runner/policy-file.ts';
import { localPolicy } from '../../src/runner/usual-policy.ts';
import { createKeyPair } from '../../src/wire/keys.ts';
import type { ScriptedHub } from './scripted-hub.ts';
import { runnerId } from './test-runner.ts';

/** Makes a state folder below `path` in which a runner of this hub is enrolled, allowed this machine alone. */
export async function enrolledFolder(path: string, hub: Pick<ScriptedHub, 'url' | 'key' | 'id'>): Promise<Folder> {
  const folder = folderAt(join(path, 'state'));
  await makePrivateFolder(folder.path);
  const key = createKeyPair();
  await writePolicyFile(folder.policy, localPolicy(['connect']));
  await writeCredentials(folder, {
    key,
    identity: {
      version: 1,
      runner: runnerId,
      name: 'connect01',
      roles: ['connect'],
      hub: hub.url.href,
      hubKey: hub.key.publicKey,
      hubFingerprint: hub.id,
      publicKey: key.publicKey,
      enrolledAt: '2026-11-20T10:00:00.000Z',
    },
  });
  return folder;
}
