import { formatSpan } from '../../../catalog/ports/span.ts';
import { type Language, text } from '../../../catalog/text.ts';
import { needWords } from '../../ports/words.ts';
import { addressNames } from '../placeholder.ts';
import type { FirewallRequest, FirewallRule } from '../request.ts';
import { requestSummary, requestTitle } from '../summary.ts';
import { conditionRemark, remarksOn, ruleFlags, ruleTitle, sourceRemark } from '../words.ts';
import { asciiWithin } from './ascii.ts';
import { commentLines } from './comment.ts';

/** nftables keeps at most 128 bytes of a rule's comment, the closing zero among them. */
const longestComment = 127;

const say = {
  use: [
    text(
      'For a Linux firewall between the networks. Fill in the sets (addresses, ranges and subnets, with commas between them); until then nft refuses to load this. Check it with: nft -c -f FILE',
      'Voor een Linux-firewall tussen de netwerken. Vul de sets in (adressen, bereiken en subnetten, gescheiden door komma’s); tot dan weigert nft dit te laden. Controleer met: nft -c -f BESTAND',
    ),
    text(
      'Loading it cuts nobody off: the forward chain lets through what no rule names, and counts it. Once it counts nothing that must go on, make its policy drop.',
      'Laden sluit niemand af: de forward-chain laat door wat geen regel noemt, en telt het. Telt die niets meer dat door moet gaan, maak van de policy dan drop.',
    ),
    text(
      'Where another table already filters what is forwarded, an accept here does not overrule a drop there: copy the sets and the chain “allow” into that table and jump to it from its own forward chain.',
      'Filtert een andere tabel het doorgaande verkeer al, dan heft een accept hier een drop daar niet op: kopieer de sets en de chain “allow” naar die tabel en spring ernaartoe vanuit de forward-chain daarvan.',
    ),
    text(
      'Sets and rules are for IPv4; for IPv6 add sets of type ipv6_addr and the same rules with ip6.',
      'Sets en regels zijn voor IPv4; voeg voor IPv6 sets van type ipv6_addr toe en dezelfde regels met ip6.',
    ),
  ],
  again: text(
    'Makes the table anew in one step, so that loading this twice doubles nothing. Never put the name of another table here: it would be emptied.',
    'Maakt de tabel in één stap opnieuw, zodat tweemaal laden niets verdubbelt. Zet hier nooit de naam van een andere tabel: die zou worden geleegd.',
  ),
  established: text('Replies to what was allowed.', 'Antwoorden op wat is toegelaten.'),
  rest: text('not in this request', 'niet in deze aanvraag'),
} as const;

function set(request: FirewallRequest, language: Language): readonly string[] {
  return request.placeholders.flatMap(({ role, placeholder, fill }) => [
    ...commentLines([fill[language]], '  '),
    `  set ${addressNames(role).snake} {`,
    '    type ipv4_addr',
    '    flags interval',
    '    auto-merge',
    `    elements = { ${placeholder} }`,
    '  }',
    '',
  ]);
}

function ports({ ports: spans }: FirewallRule): string {
  const list = spans.map(formatSpan).join(', ');
  return spans.length === 1 ? list : `{ ${list} }`;
}

function ruleLines(rule: FirewallRule, language: Language): readonly string[] {
  const comment = asciiWithin(`${rule.id}: ${ruleFlags(rule, language)}`, longestComment);
  const remarks = [rule.purpose[language], ...conditionRemark(rule, language), ...remarksOn(rule, language)];
  return [
    '',
    ...commentLines(
      [`${ruleTitle(rule)}, ${needWords[rule.need][language]}.`, remarks.join(' '), sourceRemark(rule, language)],
      '    ',
    ),
    [
      `    ip saddr @${addressNames(rule.from).snake}`,
      `ip daddr @${addressNames(rule.to).snake}`,
      `${rule.transport} dport ${ports(rule)}`,
      `counter accept comment "${comment}"`,
    ].join(' '),
  ];
}

/** The rules of a request as an nftables ruleset that is safe to load: it allows and counts, and drops nothing. */
export function renderNft(request: FirewallRequest, language: Language): string {
  return [
    ...commentLines([
      requestTitle(request, language),
      ...requestSummary(request, language),
      '',
      ...say.use.map((sentence) => sentence[language]),
    ]),
    '',
    ...commentLines([say.again[language]]),
    'table inet portolan',
    'delete table inet portolan',
    '',
    'table inet portolan {',
    ...set(request, language),
    '  chain allow {',
    ...commentLines([say.established[language]], '    '),
    '    ct state established,related accept',
    ...request.rules.flatMap((rule) => ruleLines(rule, language)),
    '  }',
    '',
    '  chain forward {',
    '    type filter hook forward priority filter; policy accept;',
    '    jump allow',
    `    counter comment "${say.rest[language]}"`,
    '  }',
    '}',
    '',
  ].join('\n');
}
