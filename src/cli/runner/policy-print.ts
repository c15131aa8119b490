import { visible } from '../../card/visible.ts';
import { type Text, text } from '../../catalog/text.ts';
import type { Policy } from '../../wire/policy.ts';
import { shellLanguage } from '../language.ts';

const all = text('all', 'alle');
const none = text('none', 'geen');
const yes = text('yes', 'ja');
const no = text('no', 'nee');

function listed(items: readonly string[]): Text {
  const [first] = items;
  if (first === undefined) return none;
  const joined = items.map(visible).join(', ');
  return text(joined, joined);
}

/** Each line of a policy: what it is, and what stands there. */
function rows({ paused, roles, hosts, catalogHosts, flows, kinds, rate }: Policy): readonly (readonly [Text, Text])[] {
  const { perMinute, perHostPerMinute } = rate;
  return [
    [
      text('Asked for anything', 'Laat zich bevragen'),
      paused ? text('no: it is paused, everything is refused', 'nee: gepauzeerd, alles wordt geweigerd') : yes,
    ],
    [text('Roles of this server', 'Rollen van deze server'), listed(roles)],
    [text('Hosts', 'Hosts'), listed(hosts)],
    [text('Hosts of the catalog', 'Hosts uit de catalogus'), catalogHosts ? yes : no],
    [text('Flows', 'Stromen'), flows.includes('*') ? all : listed(flows)],
    [text('Kinds of probe', 'Soorten proeven'), kinds === '*' ? all : listed(kinds)],
    [
      text('At most', 'Hoogstens'),
      text(
        `${perMinute} probes a minute, ${perHostPerMinute} of them against one host`,
        `${perMinute} proeven per minuut, waarvan ${perHostPerMinute} tegen één host`,
      ),
    ],
  ];
}

/** A policy for people, a line for each part of it. */
export function policyLines(policy: Policy, language = shellLanguage()): string {
  const lines = rows(policy).map(([name, value]) => [name[language], value[language]] as const);
  const width = Math.max(...lines.map(([name]) => name.length));
  return `${lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')}\n`;
}
