import type { Reference } from '../source.ts';
import type { CaseId } from './applies.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Connectivity' };

/** Where the proxy setting goes, and what has to be restarted when Connect was installed before. */
export const machineConfig = {
  file: String.raw`C:\Windows\Microsoft.NET\Framework64\v4.0.30319\Config\machine.config`,
  position: 'bottom',
  /** Restarted once, and only when Connect was installed before the proxy was set. */
  service: 'Microsoft Entra ID Sync service',
  source,
} as const satisfies { file: string; position: 'bottom'; service: string; source: Reference };

/** The idle time-out of the proxy: at least so long, since Entra ID may be silent for so long. */
export const proxyIdle = {
  atLeastMinutes: 6,
  longestAnswerMinutes: 5,
  source,
} as const satisfies { atLeastMinutes: number; longestAnswerMinutes: number; source: Reference };

/** Attributes of an element, in the order of the document. */
type Attributes = readonly (readonly [name: string, value: string])[];

/** One form of the `system.net` element for machine.config. */
export interface ProxyFragment {
  readonly id: string;
  readonly case: CaseId;
  /** Of the element `defaultProxy`. */
  readonly defaultProxy: Attributes;
  /** Of the element `proxy` within it. <PROXYADDRESS> is an address or a host name, <PROXYPORT> a number. */
  readonly proxy: Attributes;
  readonly source: Reference;
}

const proxy = [
  ['usesystemdefault', 'true'],
  ['proxyaddress', 'http://<PROXYADDRESS>:<PROXYPORT>'],
  ['bypassonlocal', 'true'],
] as const satisfies Attributes;

/** The setting for a proxy that lets anyone through, and the one for a proxy that asks who is there. */
export const proxyFragments = [
  { id: 'without-authentication', case: 'outbound-proxy', defaultProxy: [], proxy, source },
  {
    id: 'with-authentication',
    case: 'proxy-with-authentication',
    defaultProxy: [
      ['enabled', 'true'],
      ['useDefaultCredentials', 'true'],
    ],
    proxy,
    source,
  },
] as const satisfies readonly ProxyFragment[];

export type ProxyFragmentId = (typeof proxyFragments)[number]['id'];

function written([name, value]: Attributes[number]): string {
  return `${name}="${value}"`;
}

/**
 * A fragment as it goes into the file, laid out as in the document. The placeholders are not valid XML: whoever uses it
 * fills them in first.
 */
export function proxyFragmentXml(fragment: ProxyFragment): string {
  return [
    '<system.net>',
    `    <${['defaultProxy', ...fragment.defaultProxy.map(written)].join(' ')}>`,
    '        <proxy',
    ...fragment.proxy.map((attribute) => `        ${written(attribute)}`),
    '        />',
    '    </defaultProxy>',
    '</system.net>',
  ].join('\n');
}
