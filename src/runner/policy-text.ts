import * as v from 'valibot';
import { kindIds } from '../probe/kind.ts';
import { type Policy, policy } from '../wire/policy.ts';
import { faultsIn, shownValue } from './faults-in.ts';
import { hostForms, readHostPattern } from './hosts.ts';

/** What may stand under each key of a policy file. */
const legal = {
  version: '1',
  paused: 'true, false',
  roles: 'up to 32 roles, such as "connect", "adfs", "wap"',
  hosts: `up to 1000 of: ${hostForms}`,
  catalogHosts: 'true, false',
  flows: 'up to 500 flows by id, or "*" for every flow',
  kinds: `"*", or a list of: ${kindIds.join(', ')}`,
  rate: '{ "perMinute": 1 to 60000, "perHostPerMinute": 1 to 60000 }',
  'rate.perMinute': 'a whole number from 1 to 60000',
  'rate.perHostPerMinute': 'a whole number from 1 to 60000',
} as const satisfies Readonly<Record<string, string>>;

/** A policy as its file holds it, or every fault of that file. */
export type ReadPolicy =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/** Reads the text of a policy file. Never fails: what is wrong is listed with its place and the legal values. */
export function readPolicyText(text: string): ReadPolicy {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), policy), text);
  if (!parsed.success) return { kind: 'faults', faults: faultsIn(parsed.issues, legal) };
  const strange = parsed.output.hosts.flatMap((host, at) =>
    readHostPattern(host) === null ? [`hosts.${at}: ${shownValue(host)} is not right; legal: ${legal.hosts}`] : [],
  );
  return strange.length === 0 ? { kind: 'policy', policy: parsed.output } : { kind: 'faults', faults: strange };
}

/** The text of a policy file. */
export function policyText(content: Policy): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
