import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { createTrust } from '../../src/probe/trust.ts';

describe('the trust stores', () => {
  it('have the roots that Node brings', () => {
    const { bundled } = createTrust();
    assert.ok(bundled.length > 50);
    assert.ok(new X509Certificate(bundled[0] ?? '').ca);
  });

  it('have those of the system, read once', () => {
    const trust = createTrust();
    assert.ok(Array.isArray(trust.system));
    assert.equal(trust.system, trust.system);
  });
});
