import assert from 'node:assert/strict';
import { proveNtp } from '../../../src/probe/ntp/ntp.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { answerUdp } from '../ber/listeners.ts';
import { itTellsUdpVerdicts } from '../ber/verdicts.ts';
import { newYear2000, packet, transmitOf } from './answers.ts';

const prove = (port: number, ground: Ground) => proveNtp({ kind: 'ntp', host: 'dc1.corp.contoso.com', port }, ground);

const at2000 = Date.UTC(2000, 0, 1);

describe('the NTP prober', () => {
  itTellsUdpVerdicts(prove);

  it('is told open by a server, with its clock against ours', async () => {
    await using server = await answerUdp((question) => [
      packet({
        first: 0x24,
        stratum: 3,
        reference: '0a4d0001',
        origin: transmitOf(question),
        receive: newYear2000,
        transmit: newYear2000,
      }),
    ]);
    // Our clock stands still, ninety seconds behind.
    const finding = await prove(server.port, groundOn({ now: () => at2000 - 90_000 }));
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: { kind: 'ntp', stratum: 3, leap: 0, referenceId: '10.77.0.1', offsetMs: 90_000, delayMs: 0 },
    });
    assertReportable(finding);
  });

  it('is told open by a kiss of death, which tells no time', async () => {
    await using server = await answerUdp((question) => [
      packet({
        first: 0xe4,
        stratum: 0,
        reference: '44454e59',
        origin: transmitOf(question),
        // A server that turns a client away gives its own timestamp back.
        receive: transmitOf(question).toString('hex'),
        transmit: transmitOf(question).toString('hex'),
      }),
    ]);
    const finding = await prove(server.port, groundOn({ now: () => at2000 }));
    assert.deepEqual(finding.evidence, {
      kind: 'ntp',
      stratum: 0,
      leap: 3,
      referenceId: 'DENY',
      offsetMs: 0,
      delayMs: 0,
    });
  });

  it('passes over an answer that does not repeat its question', async () => {
    await using server = await answerUdp((question) => {
      const parts = { first: 0x24, reference: '0a4d0001', receive: newYear2000, transmit: newYear2000 };
      return [
        packet({ ...parts, stratum: 9, origin: Buffer.alloc(8) }),
        packet({ ...parts, stratum: 3, origin: transmitOf(question) }),
      ];
    });
    const { evidence } = await prove(server.port, groundOn());
    assert.equal(evidence?.kind === 'ntp' && evidence.stratum, 3);
  });

  it('reaches a server over IPv6', async () => {
    await using server = await answerUdp(
      (question) => [
        packet({
          first: 0x24,
          stratum: 3,
          reference: '0a4d0001',
          origin: transmitOf(question),
          receive: newYear2000,
          transmit: newYear2000,
        }),
      ],
      '::1',
    );
    assert.equal((await prove(server.port, groundOn({ address: '::1' }))).verdict, 'open');
  });
});
