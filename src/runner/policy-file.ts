import { PortolanError } from '../errors.ts';
import type { Policy } from '../wire/policy.ts';
import { readWhole, refuseStrangers, writeWhole } from './folder.ts';
import { hostForms, plainHost, readHostPattern } from './hosts.ts';
import { policyText, type ReadPolicy, readPolicyText } from './policy-text.ts';

/**
 * Reads a policy file. Whatever keeps it from being used is a fault of it: that it is absent, unreadable, too long, or
 * that accounts other than its owner may write it.
 */
export async function readPolicyFile(path: string): Promise<ReadPolicy> {
  try {
    const text = await readWhole(path);
    if (text === null)
      return { kind: 'faults', faults: [`${path} is missing; make it with: portolan runner policy allow HOST`] };
    await refuseStrangers(path, 0o022, 'be written by other accounts', `chmod 600 ${path}`);
    return readPolicyText(text);
  } catch (error) {
    const fault = error instanceof PortolanError ? error.message : `${path} cannot be read: ${String(error)}`;
    return { kind: 'faults', faults: [fault] };
  }
}

/** Writes a policy file whole. */
export async function writePolicyFile(path: string, policy: Policy): Promise<void> {
  try {
    await writeWhole(path, policyText(policy));
  } catch (cause) {
    throw new PortolanError(
      'file-unwritable',
      `${path} cannot be written`,
      'Run this as the account of the runner, or as an administrator.',
      { cause },
    );
  }
}

/** What became of a change to the list of hosts. */
export type Edit =
  | { readonly kind: 'changed'; readonly policy: Policy }
  | { readonly kind: 'unchanged'; readonly policy: Policy }
  /** `message` says what is legal. */
  | { readonly kind: 'refused'; readonly message: string };

/** Adds a host to a policy, or takes one off; compared as hosts are, so `DC01.` is `dc01`. */
export function editHosts(policy: Policy, change: 'allow' | 'deny', pattern: string): Edit {
  if (readHostPattern(pattern) === null)
    return { kind: 'refused', message: `“${pattern}” is no host; legal: ${hostForms}` };
  const plain = plainHost(pattern);
  const others = policy.hosts.filter((host) => plainHost(host) !== plain);
  const present = others.length < policy.hosts.length;
  if (present === (change === 'allow')) return { kind: 'unchanged', policy };
  return { kind: 'changed', policy: { ...policy, hosts: change === 'allow' ? [...policy.hosts, plain] : others } };
}
