import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lookupStub as callStub, firstHandle, readLookup } from '../../../src/probe/rpc/lookup.ts';
import { readTower } from '../../../src/probe/rpc/tower.ts';
import { hex } from '../ber/der.ts';
import { hostile } from '../ber/mutations.ts';
import { handle, le16, le32, lookupStub, noHandle, tower } from './answers.ts';

const drsuapi = 'e3514235-4b06-11d1-ab04-00c04fc2dcd2';
const samr = '12345778-1234-abcd-ef00-0123456789ac';

describe('a tower', () => {
  it('tells the interface and the port of TCP', () => {
    assert.deepEqual(readTower(tower({ name: 'drsuapi', port: 49_153 })), { uuid: drsuapi, port: 49_153 });
  });

  it('is left out where it is no TCP', () => {
    assert.equal(readTower(tower({ name: 'drsuapi', pipe: '\\pipe\\lsass' })), null);
    const datagram = tower({ name: 'drsuapi', port: 49_153 });
    // The third floor: RPC over datagrams.
    datagram[2 + 25 + 25 + 2] = 0x0a;
    assert.equal(readTower(datagram), null);
  });

  it('is left out with a port 0, too few floors, or an end that is missing', () => {
    assert.equal(readTower(tower({ name: 'drsuapi', port: 0 })), null);
    const whole = tower({ name: 'drsuapi', port: 49_153 });
    for (let length = 0; length < whole.length; length++) assert.equal(readTower(whole.subarray(0, length)), null);
    assert.equal(readTower(Buffer.concat([le16(4), whole.subarray(2)])), null);
    assert.equal(readTower(Buffer.concat([le16(0xffff), whole.subarray(2)])), null);
  });
});

describe('a lookup', () => {
  it('asks for everything, a hundred at a time', () => {
    assert.deepEqual(
      callStub(firstHandle),
      Buffer.concat([hex('00000000 00000000 00000000 01000000'), noHandle, le32(100)]),
    );
    assert.deepEqual(callStub(handle).subarray(16, 36), handle);
  });

  it('lists what listens on TCP, and says where it goes on', () => {
    const stub = lookupStub(
      [
        { name: 'drsuapi', port: 49_153 },
        { name: 'lsarpc', pipe: '\\pipe\\lsass' },
        { name: 'samr', port: 49_154 },
      ],
      handle,
    );
    assert.deepEqual(readLookup(stub), {
      next: handle,
      endpoints: [
        { uuid: drsuapi, port: 49_153 },
        { uuid: samr, port: 49_154 },
      ],
    });
  });

  it('is over without a handle, without entries, or with a status', () => {
    const one = [{ name: 'samr', port: 49_154 }] as const;
    assert.equal(readLookup(lookupStub(one, noHandle))?.next, null);
    assert.equal(readLookup(lookupStub([], handle))?.next, null);
    // ept_s_not_registered.
    assert.equal(readLookup(lookupStub([], noHandle, 0x16c9_a0d6))?.next, null);
    assert.equal(readLookup(lookupStub(one, handle, 5))?.next, null);
  });

  it('reads an entry without a tower', () => {
    const entry = Buffer.concat([Buffer.alloc(16), le32(0), le32(0), le32(0)]);
    const stub = Buffer.concat([noHandle, le32(1), le32(100), le32(0), le32(1), entry, le32(0)]);
    assert.deepEqual(readLookup(stub), { next: null, endpoints: [] });
  });

  it('is nothing with more entries than were asked for, or an annotation that is too long', () => {
    const head = (count: number) => Buffer.concat([noHandle, le32(count), le32(count), le32(0), le32(count)]);
    assert.equal(readLookup(Buffer.concat([head(101), Buffer.alloc(10_000)])), null);
    assert.equal(readLookup(Buffer.concat([head(0xffff_ffff), Buffer.alloc(10_000)])), null);
    const entry = Buffer.concat([Buffer.alloc(16), le32(0), le32(0), le32(65), Buffer.alloc(68)]);
    assert.equal(readLookup(Buffer.concat([head(1), entry, le32(0)])), null);
  });

  it('is nothing when it is cut off', () => {
    const stub = lookupStub([{ name: 'drsuapi', port: 49_153 }], handle);
    for (let length = 0; length < stub.length; length++) assert.equal(readLookup(stub.subarray(0, length)), null);
  });

  it('is read without throwing, whatever is sent in its place', () => {
    const good = lookupStub(
      [
        { name: 'drsuapi', port: 49_153 },
        { name: 'samr', pipe: 'p' },
      ],
      handle,
    );
    fc.assert(
      fc.property(hostile(good), (bytes) => {
        const lookup = readLookup(bytes);
        assert.ok(lookup === null || lookup.endpoints.length <= 100);
        readTower(bytes);
      }),
      { numRuns: 3_000 },
    );
  });
});
