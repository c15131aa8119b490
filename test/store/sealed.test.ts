import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { keyIdOf, seal, unseal } from '../../src/store/sealed.ts';

const key = createSecretKey(Buffer.alloc(32, 1));
const otherKey = createSecretKey(Buffer.alloc(32, 2));

describe('sealing', () => {
  it('gives the text back under the same key and context', () => {
    for (const text of ['', 'xoxb-1234', 'naïve ✓ \0 🙂', 'x'.repeat(100_000)])
      assert.deepEqual(unseal(key, seal(key, text, 'T1'), 'T1'), { kind: 'opened', text });
  });

  it('never gives the same sealed text twice, nor the text itself', () => {
    const sealed = Array.from({ length: 1_000 }, () => seal(key, 'xoxb-1234', 'T1'));
    assert.equal(new Set(sealed).size, 1_000);
    assert.ok(sealed.every((text) => !text.includes('xoxb')));
  });

  it('names the key that sealed it when another one is tried', () => {
    assert.deepEqual(unseal(otherKey, seal(key, 'xoxb-1234', 'T1'), 'T1'), {
      kind: 'other-key',
      keyId: keyIdOf(key),
    });
    assert.notEqual(keyIdOf(key), keyIdOf(otherKey));
    assert.match(keyIdOf(key), /^[0-9a-f]{16}$/);
  });

  it('opens under no other context, so that it cannot be moved to another row', () => {
    assert.deepEqual(unseal(key, seal(key, 'xoxb-1234', 'T1'), 'T2'), { kind: 'damaged' });
  });

  it('opens with no character changed, whichever it is', () => {
    const sealed = seal(key, 'xoxb-1234', 'T1');
    for (let at = 0; at < sealed.length; at++)
      for (const swap of ['A', 'B', '0', '.', '-', '=', ' ']) {
        const changed = sealed.slice(0, at) + swap + sealed.slice(at + 1);
        if (changed !== sealed)
          assert.notEqual(unseal(key, changed, 'T1').kind, 'opened', `character ${at} as ${swap}`);
      }
  });

  it('opens with no bit of nonce, ciphertext or tag flipped', () => {
    const [form, keyId, nonce = '', body = ''] = seal(key, 'xoxb-1234', 'T1').split('.');
    const flips = (part: string) =>
      Array.from(Buffer.from(part, 'base64url'), (_, at) => {
        const bytes = Buffer.from(part, 'base64url');
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
        return bytes.toString('base64url');
      });
    const changed = [
      ...flips(nonce).map((flipped) => [form, keyId, flipped, body].join('.')),
      ...flips(body).map((flipped) => [form, keyId, nonce, flipped].join('.')),
    ];
    assert.equal(changed.length, 12 + 'xoxb-1234'.length + 16);
    for (const sealed of changed) assert.deepEqual(unseal(key, sealed, 'T1'), { kind: 'damaged' });
  });

  it('opens nothing that was cut, extended or never sealed', () => {
    const sealed = seal(key, 'xoxb-1234', 'T1');
    const [form, keyId, nonce, body = ''] = sealed.split('.');
    const short = Buffer.from(body, 'base64url').subarray(0, 15).toString('base64url');
    for (const wrong of [
      '',
      '.',
      '...',
      'xoxb-1234',
      `${sealed}.x`,
      `v2${sealed.slice(2)}`,
      `${form}.${keyId}.${nonce}`,
      `${form}.${keyId}.${nonce}.`,
      `${form}.${keyId}..${body}`,
      `${form}.${keyId}.${nonce}.${short}`,
    ])
      assert.deepEqual(unseal(key, wrong, 'T1'), { kind: 'damaged' }, wrong);
  });
});
