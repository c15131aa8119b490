/*
 * The one script that is run, for what the registry does not tell. It reads and prints one JSON object, nothing else.
 *
 * Each part stands for itself: what fails is missing from the object. There are no double quotes in it, which would be
 * quoted differently by everybody between here and PowerShell; no line breaks; and no cmdlet or type that PowerShell 4
 * (Windows Server 2012 R2) lacks. In constrained language mode only the encoding cannot be set, and names that are not
 * ASCII suffer. `-EncodedCommand` would spare the care, and looks like malware to whoever watches the server.
 */

/** Services of this field: WinRM and time, the synchronization service, AD FS, WAP, and the agents. */
const services = [
  "Name='WinRM'",
  "Name='W32Time'",
  "Name='ADSync'",
  "Name='adfssrv'",
  "Name LIKE 'appproxy%'",
  "Name LIKE 'AzureADConnect%'",
].join(' OR ');

/** Programs of this field, by the name in the list of installed programs. */
const programs = [
  'Entra',
  'Azure AD Connect',
  'AAD ?Connect',
  'Connect Health',
  'Authentication Agent',
  'SQL Server',
  'ODBC Driver',
  'OLE DB Driver',
  'Visual C\\+\\+',
].join('|');

const uninstall = ['SOFTWARE', 'SOFTWARE\\WOW6432Node']
  .map((root) => `'HKLM:\\${root}\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*'`)
  .join(',');

/** A text within single quotes, as PowerShell wants it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The parts: name in the object, and what gives its value. */
const parts = {
  powershellVersion: `'{0}' -f $PSVersionTable.PSVersion`,
  executionPolicy: `'{0}' -f (Get-ExecutionPolicy)`,
  computer:
    'Get-CimInstance Win32_ComputerSystem -OperationTimeoutSec 5 | Select-Object -Property Domain,PartOfDomain -First 1',
  disks: `@(Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3' -OperationTimeoutSec 5 | Select-Object -Property DeviceID,Size,FreeSpace -First 64)`,
  services: `@(Get-CimInstance Win32_Service -Filter ${quoted(services)} -OperationTimeoutSec 5 | Select-Object -Property Name,State,StartName -First 64)`,
  software: `@(Get-ItemProperty ${uninstall} -ErrorAction SilentlyContinue | Where-Object { $_.DisplayName -match ${quoted(programs)} } | Select-Object -Property DisplayName,DisplayVersion -First 64)`,
};

/** The script, on one line. */
export const surveyScript: string = [
  `$ErrorActionPreference='Stop'`,
  `$ProgressPreference='SilentlyContinue'`,
  'try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { }',
  '$facts = @{}',
  ...Object.entries(parts).map(([name, value]) => `try { $facts['${name}'] = ${value} } catch { }`),
  'ConvertTo-Json -InputObject $facts -Compress -Depth 3',
].join('; ');
