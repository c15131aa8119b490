import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readElement } from '../../../src/probe/ber/read.ts';
import { readAnswer } from '../../../src/probe/ldap/message.ts';
import { der, small } from '../ber/der.ts';
import { hostile } from '../ber/mutations.ts';
import { done, entry, message, notice, reference, rootDse } from './answers.ts';

function read(bytes: Buffer) {
  const element = readElement(bytes);
  return element === null ? null : readAnswer(element);
}

describe('a message of LDAP', () => {
  it('is told apart by its operation', () => {
    assert.deepEqual(read(done(7, 10)), { kind: 'done', id: 7, result: 10 });
    assert.deepEqual(read(reference(1)), { kind: 'reference', id: 1 });
    assert.deepEqual(read(notice), { kind: 'notice', id: 0, result: 52 });
  });

  it('may carry controls behind the operation', () => {
    const withControls = der(0x30, small(0x02, 1), der(0x65, small(0x0a, 0), der(0x04), der(0x04)), der(0xa0));
    assert.deepEqual(read(withControls), { kind: 'done', id: 1, result: 0 });
  });

  it('gives attributes by name in lower case, values in order', () => {
    const two = der(0x30, der(0x04, 'SupportedControl'), der(0x31, der(0x04, '1.2'), der(0x04, '1.3')));
    const answer = read(message(1, der(0x64, der(0x04), der(0x30, two))));
    assert.ok(answer?.kind === 'entry');
    assert.deepEqual(answer.attributes.get('supportedcontrol')?.map(String), ['1.2', '1.3']);
  });

  it('is nothing where a part is missing or of another kind', () => {
    for (const bytes of [
      der(0x31, small(0x02, 1), der(0x65, small(0x0a, 0))),
      der(0x30, small(0x04, 1), der(0x65, small(0x0a, 0))),
      der(0x30, small(0x02, 0xff), der(0x65, small(0x0a, 0))),
      der(0x30, small(0x02, 1)),
      message(1, der(0x65)),
      message(1, der(0x64, der(0x04), der(0x30, der(0x30, der(0x04, 'a'))))),
      message(1, der(0x64, der(0x04), der(0x30, der(0x30, der(0x04, 'a'), der(0x30))))),
      message(1, der(0x64, der(0x04))),
    ])
      assert.equal(read(bytes), null, bytes.toString('hex'));
  });

  it('is read without throwing, whatever is sent in its place', () => {
    fc.assert(
      fc.property(hostile(entry(1, rootDse), done(1, 1, 'error'), reference(1), notice), (bytes) => {
        read(bytes);
      }),
      { numRuns: 2_000 },
    );
  });
});
