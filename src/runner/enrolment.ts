import type { Policy } from '../wire/policy.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { writeConnectionSettings } from './connection-settings.ts';
import { type Folder, readWhole } from './folder.ts';
import { type Credentials, writeCredentials } from './identity.ts';
import type { Journal } from './journal.ts';
import { clearOutbox } from './outbox.ts';
import { editHosts, readPolicyFile, writePolicyFile } from './policy-file.ts';
import type { ReadPolicy } from './policy-text.ts';
import { firstPolicy } from './usual-policy.ts';

/** What an enrolment leaves in a folder. */
export interface Enrolment {
  readonly credentials: Credentials;
  readonly settings: ConnectionSettings;
  /** Hosts that are allowed from the start; each was checked. */
  readonly hosts: readonly string[];
}

/**
 * The policy that a runner begins with: safe, with nothing but the hosts that were named. One that is there already was
 * made by whoever answers for the server, so it stays, with the roles of the new enrolment; where it is broken it stays
 * as it is.
 */
async function policyFor(path: string, { credentials, hosts }: Enrolment): Promise<ReadPolicy> {
  const { roles } = credentials.identity;
  const read: ReadPolicy =
    (await readWhole(path)) === null ? { kind: 'policy', policy: firstPolicy(roles, []) } : await readPolicyFile(path);
  if (read.kind === 'faults') return read;
  let policy: Policy = { ...read.policy, roles: [...roles] };
  for (const host of hosts) {
    const edit = editHosts(policy, 'allow', host);
    if (edit.kind === 'changed') policy = edit.policy;
  }
  return { kind: 'policy', policy };
}

/** Writes an enrolment; the identity comes last, so that what a crash leaves is no enrolment. Returns the policy. */
export async function writeEnrolment(folder: Folder, enrolment: Enrolment, journal: Journal): Promise<ReadPolicy> {
  const { credentials, settings } = enrolment;
  const { identity } = credentials;
  const policy = await policyFor(folder.policy, enrolment);
  // Results for another enrolment are of no use to this one's hub.
  await clearOutbox(folder.outbox);
  if (policy.kind === 'policy') await writePolicyFile(folder.policy, policy.policy);
  await writeConnectionSettings(folder, settings);
  await writeCredentials(folder, credentials);
  const { runner, name, hub, hubFingerprint } = identity;
  journal.write('enrolled', { runner, name, roles: identity.roles.join(' '), hub, hubFingerprint });
  return policy;
}
