import assert from 'node:assert/strict';
import { proveAdws } from '../../../src/probe/adws/adws.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { answerTcp } from '../ber/listeners.ts';
import { itTellsTcpVerdicts } from '../ber/verdicts.ts';
import { fault, notFound } from './answers.ts';

const prove = (port: number, ground: Ground) => proveAdws({ kind: 'adws', host: 'dc1.corp.contoso.com', port }, ground);

describe('the AD Web Services prober', () => {
  itTellsTcpVerdicts(prove, fault(notFound).subarray(0, 20));

  it('is told open by a server that takes the upgrade', async () => {
    const asked = Promise.withResolvers<Buffer>();
    await using server = await answerTcp((question) => {
      asked.resolve(question);
      return [Buffer.of(0x0a)];
    });
    const finding = await prove(server.port, groundOn());
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: { kind: 'adws', answer: 'upgrade-response', fault: null },
    });
    assertReportable(finding);
    const via = `net.tcp://dc1.corp.contoso.com:${server.port}/ActiveDirectoryWebServices/Windows/Enumeration`;
    assert.ok((await asked.promise).includes(via));
  });

  it('is told open by a server that needs no upgrade', async () => {
    await using server = await answerTcp(() => [Buffer.of(0x0b)]);
    const { evidence } = await prove(server.port, groundOn());
    assert.deepEqual(evidence, { kind: 'adws', answer: 'preamble-ack', fault: null });
  });

  it('is told open by a fault, which comes in two parts', async () => {
    const whole = fault(notFound);
    await using server = await answerTcp(() => [whole.subarray(0, 1), whole.subarray(1)]);
    const { verdict, evidence } = await prove(server.port, groundOn());
    assert.equal(verdict, 'open');
    assert.deepEqual(evidence, { kind: 'adws', answer: 'fault', fault: notFound });
  });

  it('writes an IPv6 address in brackets', async () => {
    const asked = Promise.withResolvers<Buffer>();
    await using server = await answerTcp((question) => {
      asked.resolve(question);
      return [Buffer.of(0x0a)];
    }, '::1');
    await proveAdws({ kind: 'adws', host: '::1', port: server.port }, groundOn({ address: '::1' }));
    assert.ok((await asked.promise).includes(`net.tcp://[::1]:${server.port}/`));
  });
});
