import { isIP } from 'node:net';

/** A host that was typed, and the port where one stood behind it. */
export interface TypedHost {
  readonly kind: 'host';
  /** A DNS name in small letters, or an address. */
  readonly host: string;
  readonly port: number | null;
}

const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
/** Two labels or more, with a letter in the last one: `2017.02` and `10.20` are no names. */
const qualified = new RegExp(`^(?:${label}\\.)+(?=[a-z0-9-]*[a-z])${label}\\.?$`);
/** One label with a digit, such as `dc01` or `srv-adfs2`: a word without one is rather a mistyped role. */
const numbered = /^(?=.*\d)(?=.*[a-z])[a-z0-9][a-z0-9-]{1,62}$/;

function bare(host: string): string | null {
  if (isIP(host) !== 0) return host;
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost') return name;
  if (isIP(name.replace(/%.*$/, '')) === 6) return name;
  return name.length <= 253 && (qualified.test(name) || numbered.test(name)) ? name : null;
}

function portIn(text: string | undefined): number | null {
  const port = Number(text);
  return text !== undefined && /^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535 ? port : null;
}

/**
 * Reads a host as people write one: `dc01.contoso.com`, `dc01`, `10.0.0.5`, `fe80::1`, `[2001:db8::5]:636`,
 * `sts.contoso.com:443`, `https://sts.contoso.com/adfs/ls`. Null for anything else.
 */
export function readHost(typed: string): TypedHost | null {
  const [, scheme, rest] = /^(https?|ldaps?):\/\/([^/?#]+)/i.exec(typed) ?? [];
  const text = rest ?? typed;
  const [, six, sixPort] = /^\[([0-9a-f:.]+(?:%[\w.-]+)?)\](?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (six !== undefined) {
    const host = bare(six);
    return host === null ? null : { kind: 'host', host, port: portIn(sixPort) };
  }
  const whole = bare(text);
  const implied = { http: 80, https: 443, ldap: 389, ldaps: 636 }[scheme?.toLowerCase() ?? ''] ?? null;
  if (whole !== null) return { kind: 'host', host: whole, port: implied };
  const [, name = '', port] = /^([^:]+):(\d{1,5})$/.exec(text) ?? [];
  const host = bare(name);
  const number = portIn(port);
  return host === null || number === null ? null : { kind: 'host', host, port: number };
}

/** Whether a host is this machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || /^127\./.test(host) || host === '::1';
}
