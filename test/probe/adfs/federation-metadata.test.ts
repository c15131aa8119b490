import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFederationMetadata } from '../../../src/probe/adfs/federation-metadata.ts';
import { readTags } from '../../../src/probe/adfs/tags.ts';
import { hostile } from '../ber/mutations.ts';
import { issueRoot } from '../certificates.ts';
import { metadataOf } from './documents.ts';

const entityId = 'http://sts.contoso.com/adfs/services/trust';
const notAfter = Date.UTC(2027, 5, 1);
const signing = issueRoot('ADFS Signing - sts.contoso.com', { notAfter });
const next = issueRoot('ADFS Signing (next)', { notAfter });
const encryption = issueRoot('ADFS Encryption - sts.contoso.com');
const metadata = metadataOf(entityId, [signing, next], encryption);

/** The tags of a text, shortly. */
const tagsOf = (xml: string) =>
  [...readTags(xml)].map(({ kind, name, attributes }) => [kind, name, Object.fromEntries(attributes)]);

describe('the tags of a document', () => {
  it('are read in order, without prefixes', () => {
    assert.deepEqual(tagsOf(`<?xml version="1.0"?><a:b x="1" y:z='2'>text<c/></a:b>`), [
      ['open', 'b', { x: '1', z: '2' }],
      ['empty', 'c', {}],
      ['close', 'b', {}],
    ]);
  });

  it('may hold what looks like one within quotes, comments, sections and declarations', () => {
    assert.deepEqual(tagsOf(`<a x="<b>" y='"'><!-- <c> --><![CDATA[<d>]]><!DOCTYPE e><?f <g> ?></a>`), [
      ['open', 'a', { x: '<b>', y: '"' }],
      ['close', 'a', {}],
    ]);
  });

  it('have their references left as they are', () => {
    assert.deepEqual(tagsOf('<a x="&e;&#65;"/>'), [['empty', 'a', { x: '&e;&#65;' }]]);
  });

  it('end where the text breaks off', () => {
    for (const xml of ['<a', '<a x="', '<!-- ', '<![CDATA[ ', '<?x ', '<']) assert.deepEqual(tagsOf(xml), [], xml);
  });
});

describe('the metadata of a federation', () => {
  it('tells who it is, and the certificates that it signs with, each once', () => {
    const told = ({ fingerprint }: { readonly fingerprint: string }, name: string) => ({
      subject: `CN=${name}, O=Contoso`,
      notAfter,
      fingerprint,
    });
    assert.deepEqual(readFederationMetadata(metadata), {
      entityId,
      signing: [told(signing, 'ADFS Signing - sts.contoso.com'), told(next, 'ADFS Signing (next)')],
    });
  });

  it('may have keys for any use', () => {
    const any = metadata.replaceAll(' use="signing"', '');
    assert.equal(readFederationMetadata(any)?.signing.length, 2);
  });

  it('may have no key that can be read', () => {
    const broken = metadata.replaceAll(/<X509Certificate>[^<]*/g, '<X509Certificate>AAAA');
    assert.deepEqual(readFederationMetadata(broken), { entityId, signing: [] });
  });

  it('is not a page, nor a document about something else', () => {
    for (const other of ['', '<html><body>Sign in</body></html>', '<EntityDescriptor/>', 'entityID="x"'])
      assert.equal(readFederationMetadata(other), null);
  });

  it('expands no entity', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><EntityDescriptor entityID="&b;"/>`;
    assert.deepEqual(readFederationMetadata(bomb), { entityId: '&b;', signing: [] });
  });

  it('shows no control characters, and no more than evidence holds', () => {
    const { entityId: id = '' } =
      readFederationMetadata(`<EntityDescriptor entityID="a\u001b\n${'x'.repeat(9_000)}"/>`) ?? {};
    assert.ok(id.startsWith('a·x') && id.length === 512);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(hostile(Buffer.from(metadata)), (bytes) => {
        readFederationMetadata(bytes.toString('utf8'));
      }),
    );
  });

  it('is read in one pass, even where it is made to be slow', () => {
    const size = 300_000;
    for (const slow of [
      '<',
      '<a ',
      '"',
      '<!--',
      '<a x',
      ' ',
      '<a x=',
      "<a '",
      'x ',
      '<KeyDescriptor><X509Certificate>',
      'a=',
      '</',
    ])
      readFederationMetadata(slow.repeat(size / slow.length));
    for (const [start, filling] of [
      ['<a ', 'x'],
      ['<a ', ' '],
      ['<a x', ' '],
      ['<a x=', ' '],
      ['<a x="', ' '],
    ] as const)
      readFederationMetadata(`${start}${filling.repeat(size)}>`);
  }).timeout(5_000);
});
