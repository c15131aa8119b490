import { shorten } from '../../../card/split-text.ts';
import { visible } from '../../../card/visible.ts';
import { formatSpan } from '../../../catalog/ports/span.ts';
import { roleLabel } from '../../../catalog/role.ts';
import { type Language, text } from '../../../catalog/text.ts';
import { isOurHost, placeholderOf } from '../placeholder.ts';
import type { FirewallRequest, FirewallRule } from '../request.ts';
import { requestSummary, requestTitle } from '../summary.ts';
import { remarksOn, ruleSummary, sourceRemark } from '../words.ts';

/** One entry of an ARM `securityRules` array. */
export interface SecurityRule {
  readonly name: string;
  readonly properties: {
    readonly description: string;
    readonly priority: number;
    readonly direction: 'Inbound' | 'Outbound';
    readonly access: 'Allow';
    readonly protocol: 'Tcp' | 'Udp';
    readonly sourceAddressPrefixes: readonly string[];
    readonly sourcePortRange: '*';
    readonly destinationAddressPrefixes: readonly string[];
    readonly destinationPortRanges: readonly string[];
  };
}

const lowestPriority = 100;
const highestPriority = 4096;

/** Room between two rules for one that a network team puts in; less only where there are too many rules. */
const widestStep = 10;

/** Azure takes at most 1,000 rules in one network security group. */
const mostRules = 1_000;

/** Azure's limits on a rule's name and description, in characters. */
const longestName = 80;
const longestDescription = 140;

const say = {
  use: text(
    'Merge securityRules into the network security groups of the hosts: outbound entries where the source stands, inbound entries where the destination stands. Deploying them as a whole group would replace the rules that it has. Mind the priorities that are taken.',
    'Voeg securityRules toe aan de netwerkbeveiligingsgroepen van de hosts: uitgaande regels waar de bron staat, inkomende waar het doel staat. Als hele groep uitrollen zou de bestaande regels vervangen. Let op prioriteiten die al bezet zijn.',
  ),
  tags: text(
    'Entra ID is a placeholder on purpose: no service tag is known here to cover every host name that is needed.',
    'Entra ID is bewust een plaatshouder: hier is geen servicetag bekend die elke benodigde hostnaam dekt.',
  ),
} as const;

/** A name as Azure takes it: letters, digits, `.`, `_` and `-`, beginning and ending with a letter or digit. */
export function ruleName(id: string, direction: 'Inbound' | 'Outbound'): string {
  const suffix = direction === 'Inbound' ? '-in' : '-out';
  const name = `portolan-${id}`.replaceAll(/[^A-Za-z0-9._-]/g, '-').slice(0, longestName - suffix.length);
  return `${name}${suffix}`;
}

function securityRule(
  rule: FirewallRule,
  direction: 'Inbound' | 'Outbound',
  priority: number,
  language: Language,
): SecurityRule {
  const about = `${roleLabel(rule.from)} → ${roleLabel(rule.to)}, ${rule.protocols.join(', ')}, ${ruleSummary(rule, language)}`;
  return {
    name: ruleName(rule.id, direction),
    properties: {
      description: shorten(visible(about), longestDescription),
      priority,
      direction,
      access: 'Allow',
      protocol: rule.transport === 'tcp' ? 'Tcp' : 'Udp',
      sourceAddressPrefixes: [placeholderOf(rule.from).placeholder],
      sourcePortRange: '*',
      destinationAddressPrefixes: [placeholderOf(rule.to).placeholder],
      destinationPortRanges: rule.ports.map(formatSpan),
    },
  };
}

/**
 * Rules as `securityRules` arrays, one for each group that is needed: Azure takes 1,000 rules in a group, with distinct
 * priorities from 100 to 4096. An entry per side of a rule that is a host of ours.
 */
export function securityRules(
  rules: readonly FirewallRule[],
  language: Language,
): readonly (readonly SecurityRule[])[] {
  const sides = rules.flatMap((rule) => [
    ...(isOurHost(rule.from) ? [{ rule, direction: 'Outbound' } as const] : []),
    ...(isOurHost(rule.to) ? [{ rule, direction: 'Inbound' } as const] : []),
  ]);
  const groups = Array.from({ length: Math.ceil(sides.length / mostRules) }, (_, nth) =>
    sides.slice(nth * mostRules, (nth + 1) * mostRules),
  );
  return groups.map((group) => {
    const step = Math.min(widestStep, Math.floor((highestPriority - lowestPriority) / group.length));
    return group.map(({ rule, direction }, at) => securityRule(rule, direction, lowestPriority + at * step, language));
  });
}

/** The rules of a request for Azure network security groups, as JSON. */
export function renderNsg(request: FirewallRequest, language: Language): string {
  const [first = [], ...more] = securityRules(request.rules, language);
  const file = {
    metadata: {
      title: requestTitle(request, language),
      notes: [
        ...requestSummary(request, language),
        say.use[language],
        ...(request.placeholders.some(({ role }) => role === 'entra') ? [say.tags[language]] : []),
      ],
      placeholders: Object.fromEntries(
        request.placeholders.map(({ placeholder, fill }) => [placeholder, fill[language]]),
      ),
      rules: Object.fromEntries(
        request.rules.map((rule) => [
          rule.id,
          [ruleSummary(rule, language), ...remarksOn(rule, language), sourceRemark(rule, language)].join(' '),
        ]),
      ),
    },
    securityRules: first,
    ...(more.length === 0 ? {} : { furtherGroups: more.map((group) => ({ securityRules: group })) }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
