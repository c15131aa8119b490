import { surveyScript } from './script.ts';

/** A program with its arguments, whole: nothing is ever put into one. */
export interface Command {
  readonly file: 'reg.exe' | 'powershell.exe';
  readonly args: readonly string[];
}

function query(key: string, ...flags: readonly string[]): Command {
  // /reg:64 looks where 64-bit programs do, whatever started us.
  return { file: 'reg.exe', args: ['query', `HKLM\\${key}`, ...flags, '/reg:64'] };
}

/** Keys of the registry, below HKEY_LOCAL_MACHINE, as the catalog spells them. */
export const keys = {
  version: String.raw`SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
  dotnetSetup: String.raw`SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full`,
  dotnet: String.raw`SOFTWARE\Microsoft\.NETFramework\v4.0.30319`,
  dotnet32: String.raw`SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319`,
  protocols: String.raw`SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols`,
  policies: String.raw`SOFTWARE\Policies\Microsoft\Windows`,
  powershellPolicy: String.raw`SOFTWARE\Policies\Microsoft\Windows\PowerShell`,
  powershell: String.raw`SOFTWARE\Microsoft\PowerShell\3\PowerShellEngine`,
  dcom: String.raw`Software\Microsoft\Ole`,
  wsmanClient: String.raw`SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN\Client`,
  tcpip: String.raw`SYSTEM\CurrentControlSet\Services\Tcpip\Parameters`,
} as const;

/**
 * Every command that the runner starts on Windows, all of them reading. A key that need not exist is looked for through
 * one that always does, so that "absent" is told from "not readable".
 */
export const commands = {
  version: query(keys.version),
  dotnetSetup: query(keys.dotnetSetup),
  dotnet: query(keys.dotnet),
  dotnet32: query(keys.dotnet32),
  protocols: query(keys.protocols, '/s'),
  policies: query(keys.policies),
  powershellPolicy: query(keys.powershellPolicy, '/s'),
  powershell: query(keys.powershell),
  dcom: query(keys.dcom),
  wsmanClient: query(keys.wsmanClient),
  tcpip: query(keys.tcpip),
  survey: {
    file: 'powershell.exe',
    args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', surveyScript],
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;
