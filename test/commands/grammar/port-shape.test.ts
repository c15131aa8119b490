import assert from 'node:assert/strict';
import { checkPorts, portShape } from '../../../src/commands/grammar/port-shape.ts';

describe('the shape of ports', () => {
  const shapes: readonly (readonly [string, number, number, 'tcp' | 'udp' | null])[] = [
    ['443', 443, 443, null],
    ['49152-65535', 49152, 65535, null],
    ['49152..65535', 49152, 65535, null],
    ['49152...65535', 49152, 65535, null],
    ['10100:10120', 10100, 10120, null],
    ['tcp/443', 443, 443, 'tcp'],
    ['udp:53', 53, 53, 'udp'],
    ['53/udp', 53, 53, 'udp'],
    ['TCP443', 443, 443, 'tcp'],
    ['443tcp', 443, 443, 'tcp'],
    ['49152-65535/tcp', 49152, 65535, 'tcp'],
    ['0', 0, 0, null],
    ['70000', 70000, 70000, null],
    ['0443', 443, 443, null],
  ];
  for (const [typed, from, to, transport] of shapes)
    it(`is seen in “${typed}”`, () => assert.deepEqual(portShape(typed), { kind: 'ports', from, to, transport }));

  for (const typed of [
    '',
    'adfs',
    '-443',
    '443-',
    '4.4.3',
    '443/sctp',
    '250,000',
    '2017-02-15',
    'tcp',
    '1e3',
    '٤٤٣',
    '1'.repeat(16),
  ])
    it(`is not seen in “${typed}”`, () => assert.equal(portShape(typed), null));
});

describe('ports that can be', () => {
  const again = (ports: string) => `ports ${ports}`;
  const check = (from: number, to: number) => checkPorts({ kind: 'ports', from, to, transport: null }, again);

  it('run from 1 to 65535', () => {
    assert.deepEqual(check(1, 1), [1, 1]);
    assert.deepEqual(check(65_535, 65_535), [65_535, 65_535]);
    assert.deepEqual(check(1, 65_535), [1, 65_535]);
  });

  it('are no others, and the refusal names the one that is none', () => {
    for (const [from, to, wrong] of [
      [0, 0, 0],
      [65_536, 65_536, 65_536],
      [443, 70_000, 70_000],
      [0, 443, 0],
    ] as const) {
      const refused = check(from, to);
      assert.ok('kind' in refused);
      assert.equal(refused.code, 'bad-value');
      assert.ok(refused.message.en.includes(`no port ${wrong}:`), refused.message.en);
      assert.ok(refused.message.nl.includes(`Poort ${wrong} `), refused.message.nl);
    }
  });

  it('do not run backwards, and the refusal turns them round', () => {
    const refused = check(443, 80);
    assert.ok('kind' in refused);
    assert.equal(refused.code, 'bad-value');
    assert.deepEqual(refused.suggestions, ['ports 80-443']);
  });
});
