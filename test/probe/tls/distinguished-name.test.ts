import assert from 'node:assert/strict';
import fc from 'fast-check';
import { printWholeName } from '../../../src/probe/tls/distinguished-name.ts';
import { readObjectId } from '../../../src/probe/tls/object-id.ts';
import { hostile } from '../ber/mutations.ts';
import { der, nameDer, objectId } from '../certificates.ts';

const commonName = (tag: number, value: Buffer) =>
  der(0x30, der(0x31, der(0x30, objectId('2.5.4.3'), der(tag, value))));

describe('a distinguished name', () => {
  it('is printed with its most specific part first', () => {
    assert.equal(
      printWholeName(nameDer({ C: 'NL', O: 'Contoso', OU: 'Identity', CN: 'sts.contoso.com' })),
      'CN=sts.contoso.com, OU=Identity, O=Contoso, C=NL',
    );
    assert.equal(printWholeName(nameDer({ DC: 'contoso', CN: 'Contoso Root CA' })), 'CN=Contoso Root CA, DC=contoso');
  });

  it('escapes what separates its parts, as RFC 4514 section 2.4 asks', () => {
    assert.equal(
      printWholeName(nameDer({ O: 'Contoso, CN=login.microsoftonline.com' })),
      'O=Contoso\\, CN=login.microsoftonline.com',
    );
    assert.equal(printWholeName(nameDer({ CN: '#1 "best" <a+b>; \\ ' })), 'CN=\\#1 \\"best\\" \\<a\\+b\\>\\; \\\\\\ ');
  });

  it('shows no control characters', () => {
    assert.equal(printWholeName(nameDer({ CN: 'a\r\nb\u0000c\u001b[31m' })), 'CN=a·b·c·[31m');
  });

  it('reads every kind of string', () => {
    assert.equal(printWholeName(commonName(0x13, Buffer.from('printable'))), 'CN=printable');
    assert.equal(printWholeName(commonName(0x14, Buffer.from('Zürich', 'latin1'))), 'CN=Zürich');
    assert.equal(printWholeName(commonName(0x0c, Buffer.from('Zürich'))), 'CN=Zürich');
    assert.equal(printWholeName(commonName(0x1e, Buffer.from('Zürich', 'utf16le').swap16())), 'CN=Zürich');
  });

  it('names an attribute that it does not know by its number, and several in one part with a plus', () => {
    const pair = (id: string, value: string) => der(0x30, objectId(id), der(0x0c, Buffer.from(value)));
    assert.equal(
      printWholeName(der(0x30, der(0x31, pair('2.5.4.97', 'NTRNL-1'), pair('2.5.4.10', 'Contoso')))),
      '2.5.4.97=NTRNL-1+O=Contoso',
    );
  });

  it('is cut to what evidence holds', () => {
    assert.equal(printWholeName(nameDer({ CN: 'x'.repeat(5_000) })).length, 512);
  });

  it('is empty where it is none', () => {
    assert.equal(printWholeName(nameDer({})), '');
    assert.equal(printWholeName(Buffer.from('no name at all')), '');
  });

  it('survives any bytes', () => {
    const good = nameDer({ C: 'NL', O: 'Contoso', CN: 'sts.contoso.com' });
    fc.assert(fc.property(hostile(good), (bytes) => printWholeName(bytes).length <= 512));
  });
});

describe('an object identifier', () => {
  it('is read as X.690 section 8.19 writes it', () => {
    assert.equal(
      readObjectId(Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b])),
      '1.2.840.113549.1.1.11',
    );
    assert.equal(readObjectId(Buffer.from([0x55, 0x1d, 0x11])), '2.5.29.17');
    // X.690 section 8.19.5: {2 999 3}.
    assert.equal(readObjectId(Buffer.from([0x88, 0x37, 0x03])), '2.999.3');
  });

  it('is empty where there is none', () => {
    assert.equal(readObjectId(Buffer.alloc(0)), '');
    assert.equal(readObjectId(Buffer.alloc(100, 0xff)), '');
  });
});
