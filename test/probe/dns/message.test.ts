import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Question, readAnswer, writeQuery } from '../../../src/probe/dns/message.ts';
import { hostile } from '../ber/mutations.ts';
import { message, nameBytes, record, service } from './answers.ts';

const controllers = '_ldap._tcp.dc._msdcs.corp.contoso.com';
const question: Question = { id: 0x1234, name: controllers, type: 'SRV' };

/** Response, authoritative, recursion desired and available, no error. */
const good = 0x8580;

/** Two controllers, one of them preferred. */
const answer = message({
  id: 0x1234,
  flags: good,
  question: [controllers, 'SRV'],
  answers: [
    record('SRV', service(0, 100, 389, 'dc1.corp.contoso.com')),
    record('SRV', service(10, 50, 3890, 'dc2.corp.contoso.com')),
  ],
});

const empty = { addresses: [], services: [], authoritative: false, truncated: false };

describe('a DNS query', () => {
  it('has the id, asks for recursion, and one question', () => {
    const expected = [
      '1234 0100 0001 0000 0000 0000',
      // _ldap _tcp dc _msdcs corp contoso com
      '05 5f6c646170 04 5f746370 02 6463 06 5f6d73646373 04 636f7270 07 636f6e746f736f 03 636f6d 00',
      // SRV, IN
      '0021 0001',
    ]
      .join('')
      .replaceAll(' ', '');
    assert.equal(writeQuery(question).toString('hex'), expected);
  });

  it('can be for the root', () => {
    const query = writeQuery({ id: 1, name: '.', type: 'SOA' });
    assert.equal(query.toString('hex'), '00010100000100000000000000' + '00060001');
  });
});

describe('a DNS answer', () => {
  it('gives the services of SRV records', () => {
    assert.deepEqual(readAnswer(answer, question), {
      kind: 'dns',
      question: controllers,
      type: 'SRV',
      rcode: 'NOERROR',
      addresses: [],
      services: [
        { host: 'dc1.corp.contoso.com', port: 389, priority: 0, weight: 100 },
        { host: 'dc2.corp.contoso.com', port: 3890, priority: 10, weight: 50 },
      ],
      authoritative: true,
      truncated: false,
    });
  });

  it('gives addresses of both families, whatever else is answered', () => {
    const asked: Question = { id: 7, name: 'dc1.corp.contoso.com', type: 'A' };
    const bytes = message({
      id: 7,
      flags: 0x8180,
      question: ['dc1.corp.contoso.com', 'A'],
      answers: [
        record('A', Buffer.of(10, 77, 0, 10)),
        record('AAAA', Buffer.from('fd000000000000000000000000000010', 'hex')),
        record('SOA', Buffer.concat([nameBytes('ns.contoso.com'), nameBytes('admin.contoso.com'), Buffer.alloc(20)])),
      ],
    });
    assert.deepEqual(readAnswer(bytes, asked)?.addresses, ['10.77.0.10', 'fd00::10']);
  });

  it('is one whatever its response code', () => {
    const codes = { 33153: 'FORMERR', 33154: 'SERVFAIL', 33155: 'NXDOMAIN', 33156: 'NOTIMP', 33157: 'REFUSED' };
    for (const [flags, rcode] of Object.entries(codes)) {
      const bytes = message({ id: 0x1234, flags: Number(flags), question: [controllers, 'SRV'], answers: [] });
      assert.deepEqual(readAnswer(bytes, question), {
        kind: 'dns',
        question: controllers,
        type: 'SRV',
        rcode,
        ...empty,
      });
    }
    const odd = message({ id: 0x1234, flags: 0x818c, question: [controllers, 'SRV'], answers: [] });
    assert.equal(readAnswer(odd, question)?.rcode, 'RCODE 12');
  });

  it('may leave the question out where it refuses, and only there', () => {
    const bare = (flags: number) => message({ id: 0x1234, flags, question: null, answers: [] });
    assert.equal(readAnswer(bare(0x8185), question)?.rcode, 'REFUSED');
    assert.equal(readAnswer(bare(0x8180), question), null);
  });

  it('says that it is truncated, and may then stop in the middle of a record', () => {
    const flags = good | 0x0200;
    const whole = message({ id: 0x1234, flags, question: [controllers, 'SRV'], answers: [] });
    assert.equal(readAnswer(whole, question)?.truncated, true);
    const torn = Buffer.from(answer.subarray(0, answer.length - 5));
    assert.equal(readAnswer(torn, question), null);
    torn.writeUInt16BE(flags, 2);
    assert.deepEqual(readAnswer(torn, question), {
      kind: 'dns',
      question: controllers,
      type: 'SRV',
      rcode: 'NOERROR',
      ...empty,
      authoritative: true,
      truncated: true,
    });
  });

  it('is no answer with another id, as a query, to another opcode, or to another question', () => {
    const changed = (parts: Partial<Parameters<typeof message>[0]>) =>
      message({ id: 0x1234, flags: good, question: [controllers, 'SRV'], answers: [], ...parts });
    assert.notEqual(readAnswer(changed({}), question), null);
    assert.equal(readAnswer(changed({ id: 0x1235 }), question), null);
    assert.equal(readAnswer(changed({ flags: 0x0580 }), question), null);
    assert.equal(readAnswer(changed({ flags: 0xa580 }), question), null);
    assert.equal(readAnswer(changed({ question: ['evil.example', 'SRV'] }), question), null);
    assert.equal(readAnswer(changed({ question: [controllers, 'A'] }), question), null);
  });

  it('may spell the question in other letters', () => {
    const bytes = message({ id: 0x1234, flags: good, question: [controllers.toUpperCase(), 'SRV'], answers: [] });
    assert.equal(readAnswer(bytes, question)?.question, controllers);
    assert.notEqual(readAnswer(bytes, { ...question, name: `${controllers}.` }), null);
  });

  it('shows no control character of a name', () => {
    const bytes = message({
      id: 0x1234,
      flags: good,
      question: [controllers, 'SRV'],
      answers: [record('SRV', service(0, 0, 389, 'dc1\u001b[31m\u202e.contoso.com'))],
    });
    assert.equal(readAnswer(bytes, question)?.services[0]?.host, 'dc1·[31m·.contoso.com');
  });

  it('keeps 64 records and no more', () => {
    const many = Array.from({ length: 70 }, (_, at) => record('SRV', service(0, 0, 389, `dc${at}.corp.contoso.com`)));
    const bytes = message({ id: 0x1234, flags: good, question: [controllers, 'SRV'], answers: many });
    assert.equal(readAnswer(bytes, question)?.services.length, 64);
  });

  it('is read from any bytes without a fault', () => {
    const refused = message({ id: 0x1234, flags: 0x8185, question: null, answers: [] });
    const torn = message({ id: 0x1234, flags: good | 0x0200, question: [controllers, 'SRV'], answers: [] });
    fc.assert(
      fc.property(hostile(answer, refused, torn), (bytes) => {
        const read = readAnswer(bytes, question);
        assert.ok(read === null || read.kind === 'dns');
      }),
      { numRuns: 2_000 },
    );
  });
});
