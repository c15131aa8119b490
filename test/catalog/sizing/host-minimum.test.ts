import assert from 'node:assert/strict';
import { hostMinimumOf } from '../../../src/catalog/sizing/host-minimum.ts';

describe('host minimums', () => {
  for (const role of ['adfs', 'wap'] as const) {
    it(`gives ${role} two cores of 1.6 GHz, 2 GB and an Azure A2`, () => {
      const minimum = hostMinimumOf(role);
      assert.equal(minimum?.kind, 'federation');
      assert.deepEqual([minimum.cores, minimum.cpuGhz, minimum.memoryGb, minimum.azureVm], [2, 1.6, 2, 'A2']);
    });
  }

  it('gives pass-through agents their benchmark and their number', () => {
    const minimum = hostMinimumOf('pta-agent');
    assert.equal(minimum?.kind, 'pass-through');
    assert.deepEqual([minimum.cores, minimum.memoryGb], [4, 16]);
    assert.deepEqual(minimum.signInsPerSecond, { from: 300, to: 400 });
    assert.deepEqual([minimum.agentsRecommended, minimum.agentsMaximum], [3, 40]);
  });

  it('gives the Cloud Sync agent 4 GB, .NET 4.7.1 and TLS 1.2', () => {
    const minimum = hostMinimumOf('cloud-sync-agent');
    assert.equal(minimum?.kind, 'cloud-sync');
    assert.deepEqual([minimum.memoryGb, minimum.dotNet, minimum.tls], [4, '4.7.1', '1.2']);
  });

  it('knows none for a role that the documents leave open', () => {
    assert.equal(hostMinimumOf('dc'), undefined);
  });
});
