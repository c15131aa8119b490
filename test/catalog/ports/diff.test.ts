import assert from 'node:assert/strict';
import { diffEditions, type PortsTo } from '../../../src/catalog/ports/diff.ts';
import { formatSpans } from '../../../src/catalog/ports/span.ts';

function told(list: readonly PortsTo[]): readonly string[] {
  return list.map(({ to, ports }) => `${to}: ${formatSpans(ports)}`);
}

describe('the difference of two editions', () => {
  const decade = diffEditions('2017-02', '2023-01');

  it('2017 to 2023 closes the old connector ports and nothing that is still needed', () => {
    assert.deepEqual(told(decade.consequence.close), ['entra: 9090, 9091, 9350, 9352, 10100-10120']);
  });

  it('2017 to 2023 keeps 5671 for Health and 8080 for agent status', () => {
    const [kept] = decade.consequence.keep;
    assert.deepEqual(told(decade.consequence.keep), ['entra: 443, 5671, 8080']);
    const ids = kept?.flows.map(({ id }) => id) ?? [];
    assert.ok(ids.includes('health-entra-service-bus'));
    assert.ok(ids.includes('pta-entra-status'));
  });

  it('2017 to 2023 opens what the newer table 1 lists, and not 443, which was open', () => {
    assert.deepEqual(told(decade.consequence.open), ['dc: 445, 3268, 5985, 9389']);
  });

  it('2017 to 2023 may narrow what lost UDP, while 53, 88, 389 and 636 keep it', () => {
    assert.deepEqual(told(decade.consequence.narrow), [
      'dc: 135, 49152-65535',
      'entra: 80, 443, 5671',
      'adfs: 80, 443',
      'wap: 80, 443',
    ]);
  });

  it('2020 to 2023 adds the global catalog and widens 445', () => {
    const three = diffEditions('2020-03', '2023-01');
    assert.deepEqual(
      three.added.map(({ id }) => id),
      ['connect-dc-gc'],
    );
    assert.deepEqual(three.removed, []);
    assert.deepEqual(
      three.changed.map(({ flow, changes }) => [flow.id, changes.map(({ field }) => field)]),
      [
        ['connect-dc-smb', ['when', 'phase']],
        ['pta-entra-http', ['transports']],
        ['pta-entra-https', ['transports']],
        ['connect-entra-sso-registration', ['transports']],
        ['health-entra-service-bus', ['need', 'when']],
      ],
    );
  });

  it('is told from the older to the newer whatever the order', () => {
    assert.deepEqual(diffEditions('2023-01', '2017-02'), decade);
  });

  it('can be asked for one pair of roles', () => {
    const pair = diffEditions('2017-02', '2023-01', { kind: 'between', roles: ['adfs', 'wap'] });
    assert.deepEqual([pair.added, pair.removed], [[], []]);
    assert.deepEqual(
      pair.changed.map(({ flow }) => flow.id),
      ['wap-adfs-https'],
    );
  });

  it('of an edition with itself is nothing', () => {
    const none = diffEditions('2020-03', '2020-03');
    assert.deepEqual([none.added, none.removed, none.changed], [[], [], []]);
    assert.deepEqual(none.consequence, { close: [], keep: [], open: [], narrow: [] });
  });
});
