import { readGeneralizedTime } from '../ber/generalized-time.ts';
import { plainText } from '../ber/plain-text.ts';
import type { EvidenceOf } from '../evidence.ts';
import type { Attributes } from './message.ts';

/** What a rootDSE tells about its server; each null where it does not say. */
export type RootDse = Omit<EvidenceOf<'ldap'>, 'kind' | 'tls'>;

/** The attributes of a rootDSE that are asked for ([MS-ADTS] section 3.1.1.3.2). */
export const rootDseAttributes = [
  'defaultNamingContext',
  'rootDomainNamingContext',
  'dnsHostName',
  'isSynchronized',
  'isGlobalCatalogReady',
  'currentTime',
] as const;

/** A rootDSE of a server that answers without giving one. */
export const untoldRootDse: RootDse = {
  defaultNamingContext: null,
  rootDomainNamingContext: null,
  dnsHostName: null,
  isSynchronized: null,
  isGlobalCatalogReady: null,
  serverTime: null,
  skewMs: null,
};

/**
 * How far the server's clock is from ours. `currentTime` is whole seconds, so it stands for the second that it begins:
 * a clock of ours within that second is not away from it at all.
 */
function skewOf(serverTime: number, ours: number): number {
  if (ours < serverTime) return Math.round(serverTime - ours);
  return Math.min(0, Math.round(serverTime + 1_000 - ours));
}

/** Reads a rootDSE. `ours` is our own time in the middle of question and answer, milliseconds since the epoch. */
export function readRootDse(attributes: Attributes, ours: number): RootDse {
  const textOf = (name: (typeof rootDseAttributes)[number]) => {
    const value = attributes.get(name.toLowerCase())?.[0];
    return value === undefined ? null : plainText(value);
  };
  const flagOf = (name: 'isSynchronized' | 'isGlobalCatalogReady') => {
    const said = textOf(name)?.toUpperCase();
    return said === 'TRUE' ? true : said === 'FALSE' ? false : null;
  };
  const serverTime = readGeneralizedTime(textOf('currentTime') ?? '');
  return {
    defaultNamingContext: textOf('defaultNamingContext'),
    rootDomainNamingContext: textOf('rootDomainNamingContext'),
    dnsHostName: textOf('dnsHostName'),
    isSynchronized: flagOf('isSynchronized'),
    isGlobalCatalogReady: flagOf('isGlobalCatalogReady'),
    serverTime,
    skewMs: serverTime === null ? null : skewOf(serverTime, ours),
  };
}
