import assert from 'node:assert/strict';
import { commands } from '../../../../src/runner/facts/windows/commands.ts';
import { readRegistry } from '../../../../src/runner/facts/windows/registry.ts';
import { readWindows, transcriptionOf } from '../../../../src/runner/facts/windows/windows.ts';
import { core2019, descriptor, hardened2022, locked2012, printed, type Recorded } from './servers.ts';

const times = { query: 1_000, survey: 1_000, file: 1_000 };

/** Reads a recorded server, and lists which commands were started. */
async function read(recorded: Recorded) {
  const started: string[] = [];
  const reading = await readWindows(
    {
      windowsFolder: String.raw`C:\Windows`,
      run: async (file, args) => {
        const name = Object.entries(commands).find(
          ([, one]) => one.file === file && one.args.join() === args.join(),
        )?.[0];
        assert.ok(name !== undefined, `${file} ${args.join(' ')} is no known command`);
        started.push(name);
        return name === 'survey' ? recorded.survey : (recorded.outputs[name] ?? null);
      },
      readFile: async (path) => {
        assert.equal(path, String.raw`C:\Windows\Microsoft.NET\Framework64\v4.0.30319\Config\machine.config`);
        if (recorded.machineConfig === null) throw new Error('ENOENT');
        return recorded.machineConfig;
      },
    },
    times,
  );
  return { ...reading, started };
}

function tlsValues(tls: readonly { readonly name: string; readonly value: number | null }[]): readonly unknown[] {
  return tls.map(({ name, value }) => [name, value]);
}

describe('the facts of a Windows server', () => {
  it('are read from a hardened Windows Server 2022 of a domain', async () => {
    const { facts, disks, hostName, dnsSuffix } = await read(hardened2022);
    const { tls, services, software, ...rest } = facts;
    assert.deepEqual(rest, {
      dotnetRelease: 528_449,
      powershellVersion: '5.1.20348.2031',
      transcription: true,
      domain: 'corp.contoso.com',
      domainJoined: true,
      installationType: 'full',
      edition: 'ServerDatacenter',
      build: '20348.2031',
      dcom: [
        { path: String.raw`Software\Microsoft\Ole`, name: 'MachineAccessRestriction', value: 'security-descriptor' },
        { path: String.raw`Software\Microsoft\Ole`, name: 'MachineLaunchRestriction', value: 'security-descriptor' },
        { path: String.raw`Software\Microsoft\Ole`, name: 'DefaultLaunchPermission', value: 'security-descriptor' },
      ],
      executionPolicy: 'RemoteSigned',
      trustedHosts: 'wap01.corp.contoso.com',
      machineConfig: null,
    });
    assert.deepEqual(tlsValues(tls), [
      ['SchUseStrongCrypto', 1],
      ['SystemDefaultTlsVersions', 1],
      ['SchUseStrongCrypto', 1],
      ['SystemDefaultTlsVersions', 1],
      ['Enabled', 4_294_967_295],
      ['DisabledByDefault', 0],
      ['Enabled', 1],
      ['DisabledByDefault', 0],
    ]);
    assert.deepEqual(
      tls.slice(4).map(({ path }) => path.split('\\').slice(-2).join(' ')),
      ['TLS 1.2 Client', 'TLS 1.2 Client', 'TLS 1.2 Server', 'TLS 1.2 Server'],
    );
    assert.equal(services?.length, 2);
    assert.equal(software?.length, 1);
    assert.equal(disks?.length, 2);
    assert.deepEqual([hostName, dnsSuffix], ['adfs01', 'corp.contoso.com']);
  });

  it('are read from a German Server Core 2019 in a workgroup, where nothing is set', async () => {
    const { facts, started, hostName, dnsSuffix } = await read(core2019);
    assert.equal(facts.dotnetRelease, 461_814);
    assert.equal(facts.installationType, 'core');
    assert.equal(facts.edition, 'ServerStandard');
    assert.equal(facts.build, '17763.4961');
    assert.equal(facts.transcription, false, 'there is no policy for PowerShell');
    assert.equal(facts.domainJoined, false);
    assert.equal(facts.domain, null);
    assert.equal(facts.trustedHosts, '');
    assert.deepEqual(
      tlsValues(facts.tls).map((pair) => JSON.stringify(pair)),
      [
        '["SchUseStrongCrypto",null]',
        '["SystemDefaultTlsVersions",null]',
        '["SchUseStrongCrypto",null]',
        '["SystemDefaultTlsVersions",null]',
        '["Enabled",null]',
        '["DisabledByDefault",null]',
        '["Enabled",null]',
        '["DisabledByDefault",null]',
      ],
    );
    assert.deepEqual(
      facts.dcom.map(({ value }) => value),
      [null, 'damaged', null],
    );
    assert.deepEqual([hostName, dnsSuffix], ['wap01', null]);
    assert.ok(!started.includes('powershellPolicy'), 'a key that is not there is not asked for');
  });

  it('are unknown, and not "no", where they cannot be read', async () => {
    const { facts, disks } = await read(locked2012);
    assert.deepEqual(facts, {
      dotnetRelease: 378_675,
      powershellVersion: '4.0',
      transcription: null,
      tls: [],
      domain: null,
      domainJoined: null,
      installationType: 'full',
      edition: 'ServerSolution',
      build: '9600',
      dcom: [],
      executionPolicy: null,
      trustedHosts: null,
      services: null,
      software: null,
      machineConfig: null,
    });
    assert.equal(disks, null);
  });

  it('name Nano Server and clients, and no type that is new to them', async () => {
    for (const [type, expected] of [
      ['Nano Server', 'nano'],
      ['Client', 'client'],
      ['Server Core', 'core'],
      ['Factory', null],
    ] as const) {
      const version = printed(
        String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
        `    InstallationType    REG_SZ    ${type}`,
      );
      const { facts } = await read({ ...locked2012, outputs: { version } });
      assert.equal(facts.installationType, expected, type);
    }
  });

  it('tell transcription that is switched off by a policy, or that the policy does not mention, from one that is on', () => {
    const root = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows`;
    const policies = readRegistry(printed(`${root}\\PowerShell`));
    const off = readRegistry(
      printed(`${root}\\PowerShell\\Transcription`, '    EnableTranscripting    REG_DWORD    0x0'),
    );
    const other = readRegistry(printed(`${root}\\PowerShell\\ScriptBlockLogging`));
    assert.equal(transcriptionOf(policies, off), false);
    assert.equal(transcriptionOf(policies, other), false);
    assert.equal(transcriptionOf(policies, null), null);
  });

  it('name the type of a DCOM value that is no binary', async () => {
    const dcom = printed(
      String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Ole`,
      `    MachineAccessRestriction    REG_SZ    ${descriptor}`,
    );
    const { facts } = await read({ ...locked2012, outputs: { dcom } });
    assert.equal(facts.dcom[0]?.value, 'REG_SZ');
  });

  it('cut a list of trusted hosts that is longer than facts may be', async () => {
    const wsmanClient = printed(
      String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN\Client`,
      `    trusted_hosts    REG_SZ    ${'wap.contoso.com,'.repeat(100)}`,
    );
    const { facts } = await read({ ...locked2012, outputs: { wsmanClient } });
    assert.equal(facts.trustedHosts?.length, 300);
  });

  it('hold the proxy of machine.config', async () => {
    const machineConfig =
      '<configuration><system.net><defaultProxy><proxy proxyaddress="http://p:1"/></defaultProxy></system.net></configuration>';
    const { facts } = await read({ ...locked2012, machineConfig });
    assert.equal(facts.machineConfig?.proxyAddress, 'http://p:1');
    assert.equal(facts.machineConfig?.last, true);
  });
});
