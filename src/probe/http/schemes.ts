import { cutList } from '../evidence.ts';
import { type Head, valuesOf } from './head.ts';

/** Longest name of a scheme that is kept; `Negotiate` has nine letters. */
const longestScheme = 32;

/**
 * The authentication schemes that a response offers in `WWW-Authenticate` or `Proxy-Authenticate` (RFC 9110 section
 * 11.6.1), each once, as written. A field may list several, with parameters between the same commas.
 */
export function schemesIn(head: Head, field: 'www-authenticate' | 'proxy-authenticate'): string[] {
  const schemes = new Map<string, string>();
  for (const value of valuesOf(head, field)) {
    // Commas within quotes separate nothing.
    const unquoted = value.replace(/"(?:[^"\\]|\\.)*"?/g, '""');
    for (const item of unquoted.split(',')) {
      const [, scheme = ''] = /^\s*([A-Za-z][A-Za-z0-9_-]*)(?=\s+[^\s=]|\s*$)/.exec(item) ?? [];
      const known = scheme.slice(0, longestScheme);
      if (known !== '' && !schemes.has(known.toLowerCase())) schemes.set(known.toLowerCase(), known);
    }
  }
  return cutList([...schemes.values()]);
}
