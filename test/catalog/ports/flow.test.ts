import assert from 'node:assert/strict';
import { flowFacts } from '../../../src/catalog/ports/facts.ts';
import {
  directionOf,
  type Flow,
  flows,
  inEdition,
  probedTransports,
  supplementFlows,
} from '../../../src/catalog/ports/flow.ts';
import type { FlowId } from '../../../src/catalog/ports/flow-definition.ts';

function flow(id: FlowId): Flow {
  const found = flows.find((candidate) => candidate.id === id);
  assert.ok(found, id);
  return found;
}

describe('merged flows', () => {
  it('say in which editions they stand', () => {
    assert.deepEqual(flow('connect-dc-dns').editions, ['2017-02', '2020-03', '2023-01']);
    assert.deepEqual(flow('connect-dc-smb').editions, ['2020-03', '2023-01']);
    assert.deepEqual(flow('connect-dc-gc').editions, ['2023-01']);
    assert.deepEqual(flow('pta-entra-renewal').editions, ['2017-02']);
  });

  it('follow the newest edition that lists them', () => {
    assert.deepEqual(flow('connect-dc-ms-rpc').transports, ['tcp']);
    assert.deepEqual(flow('connect-dc-smb').when, ['seamless-sso', 'password-writeback']);
    assert.equal(flow('health-entra-service-bus').need, 'recommended');
    assert.deepEqual(flow('wap-adfs-https').reference, { source: 'ports-2023', place: 'table 4' });
  });

  it('are retired when the latest edition drops them, with the last edition, the first without, and the replacement', () => {
    const retired = flows.filter(({ status }) => status === 'retired');
    assert.deepEqual(
      retired.map(({ id }) => id),
      [
        'pta-entra-responses',
        'pta-entra-service-bus',
        'pta-entra-performance',
        'pta-entra-bootstrap',
        'pta-entra-registration',
        'pta-entra-renewal',
        'connect-entra-sso-registration-9090',
      ],
    );
    assert.deepEqual(flowFacts(flow('pta-entra-registration')).retired, {
      last: '2017-02',
      goneIn: '2020-03',
      close: [[9090, 9090]],
      replacedBy: { id: 'pta-entra-https', from: 'pta-agent', to: 'entra', protocol: 'HTTPS', ports: [[443, 443]] },
    });
  });

  it('tell what a later edition says differently', () => {
    assert.deepEqual(flowFacts(flow('connect-dc-smb')).changes, [
      {
        edition: '2023-01',
        changes: [
          { field: 'when', before: ['seamless-sso'], after: ['seamless-sso', 'password-writeback'] },
          { field: 'phase', before: 'set-up', after: 'both' },
        ],
      },
    ]);
    assert.deepEqual(flowFacts(flow('connect-dc-dns')).changes, []);
  });

  it('keep an unprinted transport empty and take it as TCP for probes', () => {
    for (const id of ['connect-adfs-winrm', 'connect-wap-winrm'] as const) {
      assert.deepEqual(flow(id).transports, []);
      assert.deepEqual(probedTransports(flow(id)), ['tcp']);
    }
  });

  it('read as an older edition stated them', () => {
    assert.deepEqual(inEdition(flow('connect-entra-https'), '2017-02')?.transports, ['tcp', 'udp']);
    assert.equal(inEdition(flow('connect-dc-gc'), '2020-03'), null);
  });

  it('cross the edge the way their zones say', () => {
    assert.equal(directionOf('connect', 'dc'), 'internal');
    assert.equal(directionOf('connect', 'entra'), 'outbound');
    assert.equal(directionOf('connect', 'wap'), 'outbound');
    assert.equal(directionOf('wap', 'adfs'), 'inbound');
    assert.equal(directionOf('client', 'wap'), 'inbound');
  });
});

describe('flows of other documents', () => {
  it('stand in no edition and cite their own source', () => {
    for (const supplement of supplementFlows) {
      assert.equal(supplement.status, 'supplement');
      assert.deepEqual(supplement.editions, []);
      assert.ok(!supplement.reference.source.startsWith('ports-'), supplement.id);
    }
  });

  it('are what practice and the newer pages add', () => {
    const held = supplementFlows.map((one) => `${one.from} ${one.to} ${one.ports.flat().join('-')} ${one.need}`);
    assert.deepEqual(held, [
      'connect dc 123-123 recommended',
      'connect dc 464-464 conditional',
      'connect dc 3269-3269 conditional',
      'connect crl 80-80 required',
      'pta-agent crl 80-80 required',
      'pta-agent entra 8080-8080 optional',
      'adfs adfs 80-80 conditional',
      'wap adfs 80-80 conditional',
      'cloud-sync-agent entra 443-443 required',
      'cloud-sync-agent entra 80-80 required',
      'cloud-sync-agent entra 8080-8080 optional',
      'cloud-sync-agent dc 389-389 required',
      'cloud-sync-agent dc 3268-3268 required',
    ]);
  });
});
