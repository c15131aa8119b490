import * as v from 'valibot';
import { PortolanError } from '../errors.ts';
import { type Folder, readWhole, refuseStrangers, writeWhole } from './folder.ts';
import { hostOf } from './hub-address.ts';

const settings = v.strictObject({
  version: v.literal(1),
  /** `http://user:password@proxy.contoso.com:8080`, or null for the direct way. */
  proxy: v.nullable(v.pipe(v.string(), v.maxLength(2_000))),
  /** Certificates of authorities besides Node's and the system's, as PEM; null for none. */
  ca: v.nullable(v.pipe(v.string(), v.maxLength(500_000))),
});

/** How a runner reaches its hub. */
export type ConnectionSettings = v.InferOutput<typeof settings>;

/** An HTTP proxy between runner and hub. */
export interface HubProxy {
  readonly host: string;
  readonly port: number;
  /** The value of `Proxy-Authorization`; null where no user was given. Never printed. */
  readonly authorization: string | null;
}

/** A proxy that was read, or why it cannot be used. The message never holds a password. */
export type ReadProxy =
  | { readonly kind: 'proxy'; readonly proxy: HubProxy }
  | { readonly kind: 'wrong'; readonly message: string };

/** Reads the address of a proxy, with the user and password of Basic authentication (RFC 7617) where it wants them. */
export function readProxy(text: string): ReadProxy {
  const example = 'legal: http://proxy.contoso.com:8080, or http://user:password@proxy.contoso.com:8080';
  const wrong = (what: string) => ({ kind: 'wrong', message: `${what}; ${example}` }) as const;
  if (!URL.canParse(text)) return wrong('this is no address of a proxy');
  const url = new URL(text);
  if (url.protocol !== 'http:') return wrong('a proxy is spoken to over http://');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return wrong('the address of a proxy has no path');
  try {
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    if (user.includes(':')) return wrong('the user of a proxy has no colon');
    const authorization =
      url.username === '' ? null : `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
    return { kind: 'proxy', proxy: { host: hostOf(url), port: Number(url.port || 80), authorization } };
  } catch {
    return wrong('a per cent sign in user or password is written %25');
  }
}

/** How the runner of a folder reaches its hub; the direct way where nothing is said. */
export async function readConnectionSettings(folder: Folder): Promise<ConnectionSettings> {
  const text = await readWhole(folder.connection);
  if (text === null) return { version: 1, proxy: null, ca: null };
  await refuseStrangers(folder.connection, 0o077, 'be read by other accounts', `chmod 600 ${folder.connection}`);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), settings), text);
  if (parsed.success) return parsed.output;
  // The values are not shown: one of them may be a password.
  const places = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the file');
  throw new PortolanError(
    'config-invalid',
    `${folder.connection} is not right at ${places.join(', ')}`,
    'Enrol again with --replace, or correct it: {"version": 1, "proxy": null, "ca": null}',
  );
}

/** Writes how the runner of a folder reaches its hub. */
export async function writeConnectionSettings(folder: Folder, content: ConnectionSettings): Promise<void> {
  await writeWhole(folder.connection, `${JSON.stringify(content, null, 2)}\n`);
}
