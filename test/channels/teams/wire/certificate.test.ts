import assert from 'node:assert/strict';
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertificate } from '../../../../src/channels/teams/wire/certificate.ts';
import { PortolanError } from '../../../../src/errors.ts';

/** One DER element: tag, length, content (X.690). */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sha256WithRsa = der(0x30, Buffer.from('06092a864886f70d01010b0500', 'hex'));

/** A certificate that its own key signed (RFC 5280), as PEM, with its key and its thumbprints. */
function selfSigned() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const commonName = der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('Portolan')));
  const name = der(0x30, der(0x31, commonName));
  const validity = der(0x30, der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('360101000000Z')));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const signed = der(0x30, der(0x02, Buffer.from([1])), sha256WithRsa, name, validity, name, spki);
  const signature = createSign('RSA-SHA256').update(signed).sign(privateKey);
  const certificate = der(0x30, signed, sha256WithRsa, der(0x03, Buffer.from([0]), signature));
  const thumbprint = (algorithm: string) => createHash(algorithm).update(certificate).digest('hex').toUpperCase();
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha1: thumbprint('sha1'),
    sha256: thumbprint('sha256'),
  };
}

describe('the certificate of a Teams bot', () => {
  const own = selfSigned();
  const other = selfSigned();
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'portolan-certificate-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const file = (content: string) => {
    const path = join(folder, 'bot.pem');
    writeFileSync(path, content);
    return path;
  };

  it('is read with its key from one file, in either order, and its thumbprint worked out', () => {
    for (const content of [own.certificate + own.key, own.key + own.certificate])
      assert.deepEqual(readCertificate(file(content), null), { thumbprint: own.sha1, privateKey: own.key.trim() });
  });

  it('may be named by its own thumbprint, of SHA-1 or of SHA-256', () => {
    for (const thumbprint of [own.sha1, own.sha256])
      assert.equal(readCertificate(file(own.certificate + own.key), thumbprint).thumbprint, own.sha1);
  });

  it('may be absent where its SHA-1 thumbprint is told', () =>
    assert.equal(readCertificate(file(own.key), own.sha1).thumbprint, own.sha1));

  const wrong: readonly (readonly [title: string, content: () => string, thumbprint: string | null])[] = [
    ['no key', () => own.certificate, null],
    ['no certificate', () => own.key, null],
    ['no certificate but a SHA-256 thumbprint', () => own.key, own.sha256],
    ['another’s key', () => own.certificate + other.key, null],
    ['another’s thumbprint', () => own.certificate + own.key, other.sha1],
    ['nothing', () => '', null],
    ['no DER', () => `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${own.key}`, null],
  ];
  for (const [title, content, thumbprint] of wrong)
    it(`is refused with ${title}, without a word of the key`, () =>
      assert.throws(
        () => readCertificate(file(content()), thumbprint),
        (error) =>
          error instanceof PortolanError && error.code === 'config-invalid' && !error.message.includes('PRIVATE'),
      ));

  it('is refused where the file is missing', () =>
    assert.throws(() => readCertificate(join(folder, 'none.pem'), null), PortolanError));
});
