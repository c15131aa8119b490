import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstOf, longestHead, readResponse, valuesOf } from '../../../src/probe/http/head.ts';
import { schemesIn } from '../../../src/probe/http/schemes.ts';
import { hostile } from '../ber/mutations.ts';

const read = (text: string) => readResponse(Buffer.from(text, 'latin1'));

function headOf(text: string) {
  const response = read(text);
  assert.ok(typeof response !== 'string');
  return response;
}

describe('the head of a response', () => {
  it('is a status line and fields, up to an empty line', () => {
    const { length, head } = headOf('HTTP/1.1 404 Not Found\r\nServer: nginx\r\nX-Empty:\r\n\r\nbody');
    assert.equal(length, 51);
    assert.deepEqual(head, {
      status: 404,
      line: 'HTTP/1.1 404 Not Found',
      fields: [
        ['server', 'nginx'],
        ['x-empty', ''],
      ],
    });
  });

  it('may be of HTTP/1.0, without a reason, and with bare line feeds', () => {
    assert.equal(headOf('HTTP/1.0 200 OK\r\n\r\n').head.status, 200);
    assert.equal(headOf('HTTP/1.1 200\r\n\r\n').head.status, 200);
    assert.deepEqual(headOf('HTTP/1.1 200 OK\nServer: x\n\nbody').head.fields, [['server', 'x']]);
  });

  it('needs more until the empty line', () => {
    const whole = 'HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n';
    for (let length = 0; length < whole.length; length++)
      assert.equal(read(whole.slice(0, length)), 'more', `${length}`);
  });

  it('is none where it begins otherwise, said as soon as that is known', () => {
    for (const text of [
      'S',
      'SSH-2.0-OpenSSH\r\n',
      'HTTP/2 200\r\n',
      '<html>',
      'HTTX',
      'HTTP/1.1 OK\r\n\r\n',
      'HTTP/1.1 20 OK\r\n\r\n',
      'HTTP/1.1 0200\r\n\r\n',
    ])
      assert.equal(read(text), 'wrong', text);
  });

  it('passes over interim responses, which count in its length', () => {
    const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n';
    const { length, head } = headOf(`${interim}HTTP/1.1 401 Unauthorized\r\n\r\n`);
    assert.equal(head.status, 401);
    assert.equal(length, interim.length + 'HTTP/1.1 401 Unauthorized\r\n\r\n'.length);
    assert.equal(read(interim), 'more');
    assert.equal(read('HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)), 'wrong');
  });

  it('ends at its longest length, and keeps so many fields', () => {
    assert.equal(read(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(longestHead)}`), 'wrong');
    assert.equal(headOf(`HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(1_000)}\r\n`).head.fields.length, 128);
  });

  it('passes over lines that are no field', () => {
    const { head } = headOf(
      'HTTP/1.1 200 OK\r\nno colon\r\n: no name\r\nwith blank : x\r\n folded: y\r\nGood: z\r\n\r\n',
    );
    assert.deepEqual(head.fields, [['good', 'z']]);
  });

  it('gives the values of a field in order', () => {
    const { head } = headOf('HTTP/1.1 200 OK\r\nVia: a\r\nVIA: b\r\n\r\n');
    assert.deepEqual(valuesOf(head, 'via'), ['a', 'b']);
    assert.equal(firstOf(head, 'via'), 'a');
    assert.equal(firstOf(head, 'server'), null);
  });

  it('survives any bytes', () => {
    const good = Buffer.from('HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x", Negotiate\r\n\r\n');
    fc.assert(
      fc.property(hostile(good), (bytes) => {
        const response = readResponse(bytes);
        if (typeof response === 'string') return;
        assert.ok(response.length <= bytes.length);
        schemesIn(response.head, 'www-authenticate');
      }),
    );
  });
});

describe('the schemes that a response offers', () => {
  const schemes = (...values: readonly string[]) =>
    schemesIn(
      { status: 401, line: '', fields: values.map((value) => ['www-authenticate', value] as const) },
      'www-authenticate',
    );

  it('are one to a field, or several', () => {
    assert.deepEqual(schemes('Negotiate', 'NTLM', 'Basic realm="contoso"'), ['Negotiate', 'NTLM', 'Basic']);
    assert.deepEqual(schemes('Negotiate, NTLM, Basic realm="contoso"'), ['Negotiate', 'NTLM', 'Basic']);
  });

  it('are told from their parameters, quoted commas and tokens', () => {
    assert.deepEqual(schemes('Digest realm="a, Fake b", qop="auth,auth-int", nonce=abc, Basic realm="\\", Fake x"'), [
      'Digest',
      'Basic',
    ]);
    assert.deepEqual(schemes('Negotiate oYG2MIGzoAMKAQE='), ['Negotiate']);
    assert.deepEqual(schemes('Basic realm = "x" , charset = "UTF-8"'), ['Basic']);
  });

  it('are named once', () => {
    assert.deepEqual(schemes('Basic realm="a"', 'basic realm="b"'), ['Basic']);
  });

  it('are none where there is nothing of the kind', () => {
    assert.deepEqual(schemes(), []);
    assert.deepEqual(schemes('', '"', '=,=', '123', '<b>'), []);
  });

  it('are bounded in number and length', () => {
    assert.equal(schemes(Array.from({ length: 500 }, (_, at) => `S${at}`).join(', ')).length, 64);
    assert.equal(schemes('x'.repeat(5_000))[0]?.length, 32);
  });
});
