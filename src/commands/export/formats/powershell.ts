import { formatSpan } from '../../../catalog/ports/span.ts';
import { type RoleId, roleLabel, roleOf } from '../../../catalog/role.ts';
import { type Language, text } from '../../../catalog/text.ts';
import { addressNames, isOurHost, placeholderOf } from '../placeholder.ts';
import type { FirewallRequest, FirewallRule } from '../request.ts';
import { requestSummary, requestTitle } from '../summary.ts';
import { remarksOn, ruleSummary, ruleTitle, sourceRemark } from '../words.ts';
import { toAscii } from './ascii.ts';
import { commentLines } from './comment.ts';

const say = {
  run: [
    text(
      'For the Windows Firewall of the servers themselves. Fill in the addresses below, then run this on each server, elevated, naming every role that the server has:',
      'Voor de Windows Firewall van de servers zelf. Vul hieronder de adressen in en voer dit dan op elke server uit, met verhoogde rechten en met elke rol die de server heeft:',
    ),
    text(
      'With -WhatIf it only shows what it would do. Running it again replaces its own rules and no others.',
      'Met -WhatIf toont het alleen wat het zou doen. Opnieuw uitvoeren vervangt de eigen regels en geen andere.',
    ),
    text(
      'To undo every rule of Portolan on a server: Remove-NetFirewallRule -Group Portolan',
      'Alle regels van Portolan op een server ongedaan maken: Remove-NetFirewallRule -Group Portolan',
    ),
    text(
      'Windows lets outbound traffic through unless a policy blocks it; the outbound rules matter where one does.',
      'Windows laat uitgaand verkeer door tenzij een beleid het blokkeert; de uitgaande regels tellen waar dat zo is.',
    ),
  ],
  profiles: text(
    'The rules hold in the Domain profile; on WAP and for the Health agent in any, since WAP is seldom in a domain.',
    'De regels gelden in het profiel Domain; op WAP en voor de Health-agent in elk, want WAP staat zelden in een domein.',
  ),
  any: text("Here 'Any' may stand for every address.", "Hier mag 'Any' staan voor elk adres."),
  guard: text(
    'Stops before anything is changed while an address that the named roles need is missing.',
    'Stopt voordat er iets verandert zolang er een adres ontbreekt dat de genoemde rollen nodig hebben.',
  ),
  fillIn: text(
    'Fill in the addresses in this script first. Still missing: $',
    'Vul eerst de adressen in dit script in. Er ontbreekt nog: $',
  ),
  nothing: text('Nothing to set.', 'Niets in te stellen.'),
} as const;

/** What one host does for a rule: it opens the connection to the other role, or answers it. */
interface Side {
  readonly rule: FirewallRule;
  readonly host: RoleId;
  readonly other: RoleId;
  readonly direction: 'Outbound' | 'Inbound';
}

function sidesOf(rule: FirewallRule): readonly Side[] {
  const { from, to } = rule;
  const out = { rule, host: from, other: to, direction: 'Outbound' } as const;
  const into = { rule, host: to, other: from, direction: 'Inbound' } as const;
  return [out, into].filter(({ host }) => isOurHost(host));
}

/**
 * Text as a PowerShell string that means itself. Single quotes are doubled; the firewall refuses a bar in any name or
 * description, so it becomes a slash.
 */
export function quoted(words: string): string {
  return `'${toAscii(words).replaceAll('|', '/').replaceAll("'", "''")}'`;
}

function list(items: readonly string[]): string {
  return items.map(quoted).join(', ');
}

function nameOf({ rule, direction }: Side): string {
  return `portolan-${rule.id}-${direction === 'Outbound' ? 'out' : 'in'}`;
}

/**
 * The profile in which a host's rules hold. A WAP server is seldom a member of a domain, and a Health agent may run on
 * one, so theirs hold in any; what they let through is narrowed by address in every case.
 */
function profileOf(host: RoleId): string {
  return roleOf(host).zone === 'perimeter' || host === 'health-agent' ? 'Any' : 'Domain';
}

function ruleLine(side: Side, language: Language): string {
  const { rule, host, other, direction } = side;
  return [
    'New-NetFirewallRule',
    `-Name ${quoted(nameOf(side))}`,
    `-DisplayName ${quoted(`Portolan: ${ruleTitle(rule)}`)}`,
    "-Group 'Portolan'",
    `-Direction ${direction}`,
    '-Action Allow',
    '-Enabled True',
    `-Profile ${profileOf(host)}`,
    `-Protocol ${rule.transport.toUpperCase()}`,
    `-RemoteAddress $${addressNames(other).pascal}`,
    `${direction === 'Outbound' ? '-RemotePort' : '-LocalPort'} ${list(rule.ports.map(formatSpan))}`,
    `-Description ${quoted(`${ruleSummary(rule, language)} (${rule.id})`)}`,
    '-WhatIf:$WhatIfPreference',
  ].join(' ');
}

function hostBlock(host: RoleId, sides: readonly Side[], language: Language): readonly string[] {
  return [
    ...commentLines([`${roleLabel(host)}: ${roleOf(host).name[language]}`]),
    `if ($Role -contains ${quoted(host)}) {`,
    `    Remove-NetFirewallRule -ErrorAction SilentlyContinue -WhatIf:$WhatIfPreference -Name @(`,
    sides.map((side) => `        ${quoted(nameOf(side))}`).join(',\n'),
    '    )',
    ...sides.flatMap((side) => [
      '',
      ...commentLines(
        [`${ruleTitle(side.rule)}.`, ...remarksOn(side.rule, language), sourceRemark(side.rule, language)],
        '    ',
      ),
      `    ${ruleLine(side, language)}`,
    ]),
    '}',
    '',
  ];
}

function variable(role: RoleId, language: Language): readonly string[] {
  const { pascal, placeholder } = addressNames(role);
  const hint = isOurHost(role) ? [] : [say.any[language]];
  return [
    ...commentLines([[placeholderOf(role).fill[language], ...hint].join(' ')]),
    `$${pascal} = @(${quoted(placeholder)})`,
  ];
}

function guard(hosts: ReadonlyMap<RoleId, readonly Side[]>, language: Language): readonly string[] {
  const needed = [...hosts].map(([host, sides]) => {
    const names = new Set(sides.map(({ other }) => addressNames(other).pascal));
    return `    ${quoted(host)} = @(${list([...names])})`;
  });
  return [
    ...commentLines([say.guard[language]]),
    '$Needed = @{',
    ...needed,
    '}',
    '$Missing = @($Role | ForEach-Object { $Needed[$_] } | Select-Object -Unique | Where-Object {',
    '    $Addresses = @((Get-Variable -Name $_).Value)',
    "    $Addresses.Count -eq 0 -or @($Addresses -match '^\\s*$|[<>]').Count -gt 0",
    '})',
    `if ($Missing.Count -gt 0) { throw (${quoted(say.fillIn[language])} + ($Missing -join ', $')) }`,
  ];
}

/**
 * A PowerShell script for the Windows Firewall of the hosts: an outbound rule where the source is a host of ours and an
 * inbound rule where the destination is, in a block per host role. `filename` is what the script calls itself.
 */
export function renderPowershell(request: FirewallRequest, language: Language, filename: string): string {
  const hosts = Map.groupBy(request.rules.flatMap(sidesOf), ({ host }) => host);
  const [first] = hosts.keys();
  const about = [requestTitle(request, language), ...requestSummary(request, language), ''];
  if (first === undefined) return `${commentLines([...about, say.nothing[language]]).join('\n')}\n`;
  const [run, ...more] = say.run;
  const remotes = new Set([...hosts.values()].flat().map(({ other }) => other));
  return [
    ...commentLines([...about, run[language]]),
    `#   .\\${filename} -Role ${first} -WhatIf`,
    ...commentLines([...more, say.profiles].map((sentence) => sentence[language])),
    '',
    '#Requires -RunAsAdministrator',
    '#Requires -Modules NetSecurity',
    '[CmdletBinding(SupportsShouldProcess)]',
    'param(',
    '    [Parameter(Mandatory)]',
    `    [ValidateSet(${list([...hosts.keys()])})]`,
    '    [string[]]$Role',
    ')',
    '',
    "$ErrorActionPreference = 'Stop'",
    '',
    ...[...remotes].flatMap((role) => variable(role, language)),
    '',
    ...guard(hosts, language),
    '',
    ...[...hosts].flatMap(([host, sides]) => hostBlock(host, sides, language)),
  ].join('\n');
}
