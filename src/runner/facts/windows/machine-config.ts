import type { HostFacts } from '../../../wire/facts.ts';
import { plainOrNull } from '../plain.ts';
import { attributeOf, type Tag, tagsOf } from './tags.ts';

/** Where it stands, below the folder of Windows. */
export const machineConfigPath = String.raw`Microsoft.NET\Framework64\v4.0.30319\Config\machine.config`;

type MachineConfig = NonNullable<NonNullable<HostFacts['windows']>['machineConfig']>;

/** A tag with the names of what it stands in, outermost first. */
interface Placed {
  readonly tag: Tag;
  readonly path: string;
}

/** The elements of a file with their paths, `configuration/system.net/defaultProxy`; null where tags do not pair. */
function elementsOf(xml: string): readonly Placed[] | null {
  const elements: Placed[] = [];
  const open: string[] = [];
  for (const tag of tagsOf(xml) ?? [null]) {
    if (tag === null) return null;
    if (tag.kind === 'end') {
      if (open.pop() !== tag.name) return null;
      continue;
    }
    open.push(tag.name);
    // No section that is read here stands deeper than four.
    if (open.length <= 4) elements.push({ tag, path: open.join('/') });
    if (tag.kind === 'empty') open.pop();
  }
  return open.length === 0 && elements.length > 0 ? elements : null;
}

/** `true`, `false`, or null for what is neither. */
function flagOf(tag: Tag | null, name: string): boolean | null {
  const value = tag === null ? null : attributeOf(tag, name)?.toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : null;
}

/**
 * The proxy that `machine.config` sets for every .NET program, by the defaults of .NET where an attribute is missing
 * (`enabled` is true, `useDefaultCredentials` is false). Credentials in the address are left out. Null where the file is no
 * well-formed XML.
 */
export function readMachineConfig(xml: string): MachineConfig | null {
  const elements = elementsOf(xml);
  if (elements === null) return null;
  const tagAt = (path: string): Tag | null => elements.find((element) => element.path === path)?.tag ?? null;
  const sections = elements.filter(({ path }) => /^configuration\/[^/]+$/.test(path));
  const defaultProxy = tagAt('configuration/system.net/defaultProxy');
  const proxy = tagAt('configuration/system.net/defaultProxy/proxy');
  const address = proxy === null ? null : attributeOf(proxy, 'proxyaddress');
  return {
    proxyAddress: plainOrNull(address?.replace(/^([a-z]{1,10}:\/\/)[^/]*@/i, '$1')),
    bypassOnLocal: flagOf(proxy, 'bypassonlocal'),
    enabled: flagOf(defaultProxy, 'enabled') ?? true,
    useDefaultCredentials: flagOf(defaultProxy, 'useDefaultCredentials') ?? false,
    last: sections.some(({ tag }) => tag.name === 'system.net') ? sections.at(-1)?.tag.name === 'system.net' : null,
  };
}
