import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readGeneralizedTime } from '../../../src/probe/ber/generalized-time.ts';

describe('GeneralizedTime', () => {
  it('reads the forms of Kerberos and of Active Directory', () => {
    assert.equal(readGeneralizedTime('20261120134500Z'), Date.UTC(2026, 10, 20, 13, 45));
    assert.equal(readGeneralizedTime('20261120134500.0Z'), Date.UTC(2026, 10, 20, 13, 45));
    assert.equal(readGeneralizedTime('20261120134500.25Z'), Date.UTC(2026, 10, 20, 13, 45, 0, 250));
  });

  it('reads nothing else', () => {
    for (const text of ['', '20261120134500', '20261320134500Z', '20261120134500+0100', '2026-11-20T13:45:00Z', 'Z'])
      assert.equal(readGeneralizedTime(text), null, text);
  });

  it('gives a finite time or none', () => {
    const digits = fc.stringMatching(/^\d{14}(\.\d{0,12})?Z$/);
    fc.assert(
      fc.property(fc.oneof(digits, fc.string()), (text) => readGeneralizedTime(text) !== Number.POSITIVE_INFINITY),
    );
    fc.assert(fc.property(digits, (text) => !Number.isNaN(readGeneralizedTime(text) ?? 0)));
  });
});
