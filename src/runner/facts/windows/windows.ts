import { join } from 'node:path/win32';
import type { HostFacts } from '../../../wire/facts.ts';
import { within } from '../attempt.ts';
import type { Disk } from '../disks.ts';
import type { FactParts } from '../parts.ts';
import { plain, plainOrNull } from '../plain.ts';
import { type CommandName, commands, keys } from './commands.ts';
import { machineConfigPath, readMachineConfig } from './machine-config.ts';
import { numberOf, type Registry, readRegistry, registryValue, textOf } from './registry.ts';
import { isSecurityDescriptor } from './security-descriptor.ts';
import { readSurvey, type Survey } from './survey.ts';

type WindowsFacts = NonNullable<HostFacts['windows']>;

/** How long each reading may take, milliseconds. */
export interface ReadingTimes {
  readonly query: number;
  readonly survey: number;
  readonly file: number;
}

/** What was learned of a Windows server. */
export interface WindowsReading {
  readonly facts: WindowsFacts;
  /** Its disks; null where PowerShell did not tell. */
  readonly disks: readonly Disk[] | null;
  /** Host name and primary DNS suffix, of which either may be unknown. */
  readonly hostName: string | null;
  readonly dnsSuffix: string | null;
}

const dotnetValues = ['SchUseStrongCrypto', 'SystemDefaultTlsVersions'] as const;
const protocolValues = ['Enabled', 'DisabledByDefault'] as const;
const dcomNames = ['MachineAccessRestriction', 'MachineLaunchRestriction', 'DefaultLaunchPermission'] as const;

const installationTypes: ReadonlyMap<string, WindowsFacts['installationType']> = new Map([
  ['server', 'full'],
  ['server core', 'core'],
  ['nano server', 'nano'],
  ['client', 'client'],
]);

/** Values of a key that was read, null where they are absent; nothing where the key was not read. */
function numbersOf(registry: Registry | null, path: string, names: readonly string[]): WindowsFacts['tls'] {
  return registry === null ? [] : names.map((name) => ({ path, name, value: numberOf(registry, path, name) }));
}

/** What decides on TLS 1.2: .NET's two settings for 64 and 32 bits, and those of the protocol itself for both ends. */
export function tlsOf(
  dotnet: Registry | null,
  dotnet32: Registry | null,
  protocols: Registry | null,
): WindowsFacts['tls'] {
  return [
    ...numbersOf(dotnet, keys.dotnet, dotnetValues),
    ...numbersOf(dotnet32, keys.dotnet32, dotnetValues),
    ...numbersOf(protocols, `${keys.protocols}\\TLS 1.2\\Client`, protocolValues),
    ...numbersOf(protocols, `${keys.protocols}\\TLS 1.2\\Server`, protocolValues),
  ];
}

/** The DCOM values: each a security descriptor, damaged, something else, or absent. */
export function dcomOf(registry: Registry | null): WindowsFacts['dcom'] {
  if (registry === null) return [];
  return dcomNames.map((name) => {
    const value = registryValue(registry, keys.dcom, name);
    if (value === null) return { path: keys.dcom, name, value: null };
    if (value.type !== 'REG_BINARY') return { path: keys.dcom, name, value: value.type };
    return { path: keys.dcom, name, value: isSecurityDescriptor(value.data) ? 'security-descriptor' : 'damaged' };
  });
}

/**
 * Whether a policy of the machine enforces transcription. `policies` lists what policies there are, so that one without
 * PowerShell among them says no; `powershell` is read only where it is among them.
 */
export function transcriptionOf(policies: Registry | null, powershell: Registry | null): boolean | null {
  if (policies === null) return null;
  if (!policies.has(keys.powershellPolicy.toLowerCase())) return false;
  return powershell === null
    ? null
    : numberOf(powershell, `${keys.powershellPolicy}\\Transcription`, 'EnableTranscripting') === 1;
}

/** `20348.2031`: the build and its update; the build alone where there is no other (Windows Server 2012 R2). */
function buildOf(version: Registry | null): string | null {
  const build = plainOrNull(
    textOf(version, keys.version, 'CurrentBuildNumber') ?? textOf(version, keys.version, 'CurrentBuild'),
  );
  const update = numberOf(version, keys.version, 'UBR');
  return build === null || update === null ? build : `${build}.${update}`;
}

/** Reads a Windows server: the registry by `reg query`, all else by one PowerShell script, side by side. Never rejects. */
export async function readWindows(
  { run, readFile, windowsFolder }: Pick<FactParts, 'run' | 'readFile' | 'windowsFolder'>,
  times: ReadingTimes,
): Promise<WindowsReading> {
  const printed = (name: CommandName, ms: number): Promise<string | null> =>
    // A moment longer than the command itself is given, for a reader that does not keep its time.
    within(ms + 500, () => run(commands[name].file, commands[name].args, ms));
  const query = async (name: CommandName): Promise<Registry | null> => {
    const output = await printed(name, times.query);
    return output === null ? null : readRegistry(output);
  };
  const transcription = async (): Promise<boolean | null> => {
    const policies = await query('policies');
    const present = policies?.has(keys.powershellPolicy.toLowerCase()) === true;
    return transcriptionOf(policies, present ? await query('powershellPolicy') : null);
  };
  const survey = async (): Promise<Survey> => readSurvey((await printed('survey', times.survey)) ?? '');
  const config = async (): Promise<WindowsFacts['machineConfig']> => {
    const file = await within(times.file, () => readFile(join(windowsFolder, machineConfigPath)));
    return file === null ? null : readMachineConfig(file);
  };
  const [
    version,
    setup,
    dotnet,
    dotnet32,
    protocols,
    transcribed,
    engine,
    dcom,
    wsman,
    tcpip,
    surveyed,
    machineConfig,
  ] = await Promise.all([
    query('version'),
    query('dotnetSetup'),
    query('dotnet'),
    query('dotnet32'),
    query('protocols'),
    transcription(),
    query('powershell'),
    query('dcom'),
    query('wsmanClient'),
    query('tcpip'),
    survey(),
    config(),
  ]);
  const type = textOf(version, keys.version, 'InstallationType');
  return {
    facts: {
      dotnetRelease: numberOf(setup, keys.dotnetSetup, 'Release'),
      powershellVersion:
        surveyed.powershellVersion ?? plainOrNull(textOf(engine, keys.powershell, 'PowerShellVersion')),
      transcription: transcribed,
      tls: tlsOf(dotnet, dotnet32, protocols),
      domain: surveyed.domain,
      domainJoined: surveyed.domainJoined,
      installationType: installationTypes.get(type?.toLowerCase() ?? '') ?? null,
      edition: plainOrNull(textOf(version, keys.version, 'EditionID')),
      build: buildOf(version),
      dcom: dcomOf(dcom),
      executionPolicy: surveyed.executionPolicy,
      trustedHosts: wsman === null ? null : plain(textOf(wsman, keys.wsmanClient, 'trusted_hosts') ?? ''),
      services: surveyed.services,
      software: surveyed.software,
      machineConfig,
    },
    disks: surveyed.disks,
    hostName: plainOrNull(textOf(tcpip, keys.tcpip, 'Hostname')),
    dnsSuffix: plainOrNull(textOf(tcpip, keys.tcpip, 'Domain')),
  };
}
