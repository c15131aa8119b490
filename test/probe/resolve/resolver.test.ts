import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askSystem } from '../../../src/probe/resolve/ask.ts';
import { createResolver } from '../../../src/probe/resolve/resolver.ts';
import { type NameServer, nameServer } from './name-server.ts';

const dc = 'dc1.corp.contoso.com';
const both = { A: ['10.20.0.10', '10.20.0.11'], AAAA: ['fd00:0:0:0:0:0:0:10'] };

describe('the resolver', () => {
  let folder = '';
  let hostsFile = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-resolve-'));
    hostsFile = join(folder, 'hosts');
    await writeFile(hostsFile, '10.9.9.9 sts.contoso.com\nfd00::9 sts.contoso.com\n10.9.9.8 dc9\n');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** A resolver that asks this server, and whose clock the test moves. */
  function resolverOver(server: NameServer | null, timeoutMs = 2_000) {
    const time = { now: 0 };
    const servers = server === null ? ['127.0.0.1:9'] : [server.address];
    return { time, resolver: createResolver({ servers, timeoutMs, clock: () => time.now, hostsFile }) };
  }

  it('lets addresses of both families pass, with their zones', async () => {
    const { resolver } = resolverOver(null);
    for (const address of ['10.1.2.3', '::1', 'fe80::1%eth0'])
      assert.deepEqual(await resolver.resolve(address), { kind: 'resolved', addresses: [address] });
  });

  it('knows localhost by itself', async () => {
    const { resolver } = resolverOver(null);
    for (const name of ['localhost', 'LOCALHOST.', 'db.localhost'])
      assert.deepEqual(await resolver.resolve(name), { kind: 'resolved', addresses: ['127.0.0.1', '::1'] });
  });

  it('finds names of the hosts file before it asks DNS', async () => {
    await using server = await nameServer(() => both);
    const { resolver } = resolverOver(server);
    const own = { kind: 'resolved', addresses: ['10.9.9.9', 'fd00::9'] };
    assert.deepEqual(await resolver.resolve('sts.contoso.com'), own);
    assert.deepEqual(await resolver.resolve('STS.Contoso.com.'), own);
    assert.deepEqual(await resolver.resolve('dc9'), { kind: 'resolved', addresses: ['10.9.9.8'] });
    assert.deepEqual(server.asked, []);
  });

  it('does without a hosts file', async () => {
    await using server = await nameServer(() => both);
    const resolver = createResolver({
      servers: [server.address],
      timeoutMs: 2_000,
      clock: () => 0,
      hostsFile: join(folder, 'none'),
    });
    assert.equal((await resolver.resolve('sts.contoso.com')).kind, 'resolved');
    assert.equal(server.asked.length, 2);
  });

  it('asks DNS for both families and puts IPv4 first', async () => {
    await using server = await nameServer(() => both);
    const { resolver } = resolverOver(server);
    const addresses = ['10.20.0.10', '10.20.0.11', 'fd00::10'];
    assert.deepEqual(await resolver.resolve(dc), { kind: 'resolved', addresses });
    assert.deepEqual(server.asked.toSorted(), [`A ${dc}`, `AAAA ${dc}`]);
  });

  it('takes a name that has one family only', async () => {
    await using six = await nameServer(() => ({ AAAA: both.AAAA }));
    assert.deepEqual(await resolverOver(six).resolver.resolve(dc), { kind: 'resolved', addresses: ['fd00::10'] });
    await using four = await nameServer(() => ({ A: ['10.20.0.10'] }));
    assert.deepEqual(await resolverOver(four).resolver.resolve(dc), { kind: 'resolved', addresses: ['10.20.0.10'] });
  });

  it('does not wait for ever for IPv6 where a firewall drops the question', async () => {
    await using server = await nameServer((type) => (type === 'A' ? both : 'silence'));
    const { resolver } = resolverOver(server, 20_000);
    const addresses = ['10.20.0.10', '10.20.0.11'];
    assert.deepEqual(await resolver.resolve(dc), { kind: 'resolved', addresses });
  });

  it('tells why there is no address, by the code of the resolver', async () => {
    const codeWith = async (said: Parameters<typeof nameServer>[0]) => {
      await using server = await nameServer(said);
      return await resolverOver(server, 500).resolver.resolve(dc);
    };
    const unresolved = (code: string) => ({ kind: 'unresolved', code });
    assert.deepEqual(await codeWith(() => 3), unresolved('ENOTFOUND'));
    assert.deepEqual(await codeWith(() => ({})), unresolved('ENODATA'));
    assert.deepEqual(await codeWith(() => 2), unresolved('ESERVFAIL'));
    assert.deepEqual(await codeWith(() => 5), unresolved('EREFUSED'));
    assert.deepEqual(await codeWith(() => 'silence'), unresolved('ETIMEOUT'));
    // The name is there, and its IPv6 address cannot be had.
    assert.deepEqual(await codeWith((type) => (type === 'A' ? {} : 2)), unresolved('ESERVFAIL'));
  });

  it('tells a name that is no name, and a server that is no address', async () => {
    await using server = await nameServer(() => both);
    assert.deepEqual(await resolverOver(server).resolver.resolve('dc1..contoso.com'), {
      kind: 'unresolved',
      code: 'EBADNAME',
    });
    const lost = createResolver({ servers: ['dns.contoso.com'], timeoutMs: 500, clock: () => 0, hostsFile });
    assert.deepEqual(await lost.resolve(dc), { kind: 'unresolved', code: 'ERR_INVALID_IP_ADDRESS' });
  });

  it('asks once for what many want at the same time', async () => {
    await using server = await nameServer(() => both);
    const { resolver } = resolverOver(server);
    const names = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? dc : dc.toUpperCase()));
    const found = await Promise.all(names.map((name) => resolver.resolve(name)));
    assert.ok(found.every(({ kind }) => kind === 'resolved'));
    assert.equal(server.asked.length, 2);
  });

  it('remembers an address for 30 seconds', async () => {
    await using server = await nameServer(() => both);
    const { resolver, time } = resolverOver(server);
    await resolver.resolve(dc);
    time.now = 29_999;
    await resolver.resolve(dc);
    assert.equal(server.asked.length, 2);
    time.now = 30_000;
    await resolver.resolve(dc);
    assert.equal(server.asked.length, 4);
  });

  it('remembers that a name is not there for 5 seconds, and a time-out not at all', async () => {
    await using empty = await nameServer(() => 3);
    const missing = resolverOver(empty);
    await missing.resolver.resolve(dc);
    missing.time.now = 4_999;
    await missing.resolver.resolve(dc);
    assert.equal(empty.asked.length, 2);
    missing.time.now = 5_000;
    await missing.resolver.resolve(dc);
    assert.equal(empty.asked.length, 4);

    let speaks = false;
    await using slow = await nameServer(() => (speaks ? both : 'silence'));
    const { resolver } = resolverOver(slow, 300);
    assert.deepEqual(await resolver.resolve(dc), { kind: 'unresolved', code: 'ETIMEOUT' });
    speaks = true;
    assert.equal((await resolver.resolve(dc)).kind, 'resolved');
  });

  it('sees a change of the hosts file once 30 seconds have passed', async () => {
    const changing = join(folder, 'changing');
    await writeFile(changing, '10.0.0.1 sts.contoso.com\n');
    const time = { now: 0 };
    const parts = { servers: ['127.0.0.1:9'], timeoutMs: 300, clock: () => time.now, hostsFile: changing };
    const resolver = createResolver(parts);
    assert.deepEqual(await resolver.resolve('sts.contoso.com'), { kind: 'resolved', addresses: ['10.0.0.1'] });
    await writeFile(changing, '10.0.0.2 sts.contoso.com\n');
    time.now = 30_000;
    assert.deepEqual(await resolver.resolve('sts.contoso.com'), { kind: 'resolved', addresses: ['10.0.0.2'] });
  });
});

describe('the resolver of the operating system', () => {
  it('finds names as other programs do, each address once', async () => {
    const found = await askSystem('localhost', 5_000);
    assert.equal(found.kind, 'resolved');
    if (found.kind !== 'resolved') return;
    assert.ok(found.addresses.every((address) => isIP(address) !== 0));
    assert.equal(new Set(found.addresses).size, found.addresses.length);
  });
});
