import { BlockList, isIP } from 'node:net';

/** A host that a policy lists, read. */
export type HostPattern =
  | { readonly kind: 'name'; readonly name: string }
  /** Everything below a domain, at any depth, but not the domain itself. `suffix` begins with a dot. */
  | { readonly kind: 'suffix'; readonly suffix: string }
  | {
      readonly kind: 'range';
      readonly family: 'ipv4' | 'ipv6';
      readonly address: string;
      /** Bits that count: 32 or 128 for one address. */
      readonly prefix: number;
    };

/** What may stand in `hosts`, for sentences that list the legal values. */
export const hostForms = 'dc01.corp.contoso.com, *.corp.contoso.com, 10.20.0.7, 10.20.0.0/16, fd00:20::/32';

/**
 * Addresses that a name may never lead to unless the policy lists them as what they are: this machine (RFC 1122, RFC
 * 4291), its own link with the clouds' metadata services (RFC 3927), and what is no single host (RFC 5771, RFC 1112).
 */
const special = [
  ['0.0.0.0', 8, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  // The unspecified address, loopback, and the IPv4-compatible ones that nobody uses any more.
  ['::', 96, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
] as const;

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function blockList(
  ranges: readonly (readonly [address: string, prefix: number, family: 'ipv4' | 'ipv6'])[],
): BlockList {
  const list = new BlockList();
  for (const [address, prefix, family] of ranges) list.addSubnet(address, prefix, family);
  return list;
}

const specialRanges = special.map((range) => ({ list: blockList([range]), prefix: range[1] }));

const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const nameShape = new RegExp(`^${label}(?:\\.${label})*$`);
/** `127.1`, `0x7f000001` and `2130706433` are addresses to a resolver, however much they look like names. */
const numberAtEnd = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;

function isName(text: string): boolean {
  return nameShape.test(text) && !numberAtEnd.test(text);
}

/** A host as it is compared: lower case, without the dot that ends a complete name, and without an address's zone. */
export function plainHost(host: string): string {
  return host.toLowerCase().replace(/%.*$/, '').replace(/\.$/, '');
}

/** Reads one entry of `hosts`; null where it is none of the legal forms. */
export function readHostPattern(text: string): HostPattern | null {
  const plain = plainHost(text);
  const [address = '', bits, ...rest] = plain.split('/');
  const version = isIP(address);
  if (version !== 0) {
    const widest = version === 4 ? 32 : 128;
    const prefix = bits === undefined ? widest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    return rest.length === 0 && prefix <= widest ? { kind: 'range', family: familyOf(address), address, prefix } : null;
  }
  if (plain.startsWith('*.')) return isName(plain.slice(2)) ? { kind: 'suffix', suffix: plain.slice(1) } : null;
  return isName(plain) ? { kind: 'name', name: plain } : null;
}

/** The hosts that a policy lists, ready to be compared with. */
export interface HostRules {
  /** Whether a name or an address is listed. Entries that are no pattern list nothing. */
  lists(host: string): boolean;
  /** Whether an address that an allowed name resolved to may be connected to. */
  takes(address: string): boolean;
}

/** Makes the rules of a list of patterns. */
export function createHostRules(patterns: readonly string[]): HostRules {
  const names = new Set<string>();
  const suffixes: string[] = [];
  const ranges = new BlockList();
  const own = new BlockList();
  for (const pattern of patterns.map(readHostPattern)) {
    if (pattern === null) continue;
    if (pattern.kind === 'name') names.add(pattern.name);
    else if (pattern.kind === 'suffix') suffixes.push(pattern.suffix);
    else {
      const { address, prefix, family } = pattern;
      ranges.addSubnet(address, prefix, family);
      // 0.0.0.0/0 is meant as "any host", not as "this machine": only a range inside a special one lists that.
      const inside = specialRanges.some(({ list, prefix: least }) => prefix >= least && list.check(address, family));
      if (inside) own.addSubnet(address, prefix, family);
    }
  }

  /** Whether an address is listed; a special one only as what it is. */
  function listsAddress(address: string): boolean {
    const family = familyOf(address);
    return (isSpecial(address) ? own : ranges).check(address, family);
  }

  return {
    lists(host) {
      const plain = plainHost(host);
      if (isIP(plain) !== 0) return listsAddress(plain);
      return isName(plain) && (names.has(plain) || suffixes.some((suffix) => plain.endsWith(suffix)));
    },
    takes(address) {
      const plain = plainHost(address);
      return isIP(plain) !== 0 && (!isSpecial(plain) || listsAddress(plain));
    },
  };
}

/** Whether an address is this machine's own, its link's, or no single host's. */
function isSpecial(address: string): boolean {
  const family = familyOf(address);
  return specialRanges.some(({ list }) => list.check(address, family));
}
