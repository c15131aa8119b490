import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCertificates } from '../../../src/probe/tls/certificate-message.ts';
import { findRequest } from '../../../src/probe/tls/certificate-request.ts';
import { isTls, readFlight } from '../../../src/probe/tls/flight.ts';
import { openSealed } from '../../../src/probe/tls/sealed.ts';
import { hex } from '../ber/der.ts';
import { hostile } from '../ber/mutations.ts';
import { issueRoot, nameDer } from '../certificates.ts';
import { certificateRequest, handshakeRecord, message, serverHello } from './records.ts';

const root = issueRoot('Contoso Root CA');
const authorities = [nameDer({ O: 'Contoso', CN: 'Users CA' }), nameDer({ CN: 'Devices CA' })];

/** Type 11: a list of certificates, each with its length, the list with its own (RFC 5246 section 7.4.2). */
function certificateMessage(certificate: Buffer): Buffer {
  const length = (size: number) => Buffer.from([size >> 16, (size >> 8) & 0xff, size & 0xff]);
  return message(11, Buffer.concat([length(certificate.length + 3), length(certificate.length), certificate]));
}

const flight = Buffer.concat([
  handshakeRecord(serverHello(0x0303)),
  handshakeRecord(certificateMessage(root.der)),
  handshakeRecord(certificateRequest(authorities), message(14, Buffer.alloc(0))),
]);

describe('what a server says of a handshake in the clear', () => {
  it('begins like a record of version 3.x', () => {
    for (const start of ['16 03 03', '15 03 01', '16 03', '16', '']) assert.ok(isTls(hex(start)), start);
    for (const start of ['48 54 54 50', '16 02', '53', '03 00']) assert.ok(!isTls(hex(start)), start);
  });

  it('tells the version of its hello', () => {
    assert.equal(readFlight(handshakeRecord(serverHello(0x0301))).version, 0x0301);
    assert.equal(readFlight(flight).version, 0x0303);
    assert.equal(readFlight(Buffer.alloc(0)).version, null);
  });

  it('tells the alert that it ends with', () => {
    assert.equal(readFlight(hex('15 0303 0002 0246')).alert, 70);
    assert.equal(readFlight(Buffer.concat([flight, hex('15 0303 0002 0228')])).alert, 40);
    assert.equal(readFlight(flight).alert, null);
  });

  it('does not end with a warning', () => {
    assert.equal(readFlight(Buffer.concat([hex('15 0303 0002 0170'), flight])).alert, null);
  });

  it('has no alert behind the change to encryption: what looks like one there is sealed', () => {
    assert.equal(readFlight(Buffer.concat([flight, hex('14 0303 0001 01'), hex('15 0303 0002 0246')])).alert, null);
  });

  it('may be cut anywhere into records', () => {
    const whole = Buffer.concat([serverHello(0x0303), certificateRequest(authorities)]);
    const pieces = Array.from({ length: Math.ceil(whole.length / 7) }, (_, at) =>
      handshakeRecord(whole.subarray(at * 7, at * 7 + 7)),
    );
    assert.deepEqual(
      readFlight(Buffer.concat(pieces)).messages.map(({ type }) => type),
      [2, 13],
    );
  });

  it('lists the authorities whose certificates are accepted', () => {
    assert.deepEqual(findRequest(readFlight(flight).messages, 'TLSv1.2'), {
      authorities: ['CN=Users CA, O=Contoso', 'CN=Devices CA'],
    });
  });

  it('may ask for a certificate of any authority, or for none', () => {
    const any = handshakeRecord(certificateRequest([]));
    assert.deepEqual(findRequest(readFlight(any).messages, 'TLSv1.2'), { authorities: [] });
    assert.equal(findRequest(readFlight(handshakeRecord(serverHello(0x0303))).messages, 'TLSv1.2'), null);
  });

  it('asks in another form in TLS 1.3: an empty context, then extensions (RFC 8446 section 4.3.2)', () => {
    const names = Buffer.concat(authorities.map((name) => Buffer.concat([Buffer.from([0, name.length]), name])));
    // signature_algorithms (13) before certificate_authorities (47).
    const extensions = Buffer.concat([
      hex('000d 0004 0002 0403'),
      hex('002f'),
      Buffer.from([0, names.length + 2, 0, names.length]),
      names,
    ]);
    const body = Buffer.concat([hex('00'), Buffer.from([0, extensions.length]), extensions]);
    assert.deepEqual(findRequest([{ type: 13, body }], 'TLSv1.3'), {
      authorities: ['CN=Users CA, O=Contoso', 'CN=Devices CA'],
    });
  });

  it('names no more authorities than evidence holds', () => {
    const many = Array.from({ length: 500 }, () => nameDer({ CN: 'Users CA' }));
    assert.equal(
      findRequest(readFlight(handshakeRecord(certificateRequest(many))).messages, 'TLSv1.2')?.authorities.length,
      64,
    );
  });

  it('holds the certificates', () => {
    assert.deepEqual(
      readCertificates(readFlight(flight).messages).map(({ subject }) => subject),
      ['CN=Contoso Root CA, O=Contoso'],
    );
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(hostile(flight), (bytes) => {
        const { messages } = readFlight(bytes);
        readCertificates(messages);
        findRequest(messages, 'TLSv1.2');
        findRequest(messages, 'TLSv1.3');
        openSealed(bytes, Buffer.alloc(32), 'TLS_AES_128_GCM_SHA256');
      }),
    );
    fc.assert(
      fc.property(hostile(Buffer.from('00000a000d0004000204032f', 'hex')), (body) => {
        findRequest([{ type: 13, body }], 'TLSv1.2');
        findRequest([{ type: 13, body }], 'TLSv1.3');
      }),
    );
  });
});
