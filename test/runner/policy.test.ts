import assert from 'node:assert/strict';
import { chmod, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editHosts, readPolicyFile, writePolicyFile } from '../../src/runner/policy-file.ts';
import { type PolicySource, watchPolicy } from '../../src/runner/policy-source.ts';
import { policyText, readPolicyText } from '../../src/runner/policy-text.ts';
import { firstPolicy } from '../../src/runner/usual-policy.ts';
import { until } from './scripted-hub.ts';
import { temporaryFolder } from './temporary-folder.ts';

const policy = firstPolicy(['adfs'], ['dc01.corp.contoso.com']);

/** The faults of a policy with these changes. */
function faultsOf(changes: object): readonly string[] {
  const read = readPolicyText(JSON.stringify({ ...policy, ...changes }));
  return read.kind === 'faults' ? read.faults : [];
}

describe('the text of a policy', () => {
  it('is read as it was written', () => {
    assert.deepEqual(readPolicyText(policyText(policy)), { kind: 'policy', policy });
  });

  it('has its faults listed, each with its place, what stands there and what is legal', () => {
    assert.deepEqual(faultsOf({ paused: 'no' }), ['paused: "no" is not right; legal: true, false']);
    assert.deepEqual(faultsOf({ rate: { perMinute: 0, perHostPerMinute: 120 } }), [
      'rate.perMinute: 0 is not right; legal: a whole number from 1 to 60000',
    ]);
    assert.deepEqual(faultsOf({ roles: ['ADFS'] }), [
      'roles.0: "ADFS" is not right; legal: up to 32 roles, such as "connect", "adfs", "wap"',
    ]);
    assert.deepEqual(faultsOf({ hosts: ['dc01.corp.contoso.com', '*'] }), [
      'hosts.1: "*" is not right; legal: up to 1000 of: dc01.corp.contoso.com, *.corp.contoso.com, 10.20.0.7, 10.20.0.0/16, fd00:20::/32',
    ]);
    const [kinds = ''] = faultsOf({ kinds: ['telnet'] });
    assert.match(kinds, /^kinds.*legal: "\*", or a list of: dns, dns-tcp, kerberos, /);
    assert.deepEqual(faultsOf({ version: 2 }), ['version: 2 is not right; legal: 1']);
  });

  it('has all its faults listed at once', () => {
    assert.equal(faultsOf({ paused: 0, catalogHosts: 'yes', flows: 'all', rate: {} }).length, 5);
  });

  it('takes no key that it does not know, since a typing slip must not open anything', () => {
    assert.deepEqual(faultsOf({ pasued: true }), ['pasued: there is no such key']);
    assert.deepEqual(faultsOf({ rate: { perMinute: 1, perHostPerMinute: 1, perDay: 1 } }), [
      'rate.perDay: there is no such key',
    ]);
  });

  it('says which key is missing', () => {
    const { paused: _, ...without } = policy;
    const read = readPolicyText(JSON.stringify(without));
    assert.deepEqual(read, { kind: 'faults', faults: ['paused: is missing; legal: true, false'] });
  });

  it('is nothing where it is no JSON', () => {
    for (const text of ['', '{', 'paused: false', '[]', 'null', '"*"', `${policyText(policy)}x`])
      assert.equal(readPolicyText(text).kind, 'faults', text);
  });

  it('repeats no more than a piece of a wrong value', () => {
    const [fault = ''] = faultsOf({ paused: 'x'.repeat(10_000) });
    assert.ok(fault.length < 200);
  });
});

describe('the file of a policy', () => {
  it('is for its account alone, and comes back as it was', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'policy.json');
    await writePolicyFile(path, policy);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.deepEqual(await readPolicyFile(path), { kind: 'policy', policy });
  });

  it('cannot be used where it is missing, or where others may write it', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'policy.json');
    const missing = await readPolicyFile(path);
    assert.ok(missing.kind === 'faults');
    assert.match(missing.faults[0] ?? '', /is missing; make it with: portolan runner policy allow HOST/);
    await writePolicyFile(path, policy);
    await chmod(path, 0o662);
    const open = await readPolicyFile(path);
    assert.ok(open.kind === 'faults');
    assert.match(open.faults[0] ?? '', /can be written by other accounts \(mode 0662\)/);
    await chmod(path, 0o644);
    assert.equal((await readPolicyFile(path)).kind, 'policy');
  });

  it('gets hosts and loses them, each once, however they are spelled', () => {
    const added = editHosts(policy, 'allow', '*.Corp.Contoso.com');
    assert.ok(added.kind === 'changed');
    assert.deepEqual(added.policy.hosts, ['dc01.corp.contoso.com', '*.corp.contoso.com']);
    assert.deepEqual(editHosts(policy, 'allow', 'DC01.corp.contoso.com.'), { kind: 'unchanged', policy });
    const taken = editHosts(added.policy, 'deny', 'DC01.corp.contoso.com');
    assert.ok(taken.kind === 'changed');
    assert.deepEqual(taken.policy.hosts, ['*.corp.contoso.com']);
    assert.deepEqual(editHosts(policy, 'deny', 'dc02.corp.contoso.com'), { kind: 'unchanged', policy });
    assert.deepEqual(editHosts(policy, 'allow', '*'), {
      kind: 'refused',
      message:
        '“*” is no host; legal: dc01.corp.contoso.com, *.corp.contoso.com, 10.20.0.7, 10.20.0.0/16, fd00:20::/32',
    });
  });
});

describe('a policy that is followed', () => {
  /** Follows a file until the test is over; `everyMs` is how often it is looked at besides. */
  async function following(
    path: string,
    everyMs: number,
    test: (source: PolicySource, changes: () => number) => Promise<void>,
  ) {
    const ending = new AbortController();
    let changes = 0;
    const source = await watchPolicy(path, { signal: ending.signal, everyMs });
    source.onChange(() => {
      changes += 1;
    });
    try {
      await test(source, () => changes);
    } finally {
      ending.abort();
    }
  }

  /** Whether a source holds a policy with these hosts; null stands for a broken one. */
  const holds = (source: PolicySource, hosts: readonly string[] | null) => () => {
    const read = source.current();
    return JSON.stringify(read.kind === 'policy' ? read.policy.hosts : null) === JSON.stringify(hosts);
  };

  for (const [how, everyMs] of [
    ['is told of changes', 3_600_000],
    ['looks again now and then', 20],
  ] as const)
    it(`takes changes, breaks and mends where it ${how}`, async () => {
      await using temporary = await temporaryFolder();
      const path = join(temporary.path, 'policy.json');
      await writePolicyFile(path, policy);
      await following(path, everyMs, async (source, changes) => {
        assert.ok(holds(source, ['dc01.corp.contoso.com'])());
        await writePolicyFile(path, { ...policy, hosts: ['10.0.0.0/8'] });
        await until(holds(source, ['10.0.0.0/8']), 'the new hosts');
        await writeFile(path, '{');
        await until(holds(source, null), 'the broken file');
        await writeFile(path, policyText({ ...policy, hosts: [] }));
        await until(holds(source, []), 'the mended file');
        // Editors write a new file and give it the name.
        await writeFile(`${path}~`, policyText({ ...policy, hosts: ['dc02.contoso.com'] }), { mode: 0o600 });
        await rename(`${path}~`, path);
        await until(holds(source, ['dc02.contoso.com']), 'the replaced file');
        await rm(path);
        await until(holds(source, null), 'the missing file');
        assert.ok(changes() >= 5);
      });
    });

  it('tells of no change where only the spelling changed, and keeps its very policy', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'policy.json');
    await writePolicyFile(path, policy);
    await following(path, 10, async (source, changes) => {
      const before = source.current();
      await writeFile(path, JSON.stringify(policy));
      await new Promise((resolve) => setTimeout(resolve, 60));
      assert.equal(changes(), 0);
      assert.equal(source.current(), before);
      assert.equal(await readFile(path, 'utf8'), JSON.stringify(policy));
    });
  });
});
