import assert from 'node:assert/strict';
import fc from 'fast-check';
import { frameAnswer, proveDns } from '../../../src/probe/dns/dns.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { answerTcp, answerUdp, listenTcp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { itTellsTcpVerdicts, itTellsUdpVerdicts } from '../ber/verdicts.ts';
import { answerTo, message, overTcp, record, service } from './answers.ts';

const controllers = '_ldap._tcp.dc._msdcs.corp.contoso.com';
const ask = (kind: 'dns' | 'dns-tcp') => (port: number, ground: Ground) =>
  proveDns({ kind, host: 'dc1.corp.contoso.com', port, question: controllers, type: 'SRV' }, ground);
const overUdp = ask('dns');
const overStream = ask('dns-tcp');

const controller = record('SRV', service(0, 100, 389, 'dc1.corp.contoso.com'));
const told = {
  kind: 'dns',
  question: controllers,
  type: 'SRV',
  rcode: 'NOERROR',
  addresses: [],
  services: [{ host: 'dc1.corp.contoso.com', port: 389, priority: 0, weight: 100 }],
  authoritative: true,
  truncated: false,
};

describe('the DNS prober over UDP', () => {
  itTellsUdpVerdicts(overUdp);

  it('is told open by a server that knows the controllers', async () => {
    await using server = await answerUdp((query) => [answerTo(query, 0x8580, [controller])]);
    const finding = await overUdp(server.port, groundOn());
    assert.deepEqual(finding, { verdict: 'open', evidence: told });
    assertReportable(finding);
  });

  it('reaches a server over IPv6', async () => {
    await using server = await answerUdp((query) => [answerTo(query, 0x8580, [controller])], '::1');
    assert.equal((await overUdp(server.port, groundOn({ address: '::1' }))).verdict, 'open');
  });

  it('is told open by a server that refuses', async () => {
    await using server = await answerUdp((query) => [answerTo(query, 0x8185, [])]);
    const { verdict, evidence } = await overUdp(server.port, groundOn());
    assert.equal(verdict, 'open');
    assert.equal(evidence?.kind === 'dns' && evidence.rcode, 'REFUSED');
  });

  it('takes the answer to its own question, not one with another id', async () => {
    await using server = await answerUdp((query) => {
      const forged = answerTo(query, 0x8583, []);
      forged.writeUInt16BE(query.readUInt16BE(0) ^ 1, 0);
      return [forged, answerTo(query, 0x8580, [controller])];
    });
    assert.deepEqual((await overUdp(server.port, groundOn())).evidence, told);
  });

  it('asks with another id each time', async () => {
    const ids = new Set<number>();
    await using server = await answerUdp((query) => {
      ids.add(query.readUInt16BE(0));
      return [answerTo(query, 0x8580, [])];
    });
    for (let round = 0; round < 8; round++) await overUdp(server.port, groundOn());
    // Eight random numbers of 16 bits are one and the same once in 10^33.
    assert.ok(ids.size > 1);
  });
});

describe('the DNS prober over TCP', () => {
  itTellsTcpVerdicts(overStream, Buffer.of(0x00));

  it('is told open by a server that knows the controllers', async () => {
    await using server = await answerTcp((query) => [overTcp(answerTo(query.subarray(2), 0x8580, [controller]))]);
    const finding = await overStream(server.port, groundOn());
    assert.deepEqual(finding, { verdict: 'open', evidence: told });
    assertReportable(finding);
  });

  it('puts an answer together that comes byte by byte', async () => {
    await using server = await listenTcp((socket) => {
      socket.setNoDelay(true).once('data', async (query: Buffer) => {
        for (const byte of overTcp(answerTo(query.subarray(2), 0x8580, [controller]))) {
          socket.write(Buffer.of(byte));
          await new Promise(setImmediate);
        }
      });
    });
    assert.deepEqual((await overStream(server.port, groundOn({ timeoutMs: 3_000 }))).evidence, told);
  });

  it('puts the length before its question', async () => {
    const asked = Promise.withResolvers<Buffer>();
    await using server = await answerTcp((query) => {
      asked.resolve(query);
      return [];
    });
    await overStream(server.port, groundOn());
    const query = await asked.promise;
    assert.equal(query.readUInt16BE(0), query.length - 2);
    assert.equal(query.subarray(4).toString('hex', 0, 10), '01000001000000000000');
  });

  it('does not wait for the length that another protocol seems to give', () => {
    assert.equal(frameAnswer(0x4142)(Buffer.from('HTTP/1.1')), 'wrong');
    assert.equal(frameAnswer(0x4142)(Buffer.from('000b', 'hex')), 'wrong');
    assert.equal(frameAnswer(0x4142)(Buffer.from('000c', 'hex')), 'more');
    assert.equal(frameAnswer(0x4142)(Buffer.from('000c41428180', 'hex')), 'more');
    assert.equal(frameAnswer(0x4142)(Buffer.from('000c41438180', 'hex')), 'wrong');
  });

  it('frames any bytes without a fault, and never more than there are', () => {
    const good = overTcp(message({ id: 0x4142, flags: 0x8580, question: [controllers, 'SRV'], answers: [controller] }));
    fc.assert(
      fc.property(hostile(good), (bytes) => {
        const framed = frameAnswer(0x4142)(bytes);
        assert.ok(framed === 'more' || framed === 'wrong' || framed.length <= bytes.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
