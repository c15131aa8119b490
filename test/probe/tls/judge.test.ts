import assert from 'node:assert/strict';
import { readCertificate } from '../../../src/probe/tls/certificate.ts';
import { buildChain } from '../../../src/probe/tls/chain.ts';
import { judge } from '../../../src/probe/tls/judge.ts';
import { type Issued, issue, issueRoot, type Wish } from '../certificates.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 20);
const valid = { notBefore: now - day, notAfter: now + 30 * day };
const federation = 'sts.contoso.com';

const root = issueRoot('Contoso Root CA', valid);
const intermediate = issue({ name: { CN: 'Contoso Issuing CA' }, by: root, authority: true, ...valid });
const leafBy = (by: Issued | null, wish: Partial<Wish> = {}) =>
  issue({ name: { CN: federation }, dns: [federation], by, ...valid, ...wish });

function read({ der }: Issued) {
  const certificate = readCertificate(der);
  assert.ok(certificate);
  return certificate;
}

/** What is found of a leaf, sent with others, against stores. */
function judged(
  leaf: Issued,
  sent: readonly Issued[],
  {
    bundled = [],
    system = [],
    host = federation,
  }: { bundled?: readonly Issued[]; system?: readonly Issued[]; host?: string } = {},
) {
  const pems = (store: readonly Issued[]) => store.map(({ cert }) => cert);
  const chain = buildChain(read(leaf), sent.map(read), { bundled: pems(bundled), system: pems(system) }, now);
  return {
    trustedBy: chain.trustedBy,
    path: chain.path.map(({ subject }) => subject),
    ...judge(chain, host, now),
  };
}

describe('the judge of certificates', () => {
  it('has nothing against a chain that ends in a root that Node brings', () => {
    assert.deepEqual(judged(leafBy(intermediate), [intermediate], { bundled: [root] }), {
      trustedBy: 'bundled',
      path: ['CN=sts.contoso.com', 'CN=Contoso Issuing CA', 'CN=Contoso Root CA, O=Contoso'],
      rules: [],
      interceptedBy: null,
    });
  });

  it('has nothing against a chain of an organisation that the system trusts', () => {
    const { trustedBy, rules, interceptedBy } = judged(leafBy(intermediate), [intermediate], { system: [root] });
    assert.deepEqual({ trustedBy, rules, interceptedBy }, { trustedBy: 'system', rules: [], interceptedBy: null });
  });

  it('takes what was sent in any order, with certificates that do not belong to it, and with the root', () => {
    const stray = issueRoot('Fabrikam Root CA', valid);
    const { trustedBy, path } = judged(leafBy(intermediate), [root, stray, intermediate], { system: [root] });
    assert.equal(trustedBy, 'system');
    assert.deepEqual(path, ['CN=sts.contoso.com', 'CN=Contoso Issuing CA', 'CN=Contoso Root CA, O=Contoso']);
  });

  it('completes a chain by an intermediate that the system knows, as Windows does', () => {
    const { trustedBy, rules } = judged(leafBy(intermediate), [], { system: [intermediate, root] });
    assert.deepEqual({ trustedBy, rules }, { trustedBy: 'system', rules: [] });
    assert.deepEqual(judged(leafBy(intermediate), [], { system: [intermediate] }).trustedBy, 'none');
  });

  it('names one that has run out, the leaf or one above it', () => {
    assert.deepEqual(judged(leafBy(root, { notAfter: now - 1_000 }), [], { bundled: [root] }).rules, ['expired']);
    const old = issue({
      name: { CN: 'Old CA' },
      by: root,
      authority: true,
      notAfter: now - day,
      notBefore: now - 9 * day,
    });
    assert.deepEqual(judged(leafBy(old), [old], { bundled: [root] }).rules, ['expired']);
  });

  it('goes round an authority that has run out where another certificate of it has not', () => {
    const other = issueRoot('Other Root CA', valid);
    const old = issue({
      name: { CN: 'Cross CA' },
      by: root,
      authority: true,
      notAfter: now - day,
      notBefore: now - 9 * day,
    });
    const leaf = leafBy(old);
    // The same name and key, signed by another root and still valid.
    const fresh = issue({ name: { CN: 'Cross CA' }, by: other, authority: true, pair: old, ...valid });
    const { trustedBy, rules, path } = judged(leaf, [old, fresh], { bundled: [root, other] });
    assert.deepEqual({ trustedBy, rules }, { trustedBy: 'bundled', rules: [] });
    assert.equal(path.at(-1), 'CN=Other Root CA, O=Contoso');
  });

  it('names one that is not valid yet', () => {
    assert.deepEqual(judged(leafBy(root, { notBefore: now + 1_000 }), [], { bundled: [root] }).rules, [
      'not-yet-valid',
    ]);
  });

  it('takes the first and the last second of its time', () => {
    assert.deepEqual(judged(leafBy(root, { notBefore: now, notAfter: now }), [], { bundled: [root] }).rules, []);
  });

  it('names one that does not bear the name that was asked for', () => {
    assert.deepEqual(judged(leafBy(root), [], { bundled: [root], host: 'fs.contoso.com' }).rules, ['wrong-name']);
    // A common name proves nothing (RFC 9525 section 2).
    assert.deepEqual(judged(leafBy(root, { dns: [] }), [], { bundled: [root] }).rules, ['wrong-name']);
  });

  it('names one that signed itself, unless the system trusts just that one', () => {
    const own = leafBy(null);
    assert.deepEqual(judged(own, []).rules, ['self-signed']);
    assert.deepEqual(judged(own, [], { system: [own] }), {
      trustedBy: 'system',
      path: ['CN=sts.contoso.com'],
      rules: [],
      interceptedBy: null,
    });
  });

  it('names a chain that stops at the leaf', () => {
    assert.deepEqual(judged(leafBy(intermediate), [], { bundled: [root] }).rules, ['missing-intermediate']);
    assert.deepEqual(judged(leafBy(intermediate), [root], { bundled: [root] }).rules, ['missing-intermediate']);
  });

  it('names an authority that no store has, with or without its root being sent', () => {
    const other = issueRoot('Other Root CA', valid);
    assert.deepEqual(judged(leafBy(intermediate), [intermediate], { bundled: [other] }).rules, ['unknown-authority']);
    assert.deepEqual(judged(leafBy(intermediate), [intermediate, root], { bundled: [other] }).rules, [
      'unknown-authority',
    ]);
  });

  it('is not taken in by an authority that only bears the name of a trusted one', () => {
    const namesake = issueRoot('Contoso Root CA', valid);
    assert.deepEqual(judged(leafBy(namesake), [namesake], { bundled: [root] }).rules, ['unknown-authority']);
    assert.deepEqual(judged(leafBy(namesake), [], { bundled: [root] }).rules, ['missing-intermediate']);
  });

  it('lets nobody sign who is no authority', () => {
    const server = leafBy(root);
    const forged = issue({ name: { CN: 'fs.contoso.com' }, dns: ['fs.contoso.com'], by: server, ...valid });
    assert.deepEqual(judged(forged, [server], { bundled: [root], host: 'fs.contoso.com' }).rules, [
      'missing-intermediate',
    ]);
  });

  it('is not held up by authorities that all signed each other', () => {
    const one = issueRoot('Loop CA', valid);
    const loop = Array.from({ length: 15 }, () => issueRoot('Loop CA', { by: one, pair: one, ...valid }));
    assert.deepEqual(judged(leafBy(one), loop, { bundled: [root] }).rules, ['unknown-authority']);
  });

  it('names one that is not for servers', () => {
    const rules = (...usages: readonly string[]) => judged(leafBy(root, { usages }), [], { bundled: [root] }).rules;
    const [server, client, any] = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2', '2.5.29.37.0'];
    assert.deepEqual(rules(client), ['wrong-purpose']);
    assert.deepEqual(rules(client, server), []);
    assert.deepEqual(rules(any), []);
    assert.deepEqual(rules(), []);
  });

  it('names a key of RSA that is too short, and a signature by SHA-1 or MD5', () => {
    const strong = issueRoot('RSA Root CA', { key: 'rsa-2048', ...valid });
    assert.deepEqual(judged(leafBy(root, { key: 'rsa-1024' }), [], { bundled: [root] }).rules, ['weak']);
    assert.deepEqual(judged(leafBy(root, { hash: 'sha1' }), [], { bundled: [root] }).rules, ['weak']);
    assert.deepEqual(judged(leafBy(strong, { hash: 'sha1' }), [], { bundled: [strong] }).rules, ['weak']);
    assert.deepEqual(judged(leafBy(strong, { hash: 'md5' }), [], { bundled: [strong] }).rules, ['weak']);
    assert.deepEqual(judged(leafBy(strong), [], { bundled: [strong] }).rules, []);
  });

  it('does not mind by what a root signed itself', () => {
    const old = issueRoot('Old Root CA', { hash: 'sha1', ...valid });
    assert.deepEqual(judged(leafBy(old), [], { bundled: [old] }).rules, []);
  });

  it('lists every rule that is broken, the gravest first', () => {
    const leaf = leafBy(null, {
      key: 'rsa-1024',
      notAfter: now - day,
      notBefore: now - 9 * day,
      usages: ['1.3.6.1.5.5.7.3.2'],
    });
    assert.deepEqual(judged(leaf, [], { host: 'fs.contoso.com' }).rules, [
      'expired',
      'wrong-name',
      'self-signed',
      'wrong-purpose',
      'weak',
    ]);
  });

  describe('for a host of Microsoft', () => {
    const host = 'login.microsoftonline.com';
    const inspection = issueRoot('Contoso TLS Inspection', valid);
    const proxied = leafBy(inspection, { dns: [host] });
    const authority = 'CN=Contoso TLS Inspection, O=Contoso';

    it('takes an authority that only the system trusts for somebody in between', () => {
      const { interceptedBy, rules, trustedBy } = judged(proxied, [], { system: [inspection], host });
      assert.deepEqual(
        { interceptedBy, rules, trustedBy },
        { interceptedBy: authority, rules: [], trustedBy: 'system' },
      );
    });

    it('does so with an authority that nobody knows, sent or not', () => {
      assert.equal(judged(proxied, [inspection], { host }).interceptedBy, authority);
      assert.equal(judged(proxied, [], { host }).interceptedBy, authority);
      assert.equal(judged(leafBy(null, { dns: [host] }), [], { host }).interceptedBy, 'CN=sts.contoso.com');
    });

    it('has nothing against a public authority', () => {
      assert.equal(judged(proxied, [], { bundled: [inspection], host }).interceptedBy, null);
    });

    it('only names the rule where a public certificate has run out', () => {
      const old = leafBy(root, { dns: [host], notAfter: now - day, notBefore: now - 9 * day });
      const { interceptedBy, rules } = judged(old, [], { bundled: [root], host });
      assert.deepEqual({ interceptedBy, rules }, { interceptedBy: null, rules: ['expired'] });
    });
  });
});
