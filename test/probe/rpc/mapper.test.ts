import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Ground } from '../../../src/probe/prober.ts';
import { proveRpcMapper } from '../../../src/probe/rpc/mapper.ts';
import { assertReportable, brief, groundOn } from '../ber/ground.ts';
import { answerTcp, listenTcp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { itTellsTcpVerdicts } from '../ber/verdicts.ts';
import {
  bindAck,
  bindNak,
  type Endpoint,
  fault,
  handle,
  isBind,
  lookupStub,
  mapperOf,
  packet,
  response,
} from './answers.ts';

const prove = (port: number, ground: Ground) =>
  proveRpcMapper({ kind: 'rpc-mapper', host: 'dc1.corp.test', port }, ground);

const drsuapi = { name: 'drsuapi', uuid: 'e3514235-4b06-11d1-ab04-00c04fc2dcd2' } as const;
const netlogon = { name: 'netlogon', uuid: '12345678-1234-abcd-ef00-01234567cffb' } as const;
const nothing = { kind: 'rpc', listed: 0, endpoints: [] } as const;

describe('the prober of the endpoint mapper', () => {
  itTellsTcpVerdicts(prove, bindAck().subarray(0, 20));

  it('lists what listens on TCP: each interface that matters once by port, in the order of their weight', async () => {
    const endpoints: readonly Endpoint[] = [
      { name: 'management', port: 49_152 },
      { name: 'netlogon', port: 49_152 },
      { name: 'drsuapi', pipe: '\\pipe\\protected_storage' },
      { name: 'drsuapi', port: 49_153 },
      { name: 'drsuapi', port: 49_153 },
      { name: 'drsuapi', port: 49_160 },
    ];
    await using mapper = await answerTcp(mapperOf(endpoints));
    const finding = await prove(mapper.port, groundOn());
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: {
        kind: 'rpc',
        listed: 5,
        endpoints: [
          { ...drsuapi, port: 49_153, verdict: null },
          { ...drsuapi, port: 49_160, verdict: null },
          { ...netlogon, port: 49_152, verdict: null },
        ],
      },
    });
    assertReportable(finding);
  });

  it('goes on with the handle that it was given, and reads answers in fragments', async () => {
    const calls: Buffer[] = [];
    await using mapper = await answerTcp((bytes) => {
      if (isBind(bytes)) return [bindAck()];
      calls.push(bytes);
      return calls.length === 1
        ? response(lookupStub([{ name: 'drsuapi', port: 49_153 }], handle), 50)
        : response(lookupStub([{ name: 'netlogon', port: 49_152 }]), 50);
    });
    const { evidence } = await prove(mapper.port, groundOn());
    assert.ok(evidence?.kind === 'rpc');
    assert.deepEqual(
      evidence.endpoints.map(({ name, port }) => [name, port]),
      [
        ['drsuapi', 49_153],
        ['netlogon', 49_152],
      ],
    );
    // Behind the 24 bytes of the head stand four fields of four, then the handle.
    assert.deepEqual(
      calls.map((call) => call.subarray(40, 60).toString('hex')),
      [Buffer.alloc(20).toString('hex'), handle.toString('hex')],
    );
  });

  it('stops after 20 calls, however much there is', async () => {
    let calls = 0;
    await using mapper = await answerTcp((bytes) => {
      if (isBind(bytes)) return [bindAck()];
      calls++;
      return response(lookupStub([{ name: 'samr', port: 49_152 + calls }], handle));
    });
    const { evidence } = await prove(mapper.port, groundOn());
    assert.equal(calls, 20);
    assert.equal(evidence?.kind === 'rpc' && evidence.listed, 20);
  });

  it('stops when the calls together take longer than one may', async () => {
    let calls = 0;
    await using mapper = await listenTcp((socket) => {
      socket.on('data', (bytes) => {
        if (isBind(bytes)) socket.write(bindAck());
        else {
          calls++;
          const [answer = Buffer.alloc(0)] = response(lookupStub([{ name: 'samr', port: 49_152 }], handle));
          setTimeout(() => socket.write(answer), 250);
        }
      });
    });
    const { verdict } = await prove(mapper.port, groundOn({ timeoutMs: 600 }));
    assert.equal(verdict, 'open');
    assert.ok(calls <= 4, `${calls} calls`);
  });

  it('shows 64 endpoints of a mapper that lists more', async () => {
    const endpoints = Array.from({ length: 100 }, (_, at): Endpoint => ({ name: 'lsarpc', port: 50_000 + at }));
    await using mapper = await answerTcp(mapperOf(endpoints));
    const finding = await prove(mapper.port, groundOn());
    assert.ok(finding.evidence?.kind === 'rpc');
    assert.deepEqual([finding.evidence.listed, finding.evidence.endpoints.length], [100, 64]);
    assertReportable(finding);
  });

  it('is told open by a refusal to bind and by a fault: they are answers of the protocol', async () => {
    for (const answer of [bindNak, fault, bindAck(2)]) {
      await using mapper = await answerTcp(() => [answer]);
      assert.deepEqual(await prove(mapper.port, groundOn()), { verdict: 'open', evidence: nothing });
    }
  });

  it('is told open by a mapper that refuses to list, as Windows may where nobody signed in', async () => {
    await using mapper = await answerTcp((bytes) => [isBind(bytes) ? bindAck() : fault]);
    assert.deepEqual(await prove(mapper.port, groundOn()), { verdict: 'open', evidence: nothing });
  });

  it('tells a mapper that lets bind and then says nothing', async () => {
    await using mapper = await answerTcp((bytes) => (isBind(bytes) ? [bindAck()] : []));
    assert.deepEqual(await prove(mapper.port, groundOn(brief)), { verdict: 'open-silent', evidence: nothing });
  });

  it('keeps what a mapper said before it broke off', async () => {
    let calls = 0;
    await using mapper = await listenTcp((socket) => {
      socket.on('data', (bytes) => {
        if (isBind(bytes)) socket.write(bindAck());
        else if (calls++ === 0)
          for (const part of response(lookupStub([{ name: 'samr', port: 49_152 }], handle))) socket.write(part);
        else socket.resetAndDestroy();
      });
    });
    const { verdict, evidence } = await prove(mapper.port, groundOn());
    assert.equal(verdict, 'open');
    assert.equal(evidence?.kind === 'rpc' && evidence.listed, 1);
  });

  it('is no proof when it is cancelled in the middle of the list', async () => {
    const controller = new AbortController();
    let calls = 0;
    await using mapper = await answerTcp((bytes) => {
      if (isBind(bytes)) return [bindAck()];
      if (calls++ === 0) return response(lookupStub([{ name: 'samr', port: 49_152 }], handle));
      controller.abort();
      return [];
    });
    const finding = await prove(mapper.port, groundOn({ signal: controller.signal }));
    assert.equal(finding.verdict === 'error' && finding.code, 'cancelled');
    assert.equal(finding.evidence?.kind === 'rpc' && finding.evidence.listed, 1);
  });

  it('calls a list that cannot be read a wrong service', async () => {
    await using mapper = await answerTcp((bytes) =>
      isBind(bytes) ? [bindAck()] : [packet(2, 3, Buffer.alloc(40, 0xff))],
    );
    const finding = await prove(mapper.port, groundOn());
    assert.equal(finding.verdict, 'open-wrong-service');
    assertReportable(finding);
  });

  it('reports something that can be reported, whatever is answered', async () => {
    const good = Buffer.concat([...response(lookupStub([{ name: 'samr', port: 49_152 }]), 60)]);
    await fc.assert(
      fc.asyncProperty(hostile(good), async (bytes) => {
        await using mapper = await listenTcp((socket) => {
          socket.on('data', (question) => {
            if (isBind(question)) socket.write(bindAck());
            else socket.end(bytes);
          });
        });
        assertReportable(await prove(mapper.port, groundOn()));
      }),
      { numRuns: 60 },
    );
  });
});
