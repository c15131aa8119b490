import { type ReadCertificate, readCertificate } from './certificate.ts';
import { type CertificateFields, readCertificateFields } from './certificate-fields.ts';

/** A trust store that can be asked. */
export interface Store {
  holds(certificate: ReadCertificate): boolean;
  /** The certificates whose subject is a name. */
  named(subject: string): readonly ReadCertificate[];
}

/** What names are compared by: case and spaces do not tell them apart (RFC 5280 section 7.1). */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/\s+/g, ' ');
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64');
}

interface Kept {
  readonly der: Buffer;
  readonly fields: CertificateFields;
}

function indexStore(pems: readonly string[]): Store {
  const kept = pems.flatMap((pem): readonly Kept[] => {
    const der = derOf(pem);
    const fields = readCertificateFields(der);
    return fields === null ? [] : [{ der, fields }];
  });
  const bySubject = Map.groupBy(kept, ({ fields }) => nameKey(fields.subject));
  const like = (subject: string): readonly Kept[] => bySubject.get(nameKey(subject)) ?? [];
  return {
    holds: ({ subject, x509 }) => like(subject).some(({ der }) => der.equals(x509.raw)),
    named: (subject) => like(subject).flatMap(({ der }) => readCertificate(der) ?? []),
  };
}

const indexed = new WeakMap<readonly string[], Store>();

/** The store over some authorities in PEM, read once: a system's store has hundreds. */
export function storeOf(pems: readonly string[]): Store {
  const known = indexed.get(pems);
  if (known !== undefined) return known;
  const store = indexStore(pems);
  indexed.set(pems, store);
  return store;
}
