import assert from 'node:assert/strict';
import type { Ground } from '../../../src/probe/prober.ts';
import { proveSmb } from '../../../src/probe/smb/smb.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { answerTcp, listenTcp } from '../ber/listeners.ts';
import { itTellsTcpVerdicts } from '../ber/verdicts.ts';
import { framed, header, negotiated, smb1, statedTime } from './answers.ts';

const prove = (port: number, ground: Ground) => proveSmb({ kind: 'smb', host: 'dc1.corp.contoso.com', port }, ground);

const good = negotiated({ securityMode: 3, dialect: 0x0302, systemTime: statedTime });
const serverTime = Date.UTC(2026, 10, 20, 14, 4, 45);

describe('the SMB prober', () => {
  itTellsTcpVerdicts(prove, good.subarray(0, 40));

  it('is told open, with dialect, signing and clock', async () => {
    await using server = await answerTcp(() => [good.subarray(0, 70), good.subarray(70)]);
    // Our clock is two seconds ahead.
    const finding = await prove(server.port, groundOn({ now: () => serverTime + 2_000 }));
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: { kind: 'smb', dialect: '3.0.2', signingRequired: true, serverTime, skewMs: -2_000 },
    });
    assertReportable(finding);
  });

  it('compares the clock with the middle of question and answer', async () => {
    await using server = await answerTcp(() => [good]);
    const times = [serverTime - 100, serverTime - 40];
    const { evidence } = await prove(server.port, groundOn({ now: () => times.shift() ?? 0 }));
    assert.equal(evidence?.kind === 'smb' && evidence.skewMs, 70);
  });

  it('is told open by a server of the first generation, and by one that turns it down', async () => {
    const dialectFrom = async (answer: Buffer) => {
      await using server = await answerTcp(() => [answer]);
      const { verdict, evidence } = await prove(server.port, groundOn());
      return [verdict, evidence?.kind === 'smb' ? evidence.dialect : null];
    };
    assert.deepEqual(await dialectFrom(smb1), ['open', '1.0']);
    const turnedDown = framed(Buffer.concat([header('0d0000c0'), Buffer.alloc(9)]));
    assert.deepEqual(await dialectFrom(turnedDown), ['open', 'none (STATUS_INVALID_PARAMETER)']);
  });

  it('calls an SMB message that answers something else a wrong service', async () => {
    const other = Buffer.from(good);
    other[4 + 12] = 1;
    await using server = await listenTcp((socket) => socket.write(other));
    assert.equal((await prove(server.port, groundOn())).verdict, 'open-wrong-service');
  });

  it('sends another salt and id each time', async () => {
    const asked: string[] = [];
    await using server = await answerTcp((question) => {
      asked.push(question.toString('hex'));
      return [good];
    });
    await prove(server.port, groundOn());
    await prove(server.port, groundOn());
    assert.equal(new Set(asked).size, 2);
  });
});
