import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createPace } from '../../src/probe/pace.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { answerTcp, answerUdp, closedTcpPort, listenTcp } from './ber/listeners.ts';
import { onRealSockets } from './ber/real-sockets.ts';
import { answerTo } from './dns/answers.ts';
import { fullListener } from './full-listener.ts';
import { prove, resolved, resolverOf } from './proving.ts';

const host = 'dc1.corp.contoso.com';
const tcp = (port: number, name = host): Probe => ({ kind: 'tcp', host: name, port });
const dns = (port: number): Probe => ({ kind: 'dns', host, port, question: 'corp.contoso.com', type: 'A' });

const onLoopback = { resolver: resolverOf({ [host]: [resolved('127.0.0.1')] }) };
const unresolved = (code: string) => ({ kind: 'unresolved', code }) as const;

/** A wait that takes no time and remembers what was asked of it. */
function noWait() {
  const waits: number[] = [];
  return { waits, wait: async (ms: number) => void waits.push(ms) };
}

describe('proving a flow', () => {
  onRealSockets();

  describe('tells the circumstances', () => {
    it('of a name: its address, and the time that it took', async () => {
      await using server = await listenTcp((socket) => socket.resume());
      const slow = async () => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        return resolved('127.0.0.1');
      };
      const found = await prove(tcp(server.port), { resolver: { resolve: slow } });
      const { address, via, attempts, timings, verdict } = found;
      assert.deepEqual(
        { verdict, address, via, attempts },
        { verdict: 'open', address: '127.0.0.1', via: null, attempts: 1 },
      );
      assert.ok(timings.resolve !== null && timings.connect !== null);
      assert.ok(timings.total >= timings.resolve + timings.connect);
      assert.equal(timings.tls, null);
    });

    it('of an address, which takes no resolving', async () => {
      await using server = await listenTcp((socket) => socket.resume());
      const { address, timings } = await prove(tcp(server.port, '127.0.0.1'));
      assert.equal(address, '127.0.0.1');
      assert.equal(timings.resolve, null);
    });

    it('of an IPv6 address', async () => {
      await using server = await listenTcp((socket) => socket.resume(), '::1');
      const { verdict, address } = await prove(tcp(server.port, '::1'));
      assert.deepEqual([verdict, address], ['open', '::1']);
    });
  });

  describe('that has no address', () => {
    it('is unresolved, with the code of the resolver, and asked once', async () => {
      const resolver = resolverOf({ [host]: [unresolved('ENOTFOUND')] });
      const { waits, wait } = noWait();
      const found = await prove(tcp(389), { resolver, wait });
      assert.ok(found.verdict === 'unresolved');
      const { name, code, address, attempts } = found;
      assert.deepEqual(
        { name, code, address, attempts },
        { name: host, code: 'ENOTFOUND', address: null, attempts: 1 },
      );
      assert.deepEqual([resolver.asked, waits], [[host], []]);
    });

    it('is resolved once more after a pause where the resolver was silent', async () => {
      const resolver = resolverOf({ [host]: [unresolved('ETIMEOUT')] });
      const { waits, wait } = noWait();
      const found = await prove(tcp(389), { resolver, wait });
      assert.deepEqual([found.verdict, found.attempts], ['unresolved', 2]);
      assert.equal(resolver.asked.length, 2);
      assert.equal(waits.length, 1);
      assert.ok((waits[0] ?? 0) > 0);
    });

    it('goes on where the second answer of the resolver comes', async () => {
      await using server = await listenTcp((socket) => socket.resume());
      const resolver = resolverOf({ [host]: [unresolved('ETIMEOUT'), resolved('127.0.0.1')] });
      const found = await prove(tcp(server.port), { resolver });
      assert.deepEqual([found.verdict, found.attempts], ['open', 1]);
    });
  });

  describe('with addresses of both families', () => {
    const both = { resolver: resolverOf({ [host]: [resolved('127.0.0.1', '::1')] }) };

    it('tries IPv6 where IPv4 refuses', async () => {
      await using server = await listenTcp((socket) => socket.resume(), '::1');
      const found = await prove(tcp(server.port), both);
      assert.deepEqual([found.verdict, found.address, found.attempts], ['open', '::1', 1]);
    });

    it('tells of the first where both refuse, and does not try again', async () => {
      const { waits, wait } = noWait();
      const found = await prove(tcp(await closedTcpPort()), { ...both, wait });
      assert.deepEqual([found.verdict, found.address, found.attempts], ['refused', '127.0.0.1', 1]);
      assert.deepEqual(waits, []);
    });

    it('asks IPv4 first, whatever the order of the answer', async () => {
      await using server = await listenTcp((socket) => socket.resume(), '::1');
      const seen: string[] = [];
      const permits = (address: string) => seen.push(address) > 0;
      const resolver = resolverOf({ [host]: [resolved('::1', '127.0.0.1')] });
      await prove(tcp(server.port), { resolver }, { permits });
      assert.deepEqual(seen, ['127.0.0.1', '::1']);
    });

    it('does not look elsewhere where something answered, and be it wrong', async () => {
      await using server = await answerTcp(() => [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
      const elsewhere = createServer((socket) => assert.fail(`${socket.remoteAddress} came here`));
      elsewhere.listen(server.port, '::1');
      await once(elsewhere, 'listening');
      const found = await prove({ kind: 'ldap', host, port: server.port }, both);
      assert.deepEqual([found.verdict, found.address], ['open-wrong-service', '127.0.0.1']);
      elsewhere.close();
    });

    it('asks one address of a family, since another would hide that this one fails', async () => {
      const port = await closedTcpPort();
      const seen: string[] = [];
      const permits = (address: string) => seen.push(address) > 0;
      const resolver = resolverOf({ [host]: [resolved('127.0.0.1', '127.0.0.2', '::1', '::2')] });
      await prove(tcp(port), { resolver }, { permits });
      assert.deepEqual(seen, ['127.0.0.1', '::1']);
    });
  });

  describe('that meets silence', () => {
    it('is asked once more after a pause, and the second answer counts', async () => {
      let datagrams = 0;
      await using server = await answerUdp((query) => (++datagrams === 1 ? [] : [answerTo(query, 0x8180, [])]));
      const { waits, wait } = noWait();
      const found = await prove(dns(server.port), { ...onLoopback, wait });
      assert.deepEqual([found.verdict, found.attempts, datagrams], ['open', 2, 2]);
      assert.equal(waits.length, 1);
      // Of the attempt that was answered, not of the one that was not.
      assert.ok(found.timings.answer !== null && found.timings.answer < 250);
    });

    it('is asked no more than twice', async () => {
      let datagrams = 0;
      await using server = await answerUdp(() => {
        datagrams += 1;
        return [];
      });
      const found = await prove(dns(server.port), onLoopback);
      assert.deepEqual([found.verdict, found.attempts, datagrams], ['open-or-filtered', 2, 2]);
    });

    it('over TCP is filtered, twice', async () => {
      await using server = await fullListener();
      const found = await prove(tcp(server.port), onLoopback);
      assert.deepEqual([found.verdict, found.attempts, found.address], ['filtered', 2, '127.0.0.1']);
    });

    it('over TCP is open where the second attempt gets through', async () => {
      await using server = await fullListener();
      const wait = async () => {
        server.release();
        await new Promise((resolve) => setTimeout(resolve, 50));
      };
      const found = await prove(tcp(server.port), { ...onLoopback, wait });
      assert.deepEqual([found.verdict, found.attempts], ['open', 2]);
    });

    it('is not asked again where the server took the connection', async () => {
      let connections = 0;
      await using server = await listenTcp((socket) => {
        connections += 1;
        socket.resume();
      });
      const found = await prove({ kind: 'ldap', host, port: server.port }, onLoopback);
      assert.deepEqual([found.verdict, found.attempts, connections], ['open-silent', 1, 1]);
    });

    it('is not asked again where the connection was closed', async () => {
      await using server = await listenTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
      const found = await prove({ kind: 'ldap', host, port: server.port }, onLoopback);
      assert.deepEqual([found.verdict, found.attempts], ['open-then-closed', 1]);
    });
  });

  describe('whose address is not permitted', () => {
    it('is refused by policy, and connects to nothing', async () => {
      let connections = 0;
      await using server = await listenTcp(() => {
        connections += 1;
      });
      const seen: string[] = [];
      const permits = (address: string) => seen.push(address) < 0;
      const found = await prove(tcp(server.port), onLoopback, { permits });
      assert.ok(found.verdict === 'refused-by-policy');
      assert.deepEqual([found.rule, found.detail, found.address, found.attempts], ['host', '127.0.0.1', null, 0]);
      assert.deepEqual([seen, connections], [['127.0.0.1'], 0]);
    });

    it('goes to the other family where that one is', async () => {
      await using server = await listenTcp((socket) => socket.resume(), '::1');
      const resolver = resolverOf({ [host]: [resolved('127.0.0.1', '::1')] });
      const found = await prove(tcp(server.port), { resolver }, { permits: (address) => address === '::1' });
      assert.deepEqual([found.verdict, found.address], ['open', '::1']);
    });

    it('is refused where the address was asked for by itself', async () => {
      const found = await prove(tcp(389, '127.0.0.1'), {}, { permits: () => false });
      assert.equal(found.verdict, 'refused-by-policy');
    });
  });

  describe('that is stopped', () => {
    const codeOf = async (work: ReturnType<typeof prove>) => {
      const found = await work;
      return found.verdict === 'error' ? found.code : found.verdict;
    };

    it('before it began, connects to nothing', async () => {
      const signal = AbortSignal.abort();
      assert.equal(await codeOf(prove(tcp(389, '127.0.0.1'), {}, { signal })), 'cancelled');
    });

    it('while its name is looked up', async () => {
      const resolver = { resolve: () => new Promise<never>(() => undefined) };
      assert.equal(await codeOf(prove(tcp(389), { resolver }, { signal: AbortSignal.timeout(20) })), 'deadline');
    });

    it('while it waits for an answer', async () => {
      await using server = await listenTcp((socket) => socket.resume());
      const probe: Probe = { kind: 'ldap', host, port: server.port };
      const parts = { ...onLoopback, timeoutMs: 60_000 };
      assert.equal(await codeOf(prove(probe, parts, { signal: AbortSignal.timeout(50) })), 'deadline');
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 50);
      assert.equal(await codeOf(prove(probe, parts, { signal: controller.signal })), 'cancelled');
    });

    it('while it waits for its turn', async () => {
      const pace = createPace({ perTarget: 1, total: 1, waiting: 10 });
      const held = Promise.withResolvers<void>();
      const holder = pace.run('elsewhere', new AbortController().signal, () => held.promise);
      const signal = AbortSignal.timeout(20);
      assert.equal(await codeOf(prove(tcp(389, '127.0.0.1'), { pace }, { signal })), 'deadline');
      held.resolve();
      await holder;
    });

    it('by its deadline during the second attempt, keeps what the first one found', async () => {
      const controller = new AbortController();
      await using server = await answerUdp(() => []);
      const late = new DOMException('late', 'TimeoutError');
      const wait = async () => controller.abort(late);
      const found = await prove(dns(server.port), { ...onLoopback, wait }, { signal: controller.signal });
      assert.deepEqual([found.verdict, found.attempts], ['open-or-filtered', 1]);
    });

    it('by hand during the second attempt, is cancelled', async () => {
      const controller = new AbortController();
      await using server = await answerUdp(() => []);
      const wait = async () => controller.abort();
      const found = prove(dns(server.port), { ...onLoopback, wait }, { signal: controller.signal });
      assert.equal(await codeOf(found), 'cancelled');
    });
  });

  describe('beside others', () => {
    /**
     * A listener that counts the connections that are open at the same time. It looks a moment after each arrival, when
     * the end of the connection before, which may be told later, is known too.
     */
    async function counting() {
      const count = { now: 0, most: 0, all: 0 };
      const look = async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
        count.most = Math.max(count.most, count.now);
      };
      const listener = await listenTcp((socket) => {
        count.now += 1;
        count.all += 1;
        void look();
        socket.resume().on('close', () => {
          count.now -= 1;
        });
      });
      return { count, listener };
    }

    it('has at most five connections open to one address', async () => {
      const { count, listener } = await counting();
      await using server = listener;
      const pace = createPace();
      // A server that says nothing keeps each probe for its whole time.
      const one = () => prove({ kind: 'ldap', host, port: server.port }, { ...onLoopback, pace, timeoutMs: 60 });
      await Promise.all(Array.from({ length: 30 }, one));
      assert.equal(count.all, 30);
      assert.equal(count.most, 5);
    });

    it('counts an address once, by whatever name it is asked', async () => {
      const { count, listener } = await counting();
      await using server = listener;
      const pace = createPace({ perTarget: 2, total: 100, waiting: 100 });
      const names = Array.from({ length: 12 }, (_, at) => `dc${at}.contoso.com`);
      const resolver = resolverOf(Object.fromEntries(names.map((name) => [name, [resolved('127.0.0.1')]])));
      const one = (name: string) =>
        prove({ kind: 'ldap', host: name, port: server.port }, { resolver, pace, timeoutMs: 60 });
      await Promise.all(names.map(one));
      assert.deepEqual([count.all, count.most], [12, 2]);
    });

    it('says that it is busy where too many wait', async () => {
      const pace = createPace({ perTarget: 1, total: 1, waiting: 0 });
      const found = await prove(tcp(389, '127.0.0.1'), { pace });
      assert.equal(found.verdict === 'error' && found.code, 'busy');
    });
  });

  describe('that meets a fault of our own', () => {
    it('is an error with what the fault says', async () => {
      await using server = await answerTcp(() => [Buffer.of(0)]);
      const now = () => {
        throw new Error('the clock is broken');
      };
      const found = await prove({ kind: 'smb', host, port: server.port }, { ...onLoopback, now });
      assert.ok(found.verdict === 'error');
      assert.deepEqual([found.code, found.detail, found.address], ['unknown', 'the clock is broken', '127.0.0.1']);
    });

    it('is an error too where the policy or the resolver throws', async () => {
      const permits = () => {
        throw new Error('no policy');
      };
      assert.equal((await prove(tcp(389, '127.0.0.1'), {}, { permits })).verdict, 'error');
      const resolver = { resolve: () => Promise.reject(new Error('no resolver')) };
      assert.equal((await prove(tcp(389), { resolver })).verdict, 'error');
    });
  });
});
