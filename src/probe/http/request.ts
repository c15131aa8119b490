import { isIPv6 } from 'node:net';

/** A request of HTTP/1.1, as it is said. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'CONNECT';
  /** What stands after the method: a path, a whole URL for a proxy, or `host:port` for CONNECT (RFC 9112 section 3.2). */
  readonly target: string;
  /** The `Host` field. */
  readonly host: string;
  readonly fields?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

/** Said to every server, so that who reads its log knows what asked. */
const userAgent = 'portolan';

/**
 * A host and port as URLs and `Host` fields write them (RFC 3986 section 3.2.2): IPv6 in brackets and without its zone,
 * which means nothing to the other side. The port is left out where it is `usual`.
 */
export function authority(host: string, port: number, usual: number | null = null): string {
  const name = isIPv6(host) ? `[${host.replace(/%.*$/, '')}]` : host;
  return port === usual ? name : `${name}:${port}`;
}

/** A request as bytes. None keeps the connection but CONNECT, which becomes one. */
export function writeRequest({ method, target, host, fields = [], body = '' }: Request): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${host}`,
    `User-Agent: ${userAgent}`,
    ...(method === 'CONNECT' ? [] : ['Accept: */*', 'Connection: close']),
    ...(method === 'POST' ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
    ...fields.map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Asks a proxy for a tunnel (RFC 9110 section 9.3.6). `authorization` is the whole value of `Proxy-Authorization`. */
export function writeConnect(host: string, port: number, authorization: string | null): Buffer {
  const target = authority(host, port);
  const fields = authorization === null ? [] : [['Proxy-Authorization', authorization] as const];
  return writeRequest({ method: 'CONNECT', target, host: target, fields });
}
