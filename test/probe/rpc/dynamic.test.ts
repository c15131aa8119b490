import assert from 'node:assert/strict';
import type { Ground } from '../../../src/probe/prober.ts';
import { proveRpc } from '../../../src/probe/rpc/dynamic.ts';
import { assertReportable, brief, groundOn } from '../ber/ground.ts';
import { answerTcp, closedTcpPort, listenTcp } from '../ber/listeners.ts';
import { itTellsTcpVerdicts } from '../ber/verdicts.ts';
import { bindAck, bindNak, type Endpoint, fault, mapperOf, wire } from './answers.ts';

const prove = (port: number, ground: Ground) => proveRpc({ kind: 'rpc', host: 'dc1.corp.test', port }, ground);

/** Proves against a mapper that lists these endpoints; gives the finding and the verdicts by interface. */
async function provedWith(endpoints: readonly Endpoint[], changes: Partial<Ground> = {}) {
  await using mapper = await answerTcp(mapperOf(endpoints));
  const finding = await prove(mapper.port, groundOn(changes));
  assertReportable(finding);
  const { evidence } = finding;
  const told = evidence?.kind === 'rpc' ? evidence.endpoints.map(({ name, verdict }) => [name, verdict]) : null;
  return { finding, told };
}

describe('the prober of MS-RPC', () => {
  itTellsTcpVerdicts(prove, bindAck().subarray(0, 20));

  it('binds to each interface on the port that the mapper names', async () => {
    const asked: Buffer[] = [];
    const answer = (bytes: Buffer) => {
      asked.push(bytes);
      return [bindAck()];
    };
    await using replication = await answerTcp(answer);
    await using channel = await answerTcp(answer);
    const { finding, told } = await provedWith([
      { name: 'netlogon', port: channel.port },
      { name: 'drsuapi', port: replication.port },
    ]);
    assert.equal(finding.verdict, 'open');
    assert.deepEqual(told, [
      ['drsuapi', 'open'],
      ['netlogon', 'open'],
    ]);
    // Interface and major version stand at byte 32.
    const versioned = asked.map((bytes) => bytes.subarray(32, 52).toString('hex')).sort();
    const expected = [`${wire.drsuapi.toString('hex')}04000000`, `${wire.netlogon.toString('hex')}01000000`].sort();
    assert.deepEqual(versioned, expected);
  });

  it('connects once to a port that several interfaces share, and tells its verdict for each', async () => {
    let connections = 0;
    await using shared = await listenTcp((socket) => {
      connections++;
      socket.on('data', () => socket.write(bindAck()));
    });
    const { told } = await provedWith([
      { name: 'samr', port: shared.port },
      { name: 'lsarpc', port: shared.port },
      { name: 'drsuapi', port: shared.port },
    ]);
    assert.equal(connections, 1);
    assert.deepEqual(told, [
      ['drsuapi', 'open'],
      ['lsarpc', 'open'],
      ['samr', 'open'],
    ]);
  });

  it('takes a port that refuses the interface for open', async () => {
    for (const answer of [bindNak, fault, bindAck(2)]) {
      await using server = await answerTcp(() => [answer]);
      const { finding } = await provedWith([{ name: 'drsuapi', port: server.port }]);
      assert.equal(finding.verdict, 'open');
    }
  });

  it('is as bad as the worst port, and tells which one', async () => {
    await using good = await answerTcp(() => [bindAck()]);
    await using silent = await listenTcp((socket) => socket.resume());
    await using web = await answerTcp(() => [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    const closed = await closedTcpPort();
    const { finding, told } = await provedWith(
      [
        { name: 'drsuapi', port: good.port },
        { name: 'netlogon', port: silent.port },
        { name: 'lsarpc', port: closed },
        { name: 'samr', port: web.port },
      ],
      brief,
    );
    assert.equal(finding.verdict, 'refused');
    assert.deepEqual(told, [
      ['drsuapi', 'open'],
      ['netlogon', 'open-silent'],
      ['lsarpc', 'refused'],
      ['samr', 'open-wrong-service'],
    ]);
  });

  it('bears the particulars of the worst port', async () => {
    await using resetting = await listenTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const { finding } = await provedWith([{ name: 'drsuapi', port: resetting.port }]);
    assert.equal(finding.verdict === 'open-then-closed' && finding.how, 'reset');
    await using web = await answerTcp(() => [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    const wrong = await provedWith([{ name: 'drsuapi', port: web.port }]);
    assert.equal(wrong.finding.verdict === 'open-wrong-service' && wrong.finding.looksLike, 'http');
  });

  it('connects to no port below 1024', async () => {
    const { finding, told } = await provedWith([{ name: 'drsuapi', port: 1_023 }]);
    assert.equal(finding.verdict, 'open');
    assert.deepEqual(told, [['drsuapi', null]]);
  });

  it('connects to no interface that does not matter here', async () => {
    let connections = 0;
    await using other = await listenTcp(() => connections++);
    const { finding } = await provedWith([{ name: 'management', port: other.port }]);
    assert.equal(finding.verdict, 'open');
    assert.equal(connections, 0);
  });

  it('tries eight ports at most, those of replication first', async () => {
    await using good = await answerTcp(() => [bindAck()]);
    const closed = await Promise.all(Array.from({ length: 12 }, () => closedTcpPort()));
    const ports = [...new Set(closed)];
    const { finding, told } = await provedWith([
      ...ports.map((port): Endpoint => ({ name: 'samr', port })),
      { name: 'drsuapi', port: good.port },
    ]);
    assert.equal(finding.verdict, 'refused');
    assert.deepEqual(told?.[0], ['drsuapi', 'open']);
    assert.equal(told?.filter(([, verdict]) => verdict === 'refused').length, 7);
    assert.equal(told?.filter(([, verdict]) => verdict === null).length, ports.length - 7);
  });

  it('times the mapper alone: ports that are tried side by side would count twice', async () => {
    await using silent = await listenTcp((socket) => socket.resume());
    await using still = await listenTcp((socket) => socket.resume());
    const ground = groundOn(brief);
    await using mapper = await answerTcp(
      mapperOf([
        { name: 'drsuapi', port: silent.port },
        { name: 'samr', port: still.port },
      ]),
    );
    await prove(mapper.port, ground);
    const { answer, total } = ground.stopwatch.read();
    assert.ok(answer !== null && answer < total, `${answer} of ${total} ms`);
  });

  it('has an answer of the mapper alone where nothing of ours is listed', async () => {
    const { finding } = await provedWith([]);
    assert.deepEqual(finding, { verdict: 'open', evidence: { kind: 'rpc', listed: 0, endpoints: [] } });
  });

  it('stops among the ports when the job is cancelled, and keeps what it knows', async () => {
    const controller = new AbortController();
    await using silent = await listenTcp((socket) => {
      socket.resume();
      setTimeout(() => controller.abort(), 30);
    });
    const { finding, told } = await provedWith([{ name: 'drsuapi', port: silent.port }], {
      signal: controller.signal,
    });
    assert.equal(finding.verdict === 'error' && finding.code, 'cancelled');
    assert.deepEqual(told, [['drsuapi', 'error']]);
  });
});
