import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/*
 * Certificates made while the tests run, in hand-written DER (RFC 5280) and signed by node:crypto: good ones, and every
 * kind of bad one. Keys are of P-256, which takes a millisecond to make, unless a test asks for a weak one.
 */

/** One element of DER. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : length < 0x1_0000
          ? [0x82, length >> 8, length & 0xff]
          : [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...content: readonly Uint8Array[]) => der(0x30, ...content);
const octets = (...content: readonly Uint8Array[]) => der(0x04, ...content);
const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content);
const yes = der(0x01, Buffer.from([0xff]));

/** An OBJECT IDENTIFIER from its dotted form. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const content = [first * 40 + second, ...rest].flatMap((arc) => {
    const bytes = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift((left % 128) | 0x80);
    return bytes;
  });
  return der(0x06, Buffer.from(content));
}

const attributes = {
  CN: '2.5.4.3',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  C: '2.5.4.6',
  DC: '0.9.2342.19200300.100.1.25',
} as const;

/** A Name, in the order of its parts: `{ C: 'NL', O: 'Contoso', CN: 'Contoso Root CA' }`. */
export type Name = Partial<Record<keyof typeof attributes, string>>;

/** A Name in DER, in UTF8String. */
export function nameDer(name: Name): Buffer {
  const parts = Object.entries(name).map(([key, value]) => {
    const id = Object.entries(attributes).find(([known]) => known === key)?.[1] ?? key;
    return der(0x31, sequence(objectId(id), der(0x0c, Buffer.from(value))));
  });
  return sequence(...parts);
}

/** A Time: UTCTime until 2049, GeneralizedTime after (RFC 5280 section 4.1.2.5). */
export function timeDer(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '');
  const short = Number(digits.slice(0, 4)) < 2050;
  return short ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}

type Hash = 'sha256' | 'sha1' | 'md5';

const algorithms = {
  ec: { sha256: '1.2.840.10045.4.3.2', sha1: '1.2.840.10045.4.1', md5: null },
  rsa: { sha256: '1.2.840.113549.1.1.11', sha1: '1.2.840.113549.1.1.5', md5: '1.2.840.113549.1.1.4' },
} as const;

function algorithmDer(key: KeyObject, hash: Hash): Buffer {
  const isRsa = key.asymmetricKeyType === 'rsa';
  const id = algorithms[isRsa ? 'rsa' : 'ec'][hash];
  if (id === null) throw new TypeError(`no signature of ${key.asymmetricKeyType} with ${hash}`);
  return isRsa ? sequence(objectId(id), der(0x05)) : sequence(objectId(id));
}

/** What is signed, with its signature (section 4.1.1). */
function signed(content: Buffer, key: KeyObject, hash: Hash): Buffer {
  return sequence(content, algorithmDer(key, hash), bits(sign(hash, content, key)));
}

const makeKey = {
  ec: () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
  'rsa-1024': () => generateKeyPairSync('rsa', { modulusLength: 1024 }),
  'rsa-2048': () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
} as const;

export function pemOf(label: string, content: Uint8Array): string {
  // No empty line after the last: OpenSSL takes it for the end of a header.
  const lines = Buffer.from(content)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

/** A certificate and its private key, which can serve or issue others. */
export interface Issued {
  readonly name: Name;
  readonly der: Buffer;
  /** The certificate in PEM. */
  readonly cert: string;
  /** The private key in PEM. */
  readonly key: string;
  readonly privateKey: KeyObject;
  /** SHA-256 over the DER, upper-case hexadecimal with colons. */
  readonly fingerprint: string;
}

export interface Wish {
  /** The subject. */
  readonly name: Name;
  /** Who signs it; null signs itself. */
  readonly by?: Issued | null;
  /** DNS names of the subject alternative name. */
  readonly dns?: readonly string[];
  /** IP addresses of the subject alternative name. */
  readonly ips?: readonly string[];
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly authority?: boolean;
  readonly key?: keyof typeof makeKey;
  /** Whose key pair it has; its own otherwise. */
  readonly pair?: Issued;
  readonly hash?: Hash;
  /** Extended key usages by object identifier; none leaves the extension out. */
  readonly usages?: readonly string[];
}

const dayMs = 86_400_000;

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = address.split('::');
  const words = (text: string) =>
    text
      .split(':')
      .filter((word) => word !== '')
      .map((word) => Number.parseInt(word, 16));
  const before = words(head);
  const after = words(tail ?? '');
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
  return Buffer.from(all.flatMap((word) => [word >> 8, word & 0xff]));
}

function extension(id: string, critical: boolean, content: Buffer): Buffer {
  return sequence(objectId(id), ...(critical ? [yes] : []), octets(content));
}

function extensionsDer({ dns = [], ips = [], authority = false, usages = [] }: Wish): Buffer {
  const names = [
    ...dns.map((name) => der(0x82, Buffer.from(name))),
    ...ips.map((address) => der(0x87, addressBytes(address))),
  ];
  const list = [
    extension('2.5.29.19', true, authority ? sequence(yes) : sequence()),
    ...(names.length > 0 ? [extension('2.5.29.17', false, sequence(...names))] : []),
    ...(usages.length > 0 ? [extension('2.5.29.37', false, sequence(...usages.map(objectId)))] : []),
  ];
  return der(0xa3, sequence(...list));
}

/** Makes a certificate with a key of its own: valid from yesterday for ninety days unless told otherwise. */
export function issue(wish: Wish): Issued {
  const { name, by = null, hash = 'sha256', notBefore = Date.now() - dayMs, notAfter = Date.now() + 90 * dayMs } = wish;
  const privateKey = wish.pair?.privateKey ?? makeKey[wish.key ?? 'ec']().privateKey;
  const signer = by?.privateKey ?? privateKey;
  // The first bit is the sign: a serial number is positive.
  const serial = randomBytes(8);
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithmDer(signer, hash),
    nameDer(by?.name ?? name),
    sequence(timeDer(notBefore), timeDer(notAfter)),
    nameDer(name),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    extensionsDer(wish),
  );
  const bytes = signed(content, signer, hash);
  return {
    name,
    der: bytes,
    cert: pemOf('CERTIFICATE', bytes),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    privateKey,
    fingerprint: createHash('sha256')
      .update(bytes)
      .digest('hex')
      .toUpperCase()
      .replace(/..(?=.)/g, '$&:'),
  };
}

/** An authority that signs itself. */
export function issueRoot(commonName: string, wish: Partial<Wish> = {}): Issued {
  return issue({ name: { O: 'Contoso', CN: commonName }, authority: true, ...wish });
}

/** A revocation list (section 5.1) with `revoked` entries. */
export function revocationList(
  by: Issued,
  {
    thisUpdate,
    nextUpdate,
    revoked = 0,
  }: { readonly thisUpdate: number; readonly nextUpdate: number | null; readonly revoked?: number },
): Buffer {
  const entries = Array.from({ length: revoked }, (_, number) => {
    const serial = Buffer.alloc(4);
    // A leading zero byte would be no DER.
    serial.writeUInt32BE(0x4000_0000 + number);
    return sequence(der(0x02, serial), timeDer(thisUpdate));
  });
  const content = sequence(
    der(0x02, Buffer.from([1])),
    algorithmDer(by.privateKey, 'sha256'),
    nameDer(by.name),
    timeDer(thisUpdate),
    ...(nextUpdate === null ? [] : [timeDer(nextUpdate)]),
    ...(entries.length === 0 ? [] : [sequence(Buffer.concat(entries))]),
  );
  return signed(content, by.privateKey, 'sha256');
}
