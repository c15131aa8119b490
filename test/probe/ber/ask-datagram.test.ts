import assert from 'node:assert/strict';
import { askDatagram } from '../../../src/probe/ber/ask-datagram.ts';
import { brief, groundOn } from './ground.ts';
import { answerUdp } from './listeners.ts';

const read = (bytes: Buffer) => (bytes.toString() === 'pong' ? { said: 'pong' } : null);

describe('a question in a datagram', () => {
  it('passes over what it cannot read and takes the answer that follows', async () => {
    await using server = await answerUdp(() => [Buffer.from('noise'), Buffer.from('pong')]);
    const step = await askDatagram(server.port, Buffer.from('ping'), read, groundOn());
    assert.deepEqual(step.kind === 'done' && step.value.answer, { said: 'pong' });
  });

  it('tells the times of question and answer by the clock that it was given', async () => {
    await using server = await answerUdp(() => [Buffer.from('pong')]);
    let clock = 1_000;
    const step = await askDatagram(server.port, Buffer.from('ping'), read, groundOn({ now: () => clock++ }));
    assert.ok(step.kind === 'done' && step.value.sentAt >= 1_000 && step.value.receivedAt > step.value.sentAt);
  });

  it('says what answered where nothing that answered could be read', async () => {
    await using server = await answerUdp(() => [Buffer.from('first noise'), Buffer.from('more noise')]);
    const step = await askDatagram(server.port, Buffer.from('ping'), read, groundOn(brief));
    assert.deepEqual(step, {
      kind: 'ended',
      finding: { verdict: 'open-wrong-service', evidence: null, seen: 'first noise', looksLike: 'plain-text' },
    });
  });

  it('works over IPv6', async () => {
    await using server = await answerUdp(() => [Buffer.from('pong')], '::1');
    const step = await askDatagram(server.port, Buffer.from('ping'), read, groundOn({ address: '::1' }));
    assert.equal(step.kind, 'done');
  });
});
