import assert from 'node:assert/strict';
import { readTime } from '../../../src/probe/tls/time.ts';

const time = (tag: number, text: string) => readTime({ tag, content: Buffer.from(text), end: 0 });

describe('a time in a certificate', () => {
  it('has two digits for the year until 2049, which turn at 50', () => {
    assert.equal(time(0x17, '261120134500Z'), Date.UTC(2026, 10, 20, 13, 45, 0));
    assert.equal(time(0x17, '491231235959Z'), Date.UTC(2049, 11, 31, 23, 59, 59));
    assert.equal(time(0x17, '500101000000Z'), Date.UTC(1950, 0, 1));
  });

  it('has four digits from 2050 on', () => {
    assert.equal(time(0x18, '20500101000000Z'), Date.UTC(2050, 0, 1));
    assert.equal(time(0x18, '99991231235959Z'), Date.UTC(9999, 11, 31, 23, 59, 59));
  });

  it('is none in another form', () => {
    for (const text of ['', 'Z', '2611201345Z', '261320134500Z', '261120134500+0100', '261120134500'])
      assert.equal(time(0x17, text), null, text);
    assert.equal(time(0x0c, '20500101000000Z'), null);
  });
});
