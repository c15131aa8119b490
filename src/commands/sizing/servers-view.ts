import { column, type Element, row } from '../../card/card.ts';
import { roleLabel } from '../../catalog/role.ts';
import type { SqlRule } from '../../catalog/sizing/sql-rule.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import type { HostFacts, Sourced } from './answer.ts';
import { figure } from './figures.ts';

const verdicts = {
  default: text('default', 'standaard'),
  required: text('required', 'vereist'),
  supported: text('supported', 'ondersteund'),
  advice: text('advice', 'advies'),
  unsupported: text('not supported', 'niet ondersteund'),
} as const satisfies Record<SqlRule['verdict'], Text>;

/** What one server needs, in a few words. */
export function hostNeeds(host: HostFacts, language: Language): string {
  switch (host.kind) {
    case 'federation': {
      const { cores, cpuGhz, memoryGb, azureVm } = host;
      return text(
        `${cores} cores of ${figure(cpuGhz, 'en')} GHz, ${memoryGb} GB memory; in Azure at least ${azureVm}`,
        `${cores} kernen van ${figure(cpuGhz, 'nl')} GHz, ${memoryGb} GB geheugen; in Azure minstens ${azureVm}`,
      )[language];
    }
    case 'pass-through': {
      const { cores, memoryGb, signInsPerSecond, agentsRecommended, agentsMaximum } = host;
      const rate = `${signInsPerSecond.from}–${signInsPerSecond.to}`;
      return text(
        `${rate} sign-ins a second on ${cores} cores and ${memoryGb} GB; at least ${agentsRecommended} agents, at most ${agentsMaximum} per tenant`,
        `${rate} aanmeldingen per seconde op ${cores} kernen en ${memoryGb} GB; minstens ${agentsRecommended} agents, hoogstens ${agentsMaximum} per tenant`,
      )[language];
    }
    case 'cloud-sync':
      return text(
        `${host.memoryGb} GB memory, .NET Framework ${host.dotNet}, TLS ${host.tls}`,
        `${host.memoryGb} GB geheugen, .NET Framework ${host.dotNet}, TLS ${host.tls}`,
      )[language];
  }
}

/** How binding a rule on the database is, in words. */
export function sqlVerdict({ verdict }: Pick<SqlRule, 'verdict'>, language: Language): string {
  return verdicts[verdict][language];
}

/** Servers that are not sized by objects: a table row each. */
export function hostElements(hosts: readonly HostFacts[], language: Language): readonly Element[] {
  if (hosts.length === 0) return [];
  const titles = [text('Server', 'Server'), text('Needs', 'Nodig'), text('How binding', 'Hoe bindend')];
  return [
    {
      kind: 'table',
      columns: titles.map((title) => column(title[language])),
      rows: hosts.map((host) => row(roleLabel(host.role), hostNeeds(host, language), host.strength[language])),
    },
  ];
}

/** The rules on the database: a table row each. */
export function sqlElements(rules: readonly Sourced<SqlRule>[], language: Language): readonly Element[] {
  if (rules.length === 0) return [];
  const titles = [text('Verdict', 'Oordeel'), text('Rule', 'Regel')];
  return [
    {
      kind: 'table',
      columns: titles.map((title) => column(title[language])),
      rows: rules.map((rule) => row(sqlVerdict(rule, language), rule.statement[language])),
    },
  ];
}
