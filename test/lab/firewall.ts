import * as v from 'valibot';
import { must } from './run.ts';
import { insideOf } from './running.ts';

/** A ruleset of the firewall: rules for what passes through it, and for what it redirects to itself. */
export interface Rules {
  readonly through: readonly string[];
  readonly redirect?: readonly string[];
}

let current: readonly string[] = [];

/** Rules of nft, each with a counter in front of its verdict. */
function counted(rules: readonly string[]): string {
  return rules.map((rule) => rule.replace(/\b(drop|reject|redirect)\b/, 'counter $1')).join('\n    ');
}

/** Replaces the firewall's rules by these. Everything that no rule names passes. */
export async function setRules({ through, redirect = [] }: Rules): Promise<void> {
  const ruleset = `flush ruleset
table inet lab {
  chain through {
    type filter hook forward priority filter; policy accept;
    ${counted(through)}
  }
  chain inspect {
    type nat hook prerouting priority dstnat; policy accept;
    ${counted(redirect)}
  }
}
`;
  await must(...insideOf('fw', 'nft', ['-f', '-']), { input: ruleset });
  current = [...through, ...redirect];
}

/** A firewall without rules. */
export async function clearRules(): Promise<void> {
  await must(...insideOf('fw', 'nft', ['flush', 'ruleset']));
  current = [];
}

const listing = v.object({
  nftables: v.array(v.object({ rule: v.optional(v.object({ expr: v.array(v.looseObject({})) })) })),
});

const counter = v.object({ counter: v.object({ packets: v.number() }) });

/**
 * The rules that have met no packet since they were set: they prove nothing of what a suite saw. Fails where the firewall
 * does not have exactly the rules that it was given.
 */
export async function untouched(): Promise<readonly string[]> {
  const listed = await must(...insideOf('fw', 'nft', ['-j', 'list', 'ruleset']));
  const { nftables } = v.parse(v.pipe(v.string(), v.parseJson(), listing), listed);
  const packets = nftables.flatMap(({ rule }) =>
    (rule?.expr ?? []).flatMap((expression) => (v.is(counter, expression) ? [expression.counter.packets] : [])),
  );
  if (packets.length !== current.length) throw new Error(`${current.length} rules were given:\n${listed}`);
  return current.filter((_, index) => packets[index] === 0);
}
