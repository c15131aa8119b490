/*
 * What `reg.exe query` and the script print on several servers, written by hand after the shapes that Windows prints: keys
 * at the start of a line, values indented by four blanks, parts separated by four blanks, CRLF, a blank line first.
 */

/** A server: what each command prints; null where it fails. */
export interface Recorded {
  readonly outputs: Readonly<Record<string, string | null>>;
  readonly survey: string | null;
  readonly machineConfig: string | null;
}

/** Lines as reg.exe ends them. */
export function printed(...lines: readonly string[]): string {
  return `\r\n${lines.join('\r\n')}\r\n\r\n`;
}

const version = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion`;
const protocols = String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols`;
const dotnet = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319`;
const dotnet32 = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319`;
const setup = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full`;
const policies = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows`;
const ole = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Ole`;
const wsman = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN\Client`;
const tcpip = String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters`;
const engine = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\PowerShell\3\PowerShellEngine`;

/**
 * A descriptor by hand: revision 1, self-relative with a DACL (0x8004), owner and group S-1-5-32-544 at 0x48 and 0x58, no
 * SACL, a DACL at 0x14: revision 2, 0x34 bytes, 2 entries: S-1-1-0 (20 bytes) and S-1-5-32-544 (24 bytes).
 */
export const descriptor = [
  '01000480', // revision, padding, control
  '48000000',
  '58000000',
  '00000000',
  '14000000',
  '0200340002000000', // ACL: revision, size 52, 2 entries
  '0000140003000000', // entry: allowed, 20 bytes, mask
  '010100000000000100000000', // S-1-1-0
  '000018001F000000', // entry: allowed, 24 bytes, mask
  '01020000000000052000000020020000', // S-1-5-32-544
  '01020000000000052000000020020000',
  '01020000000000052000000020020000',
].join('');

/** Windows Server 2022 with desktop, joined, hardened for TLS 1.2, transcription enforced. */
export const hardened2022: Recorded = {
  outputs: {
    version: printed(
      version,
      '    SystemRoot    REG_SZ    C:\\Windows',
      '    BuildLab    REG_SZ    20348.fe_release.210507-1500',
      '    CurrentBuild    REG_SZ    20348',
      '    CurrentBuildNumber    REG_SZ    20348',
      '    CurrentMajorVersionNumber    REG_DWORD    0xa',
      '    CurrentVersion    REG_SZ    6.3',
      '    EditionID    REG_SZ    ServerDatacenter',
      '    EditionSubstring    REG_SZ    ',
      '    InstallationType    REG_SZ    Server',
      '    InstallTime    REG_QWORD    0x1d8a1b2c3d4e5f6',
      '    ProductName    REG_SZ    Windows Server 2022 Datacenter',
      '    DisplayVersion    REG_SZ    21H2',
      '    UBR    REG_DWORD    0x7ef',
      '',
      `${version}\\Accessibility`,
      `${version}\\Winlogon`,
    ),
    dotnetSetup: printed(
      setup,
      '    CBS    REG_DWORD    0x1',
      '    Install    REG_DWORD    0x1',
      '    InstallPath    REG_SZ    C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\',
      '    Release    REG_DWORD    0x81041',
      '    Version    REG_SZ    4.8.04161',
      '',
      `${setup}\\1033`,
    ),
    dotnet: printed(
      dotnet,
      '    AspNetEnforceViewStateMac    REG_DWORD    0x1',
      '    SchUseStrongCrypto    REG_DWORD    0x1',
      '    SystemDefaultTlsVersions    REG_DWORD    0x1',
    ),
    dotnet32: printed(
      dotnet32,
      '    SchUseStrongCrypto    REG_DWORD    0x1',
      '    SystemDefaultTlsVersions    REG_DWORD    0x1',
    ),
    protocols: printed(
      `${protocols}\\TLS 1.0`,
      '',
      `${protocols}\\TLS 1.0\\Client`,
      '    Enabled    REG_DWORD    0x0',
      '    DisabledByDefault    REG_DWORD    0x1',
      '',
      `${protocols}\\TLS 1.2`,
      '',
      `${protocols}\\TLS 1.2\\Client`,
      '    Enabled    REG_DWORD    0xffffffff',
      '    DisabledByDefault    REG_DWORD    0x0',
      '',
      `${protocols}\\TLS 1.2\\Server`,
      '    Enabled    REG_DWORD    0x1',
      '    DisabledByDefault    REG_DWORD    0x0',
    ),
    policies: printed(`${policies}\\BITS`, `${policies}\\PowerShell`, `${policies}\\WinRM`),
    powershellPolicy: printed(
      `${policies}\\PowerShell`,
      '    EnableScripts    REG_DWORD    0x1',
      '    ExecutionPolicy    REG_SZ    RemoteSigned',
      '',
      `${policies}\\PowerShell\\Transcription`,
      '    EnableTranscripting    REG_DWORD    0x1',
      '    OutputDirectory    REG_SZ    \\\\logs.corp.contoso.com\\transcripts',
    ),
    powershell: printed(engine, '    PowerShellVersion    REG_SZ    5.1.20348.1'),
    dcom: printed(
      ole,
      '    EnableDCOM    REG_SZ    Y',
      `    DefaultLaunchPermission    REG_BINARY    ${descriptor}`,
      `    MachineAccessRestriction    REG_BINARY    ${descriptor}`,
      `    MachineLaunchRestriction    REG_BINARY    ${descriptor}`,
      '',
      `${ole}\\AppCompat`,
    ),
    wsmanClient: printed(
      wsman,
      '    auth_basic    REG_DWORD    0x0',
      '    trusted_hosts    REG_SZ    wap01.corp.contoso.com',
    ),
    tcpip: printed(
      tcpip,
      '    Hostname    REG_SZ    adfs01',
      '    Domain    REG_SZ    corp.contoso.com',
      '    NV Hostname    REG_SZ    adfs01',
      '    DhcpNameServer    REG_SZ    10.20.0.10 10.20.0.11',
    ),
  },
  survey: `${JSON.stringify({
    powershellVersion: '5.1.20348.2031',
    executionPolicy: 'RemoteSigned',
    computer: { Domain: 'corp.contoso.com', PartOfDomain: true },
    disks: [
      { DeviceID: 'C:', Size: 136_365_211_648, FreeSpace: 98_123_456_512 },
      { DeviceID: 'D:', Size: 536_868_810_752, FreeSpace: 400_000_000_000 },
    ],
    services: [
      { Name: 'adfssrv', State: 'Running', StartName: 'CORP\\svc-adfs$' },
      { Name: 'WinRM', State: 'Stopped', StartName: 'NT AUTHORITY\\NetworkService' },
    ],
    software: [{ DisplayName: 'Microsoft Entra Connect Health Agent', DisplayVersion: '4.5.2466.0' }],
  })}\r\n`,
  machineConfig: null,
};

/** Windows Server 2019 Core in German, in a workgroup, with nothing set beyond what it came with. */
export const core2019: Recorded = {
  outputs: {
    version: printed(
      version,
      '    (Standard)    REG_SZ    (Wert nicht gesetzt)',
      '    CurrentBuildNumber    REG_SZ    17763',
      '    EditionID    REG_SZ    ServerStandard',
      '    InstallationType    REG_SZ    Server Core',
      '    ProductName    REG_SZ    Windows Server 2019 Standard',
      '    UBR    REG_DWORD    0x1361',
    ),
    dotnetSetup: printed(setup, '    Release    REG_DWORD    0x70bf6'),
    dotnet: printed(dotnet, '    AspNetEnforceViewStateMac    REG_DWORD    0x1'),
    dotnet32: printed(dotnet32, '    AspNetEnforceViewStateMac    REG_DWORD    0x1'),
    protocols: printed(
      `${protocols}\\SSL 2.0`,
      '',
      `${protocols}\\SSL 2.0\\Client`,
      '    DisabledByDefault    REG_DWORD    0x1',
    ),
    policies: printed(`${policies}\\BITS`, `${policies}\\WindowsUpdate`),
    powershellPolicy: null,
    powershell: printed(engine, '    PowerShellVersion    REG_SZ    5.1.17763.1'),
    dcom: printed(ole, `    MachineLaunchRestriction    REG_BINARY    ${descriptor.slice(0, 100)}`),
    wsmanClient: printed(wsman, '    trusted_hosts    REG_SZ    '),
    tcpip: printed(tcpip, '    Hostname    REG_SZ    wap01', '    Domain    REG_SZ    '),
  },
  survey: JSON.stringify({
    powershellVersion: '5.1.17763.4974',
    executionPolicy: 'Restricted',
    computer: { Domain: 'ARBEITSGRUPPE', PartOfDomain: false },
    services: [],
  }),
  machineConfig: null,
};

/** Windows Server 2012 R2 where PowerShell is forbidden and the keys of services cannot be read. */
export const locked2012: Recorded = {
  outputs: {
    version: printed(
      version,
      '    CurrentVersion    REG_SZ    6.3',
      '    CurrentBuild    REG_SZ    9600',
      '    EditionID    REG_SZ    ServerSolution',
      '    InstallationType    REG_SZ    Server',
    ),
    dotnetSetup: printed(setup, '    Release    REG_DWORD    0x5c733'),
    dotnet: null,
    dotnet32: null,
    protocols: null,
    policies: null,
    powershellPolicy: null,
    powershell: printed(engine, '    PowerShellVersion    REG_SZ    4.0'),
    dcom: null,
    wsmanClient: null,
    tcpip: null,
  },
  survey: null,
  machineConfig: null,
};
