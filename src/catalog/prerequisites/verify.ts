import { type Text, text } from '../text.ts';

/** Protocol exchanges that can settle a prerequisite from the network. */
export const probeNames = ['dns', 'https', 'tls', 'ldap', 'cldap', 'winrm', 'proxy'] as const;

export type ProbeName = (typeof probeNames)[number];

/** What a runner on the server can read there, without changing anything. */
export const hostFacts = [
  'os-version',
  'os-edition',
  // Full desktop or Server Core.
  'installation-type',
  'domain-joined',
  'cpu',
  'memory',
  'connect-version',
  'dotnet-release',
  'powershell-version',
  'execution-policy',
  'transcription-policy',
  'hotfix',
  'registry-value',
  'last-restart',
  // Members of the local Administrators group.
  'local-administrators',
  'ntlm-policy',
  // Whether Windows LAPS rotates the local administrator's password.
  'password-rotation',
  // objectVersion of the schema partition.
  'directory-schema',
  // Optional features of the forest, of which the recycle bin is one.
  'directory-features',
  'sql-version',
  'sql-platform',
  'sql-collation',
  'sql-databases',
  'sql-memory-limit',
  'sql-drivers',
  'sql-protocol',
  'database-size',
  'machine-config',
  'service-state',
  'service-account',
  // Zone that Internet Explorer's settings put a site in.
  'site-zone',
  'trusted-hosts',
  'certificate-provider',
  'installed-software',
] as const;

export type HostFact = (typeof hostFacts)[number];

/**
 * How an item is verified: by an exchange on the network, by a fact read on the host, or by a person's answer. `what`
 * says what is looked at and which outcome is good; `question` is worded so that "yes" is the good answer.
 */
export type Verify =
  | { readonly kind: 'probe'; readonly probe: ProbeName; readonly what: Text }
  | { readonly kind: 'host-fact'; readonly fact: HostFact; readonly what: Text }
  | { readonly kind: 'attestation'; readonly question: Text };

/** Verified over the network. */
export function probe(name: ProbeName, en: string, nl: string): Verify {
  return { kind: 'probe', probe: name, what: text(en, nl) };
}

/** Verified by reading the host. */
export function hostFact(fact: HostFact, en: string, nl: string): Verify {
  return { kind: 'host-fact', fact, what: text(en, nl) };
}

/** Verified by asking a person. */
export function attest(en: string, nl: string): Verify {
  return { kind: 'attestation', question: text(en, nl) };
}
