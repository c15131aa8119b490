import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import * as v from 'valibot';
import { collectFacts, readingTimes } from '../../../src/runner/facts/collect.ts';
import { nodeParts } from '../../../src/runner/facts/node-parts.ts';
import type { FactParts } from '../../../src/runner/facts/parts.ts';
import { commands } from '../../../src/runner/facts/windows/commands.ts';
import { hostFacts } from '../../../src/wire/facts.ts';
import { hardened2022 } from './windows/servers.ts';

const soon = { query: 50, survey: 50, file: 50 };

/** A Linux server on which every reader answers. */
function partsOf(changes: Partial<FactParts> = {}): FactParts {
  return {
    platform: 'linux',
    nodeVersion: '24.21.0',
    stateFolder: '/var/lib/portolan-runner',
    windowsFolder: String.raw`C:\Windows`,
    run: async () => assert.fail('no program is started on Linux'),
    os: {
      hostname: () => 'sync01',
      cpus: () => [{ model: 'Contoso @ 2.10GHz', speed: 0 }],
      totalmem: () => 17_179_869_184,
      freemem: () => 8_589_934_592,
      uptime: () => 3_600.5,
      release: () => '6.1.0-18-amd64',
      version: () => '#1 SMP',
    },
    statfs: async () => ({ bsize: 4_096, blocks: 25_600, bavail: 256 }),
    readFile: async (path) =>
      path === '/etc/os-release' ? 'PRETTY_NAME="Debian GNU/Linux 12"\nVERSION_ID="12"\n' : '',
    now: () => 1_700_000_000_000,
    timeZone: () => 'Europe/Amsterdam',
    skewMs: () => -250,
    ...changes,
  };
}

/** The hardened server of the recordings. */
function windowsParts(changes: Partial<FactParts> = {}): FactParts {
  const { os } = partsOf();
  return partsOf({
    platform: 'win32',
    stateFolder: String.raw`C:\ProgramData\Portolan`,
    os: {
      ...os,
      hostname: () => 'ADFS01',
      release: () => '10.0.20348',
      version: () => 'Windows Server 2022 Datacenter',
    },
    readFile: async () => assert.fail('ENOENT'),
    run: async (file, args) => {
      const name = Object.entries(commands).find(
        ([, one]) => one.file === file && one.args.join() === args.join(),
      )?.[0];
      return name === 'survey' ? hardened2022.survey : (hardened2022.outputs[name ?? ''] ?? null);
    },
    ...changes,
  });
}

describe('the facts of a host', () => {
  it('are read on Linux', async () => {
    assert.deepEqual(await collectFacts(partsOf()), {
      collectedAt: 1_700_000_000_000,
      hostName: 'sync01',
      fullName: null,
      operatingSystem: { platform: 'linux', name: 'Debian GNU/Linux 12', version: '12' },
      cpu: { model: 'Contoso @ 2.10GHz', cores: 1, mhz: 2_100 },
      memory: { totalBytes: 17_179_869_184, freeBytes: 8_589_934_592 },
      disks: [{ path: '/', totalBytes: 104_857_600, freeBytes: 1_048_576 }],
      timeZone: 'Europe/Amsterdam',
      skewMs: -250,
      nodeVersion: '24.21.0',
      startedAt: 1_699_996_399_500,
      windows: null,
    });
  });

  it('are read on Windows', async () => {
    const { hostName, fullName, operatingSystem, disks, windows } = await collectFacts(windowsParts());
    assert.equal(hostName, 'adfs01');
    assert.equal(fullName, 'adfs01.corp.contoso.com');
    assert.deepEqual(operatingSystem, {
      platform: 'windows',
      name: 'Windows Server 2022 Datacenter',
      version: '10.0.20348.2031',
    });
    assert.deepEqual(
      disks.map(({ path }) => path),
      ['C:\\', 'D:\\'],
    );
    assert.equal(windows?.build, '20348.2031');
  });

  it('keep what Node knows of a Windows server that tells nothing', async () => {
    const facts = await collectFacts(windowsParts({ run: async () => null }));
    assert.equal(facts.hostName, 'ADFS01');
    assert.equal(facts.fullName, null);
    assert.equal(facts.operatingSystem.version, '10.0.20348');
    assert.deepEqual(
      facts.disks.map(({ path }) => path),
      ['C:\\'],
    );
    assert.equal(facts.windows?.domainJoined, null);
    assert.ok(v.is(hostFacts, facts));
  });

  it('are those of this very machine, in the shape that the wire takes', async () => {
    const { signal } = new AbortController();
    const facts = await collectFacts(
      nodeParts({ stateFolder: tmpdir(), windowsFolder: String.raw`C:\Windows`, signal, skewMs: () => null }),
    );
    assert.deepEqual(v.parse(hostFacts, facts), facts);
    assert.ok(facts.cpu.cores >= 1);
    assert.ok(facts.memory.totalBytes > 100_000_000);
    assert.ok(facts.disks.length >= 1);
    assert.equal(facts.nodeVersion, process.versions.node);
    assert.ok(facts.startedAt !== null && facts.startedAt <= facts.collectedAt);
  });

  it('are there in time when no reader ever answers', async () => {
    const never = (): Promise<never> => new Promise(() => {});
    for (const parts of [partsOf, windowsParts]) {
      const facts = await collectFacts(parts({ run: never, statfs: never, readFile: never }), soon);
      assert.deepEqual(facts.disks, []);
      assert.ok(v.is(hostFacts, facts));
    }
  });

  it('are there when every reader fails', async () => {
    const fail = (): never => {
      throw new Error('no');
    };
    const os = {
      hostname: fail,
      cpus: fail,
      totalmem: fail,
      freemem: fail,
      uptime: fail,
      release: fail,
      version: fail,
    };
    const readers = { os, run: fail, statfs: fail, readFile: fail, timeZone: fail, skewMs: () => Number.NaN };
    for (const parts of [partsOf, windowsParts]) {
      const facts = await collectFacts(parts(readers), soon);
      assert.ok(v.is(hostFacts, facts));
      assert.equal(facts.startedAt, null);
      assert.equal(facts.skewMs, null);
    }
  });

  it('take half a minute at most, by the times that readings are given', () => {
    const { query, survey, file } = readingTimes;
    // Two queries may follow each other; each gets half a second of grace.
    assert.ok(Math.max(2 * (query + 500), survey + 500, file) < 30_000);
  });

  it('fit the wire whatever the readers say', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 2_000 }),
      fc.constantFrom(...Object.values(hardened2022.outputs), hardened2022.survey),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 15 }),
        fc.string(),
        fc.double(),
        fc.constantFrom('linux', 'win32', 'darwin', 'freebsd'),
        async (texts, name, number, platform) => {
          let at = 0;
          const next = (): string | null => texts[at++ % texts.length] ?? null;
          const facts = await collectFacts(
            partsOf({
              platform,
              run: async () => next(),
              readFile: async () => next() ?? assert.fail('ENOENT'),
              statfs: async () => ({ bsize: number, blocks: number, bavail: 1 }),
              os: {
                hostname: () => name,
                cpus: () => [{ model: name, speed: number }],
                totalmem: () => number,
                freemem: () => number,
                uptime: () => number,
                release: () => name,
                version: () => name,
              },
              timeZone: () => name,
              skewMs: () => number,
            }),
          );
          const parsed = v.safeParse(hostFacts, facts);
          assert.ok(
            parsed.success,
            JSON.stringify(parsed.issues?.map((issue) => [v.getDotPath(issue), issue.message])),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
