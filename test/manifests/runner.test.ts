import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readPolicyText } from '../../src/runner/policy-text.ts';

function text(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** The settings of one section of a unit file, comments left out. */
function section(unit: string, name: string): ReadonlyMap<string, string> {
  const body = unit.split(/^\[/m).find((part) => part.startsWith(`${name}]`)) ?? '';
  return new Map([...body.matchAll(/^([A-Za-z]+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value]));
}

describe('the manifests of the runner', () => {
  it('hold a policy that a runner takes', async () => {
    const read = readPolicyText(await text('manifests/runner/policy.example.json'));
    assert.equal(read.kind, 'policy', JSON.stringify(read));
  });

  it('hold a unit without rights and without an inbound port', async () => {
    const service = section(await text('manifests/runner/portolan-runner.service'), 'Service');
    const expected: readonly (readonly [string, string])[] = [
      ['DynamicUser', 'yes'],
      ['StateDirectory', 'portolan-runner'],
      ['CapabilityBoundingSet', ''],
      ['NoNewPrivileges', 'yes'],
      ['ProtectSystem', 'strict'],
      ['ProtectHome', 'yes'],
      ['PrivateTmp', 'yes'],
      ['RestrictAddressFamilies', 'AF_INET AF_INET6'],
      ['SocketBindDeny', 'tcp'],
      ['MemoryMax', '256M'],
    ];
    for (const [key, value] of expected) assert.equal(service.get(key), value, key);
  });

  it('hold a unit that gives the runner its time to stop, and leaves it alone once it was sent away', async () => {
    const service = section(await text('manifests/runner/portolan-runner.service'), 'Service');
    assert.ok(Number(service.get('TimeoutStopSec')) > 25);
    assert.deepEqual(service.get('RestartPreventExitStatus')?.split(' '), ['2', '3']);
  });

  it('are the files that the documentation leads to', async () => {
    const manual = await text('docs/runner.md');
    const linked = [...manual.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = '']) => path);
    assert.ok(linked.length >= 5, linked.join());
    for (const path of linked) assert.ok((await text(path)).length > 0, path);
  });
});
