import { type Element, readChildren, readElement } from '../ber/read.ts';
import { printName } from './distinguished-name.ts';
import { readObjectId } from './object-id.ts';
import { readAlternativeNames, type SubjectNames } from './subject-names.ts';
import { readTime } from './time.ts';

/** What is read from the encoding of a certificate (RFC 5280 section 4.1). */
export interface CertificateFields {
  readonly subject: string;
  readonly issuer: string;
  /** Whether it names itself as its issuer. */
  readonly selfIssued: boolean;
  readonly names: SubjectNames;
  readonly notBefore: number;
  readonly notAfter: number;
  /** Object identifier of the signature's algorithm. */
  readonly signature: string;
}

const sequence = 0x30;
const version = 0xa0;
const extensions = 0xa3;
const subjectAlternativeName = '2.5.29.17';

/** The content of an extension (section 4.1): within its octet string, behind the flag `critical` where that stands. */
function findExtension(tbs: readonly Element[], id: string): Buffer | null {
  const list = readElement(tbs.find(({ tag }) => tag === extensions)?.content ?? Buffer.alloc(0));
  for (const extension of readChildren(list?.content ?? Buffer.alloc(0)) ?? []) {
    const parts = readChildren(extension.content) ?? [];
    const [type] = parts;
    if (type !== undefined && readObjectId(type.content) === id) return parts.at(-1)?.content ?? null;
  }
  return null;
}

/** Reads a certificate's fields; null where it is not one. Its signature is not looked at. */
export function readCertificateFields(der: Buffer): CertificateFields | null {
  const certificate = readElement(der);
  if (certificate?.tag !== sequence) return null;
  const outer = readChildren(certificate.content);
  const [tbs, algorithm] = outer ?? [];
  const all = readChildren(tbs?.content ?? Buffer.alloc(0));
  if (algorithm === undefined || all === null) return null;
  const fields = all[0]?.tag === version ? all.slice(1) : all;
  const [, , issuer, validity, subject] = fields;
  const [from, until] = readChildren(validity?.content ?? Buffer.alloc(0)) ?? [];
  if (issuer === undefined || subject === undefined || from === undefined || until === undefined) return null;
  const notBefore = readTime(from);
  const notAfter = readTime(until);
  if (notBefore === null || notAfter === null) return null;
  return {
    subject: printName(subject.content),
    issuer: printName(issuer.content),
    selfIssued: subject.content.equals(issuer.content),
    names: readAlternativeNames(findExtension(fields, subjectAlternativeName)),
    notBefore,
    notAfter,
    signature: readObjectId(readElement(algorithm.content)?.content ?? Buffer.alloc(0)),
  };
}
