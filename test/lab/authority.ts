import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from './run.ts';

/** An authority that `openssl ca` runs: its certificate, its key and its book of what it issued. */
export interface Authority {
  readonly folder: string;
  /** Paths of PEM files. */
  readonly certificate: string;
  readonly key: string;
  readonly config: string;
}

/** A certificate with its key: paths of PEM files. */
export interface Paper {
  readonly certificate: string;
  readonly key: string;
}

/** How a key is made. 1024-bit RSA is what a check for weak keys must find. */
export type KeyForm = 'p256' | 'rsa2048' | 'rsa1024';

const keyArguments = {
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  rsa2048: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  rsa1024: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
} as const satisfies Record<KeyForm, readonly string[]>;

/** One day, milliseconds. */
export const day = 86_400_000;

/** A time as openssl's command line takes it: `20261120134500Z`. */
function stamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

function configOf(folder: string): string {
  return `
[ca]
default_ca = book
[book]
database = ${folder}/book
new_certs_dir = ${folder}
certificate = ${folder}/ca.pem
private_key = ${folder}/ca.key
rand_serial = yes
unique_subject = no
default_md = sha256
default_crl_days = 7
policy = any
email_in_dn = no
[any]
organizationName = optional
commonName = supplied
[req]
prompt = no
distinguished_name = req_name
[req_name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign, digitalSignature
subjectKeyIdentifier = hash
`;
}

async function makeKey(path: string, form: KeyForm): Promise<void> {
  await must('openssl', ['genpkey', ...keyArguments[form], '-out', path]);
}

function openBook(folder: string): Pick<Authority, 'folder' | 'certificate' | 'key' | 'config'> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'book'), '');
  writeFileSync(join(folder, 'openssl.cnf'), configOf(folder));
  return {
    folder,
    certificate: join(folder, 'ca.pem'),
    key: join(folder, 'ca.key'),
    config: join(folder, 'openssl.cnf'),
  };
}

/** A root authority with this common name. */
export async function makeRoot(folder: string, name: string, form: KeyForm = 'p256'): Promise<Authority> {
  const root = openBook(folder);
  await makeKey(root.key, form);
  const subject = ['-subj', `/O=Portolan lab/CN=${name}`, '-extensions', 'root', '-days', '3650'];
  await must('openssl', [
    'req',
    '-x509',
    '-new',
    '-config',
    root.config,
    '-key',
    root.key,
    ...subject,
    '-out',
    root.certificate,
  ]);
  return root;
}

/** What a certificate says. Times are milliseconds since the epoch. */
export interface Content {
  readonly commonName: string;
  readonly names: readonly string[];
  readonly notBefore: number;
  readonly notAfter: number;
  readonly key?: KeyForm;
  /** Of the signature. */
  readonly digest?: 'sha256' | 'sha1';
  readonly authority?: boolean;
  /** What the key may be used for (extended key usage), by openssl's names; to be a TLS server if not said otherwise. */
  readonly purpose?: 'serverAuth' | 'clientAuth';
  /** Where the list of revoked certificates is said to be. */
  readonly crl?: string;
}

function extensionsOf({ names, authority = false, purpose = 'serverAuth', crl }: Content): string {
  const lines = authority
    ? ['basicConstraints = critical, CA:TRUE, pathlen:0', 'keyUsage = critical, keyCertSign, cRLSign']
    : [
        'basicConstraints = critical, CA:FALSE',
        'keyUsage = critical, digitalSignature, keyEncipherment',
        `extendedKeyUsage = ${purpose}`,
      ];
  if (names.length > 0) lines.push(`subjectAltName = ${names.map((name) => `DNS:${name}`).join(', ')}`);
  if (crl !== undefined) lines.push(`crlDistributionPoints = URI:${crl}`);
  return [...lines, 'subjectKeyIdentifier = hash', 'authorityKeyIdentifier = keyid', ''].join('\n');
}

/** Issues a certificate and its key as `NAME.pem` and `NAME.key` in `folder`. */
export async function issue(issuer: Authority, folder: string, name: string, content: Content): Promise<Paper> {
  const at = (suffix: string) => join(folder, `${name}.${suffix}`);
  await makeKey(at('key'), content.key ?? 'p256');
  writeFileSync(at('ext'), extensionsOf(content));
  const subject = ['-subj', `/O=Portolan lab/CN=${content.commonName}`];
  await must('openssl', ['req', '-new', '-config', issuer.config, '-key', at('key'), ...subject, '-out', at('csr')]);
  const dates = ['-startdate', stamp(content.notBefore), '-enddate', stamp(content.notAfter)];
  const form = ['-batch', '-notext', '-md', content.digest ?? 'sha256', '-extfile', at('ext')];
  await must('openssl', ['ca', '-config', issuer.config, ...form, ...dates, '-in', at('csr'), '-out', at('pem')]);
  return { certificate: at('pem'), key: at('key') };
}

/** An authority under another one. */
export async function makeIntermediate(
  issuer: Authority,
  folder: string,
  name: string,
  now: number,
): Promise<Authority> {
  const own = openBook(folder);
  const life = { notBefore: now - 30 * day, notAfter: now + 3_000 * day };
  await issue(issuer, folder, 'ca', { commonName: name, names: [], ...life, authority: true });
  return own;
}

/** A certificate that vouches for itself. */
export async function makeSelfSigned(folder: string, name: string, commonName: string): Promise<Paper> {
  const paper = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  await makeKey(paper.key, 'p256');
  const names = ['-subj', `/CN=${commonName}`, '-addext', `subjectAltName=DNS:${commonName}`];
  await must('openssl', [
    'req',
    '-x509',
    '-new',
    '-key',
    paper.key,
    '-days',
    '365',
    ...names,
    '-out',
    paper.certificate,
  ]);
  return paper;
}

/** Strikes a certificate off: it stands in every list made from then on. */
export async function revoke(issuer: Authority, paper: Paper): Promise<void> {
  await must('openssl', ['ca', '-config', issuer.config, '-revoke', paper.certificate]);
}

/** Makes a list of revoked certificates (DER) for this span; its path. */
export async function makeCrl(issuer: Authority, path: string, thisUpdate: number, nextUpdate: number): Promise<void> {
  const span = ['-crl_lastupdate', stamp(thisUpdate), '-crl_nextupdate', stamp(nextUpdate)];
  await must('openssl', ['ca', '-config', issuer.config, '-gencrl', ...span, '-out', `${path}.pem`]);
  await must('openssl', ['crl', '-in', `${path}.pem`, '-outform', 'DER', '-out', path]);
}

/** Writes several PEM files as one: what a server sends, leaf first. */
export function bundle(path: string, parts: readonly string[]): string {
  writeFileSync(path, parts.map((part) => readFileSync(part, 'utf8')).join(''));
  return path;
}
