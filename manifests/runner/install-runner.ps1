<#
.SYNOPSIS
  Installs the Portolan runner on Windows: its folders with their access lists, and a task that runs it from start-up on.
.DESCRIPTION
  Run it in an elevated PowerShell, beside portolan-runner-win-x64.exe. It enrols nothing and starts nothing; docs/runner.md
  has the steps that follow. It can be run again. Not tried on Windows by those who wrote it: read it first.
.PARAMETER Account
  Who runs it: LOCAL SERVICE, or a group managed service account as DOMAIN\NAME$ that this server may use.
#>
#Requires -Version 5.1
#Requires -RunAsAdministrator
[CmdletBinding()]
param([string] $Account = 'NT AUTHORITY\LOCAL SERVICE')

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$managed = $Account.EndsWith('$')
$program = Join-Path $env:ProgramFiles 'Portolan'
$state = Join-Path $env:ProgramData 'Portolan\runner'
$exe = Join-Path $program 'portolan-runner.exe'

# Only administrators write where the program is, as everywhere below Program Files.
New-Item -ItemType Directory -Force -Path $program | Out-Null
Copy-Item -Path (Join-Path $PSScriptRoot 'portolan-runner-win-x64.exe') -Destination $exe -Force

# Below ProgramData everybody may read and make files, so the folder of the key inherits nothing: administrators
# (S-1-5-32-544) and the system (S-1-5-18) have it, the account changes what is in it, nobody else looks inside.
New-Item -ItemType Directory -Force -Path $state | Out-Null
$sid = ([System.Security.Principal.NTAccount] $Account).Translate([System.Security.Principal.SecurityIdentifier]).Value
& "$env:SystemRoot\System32\icacls.exe" $state /inheritance:r /grant:r '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' "*${sid}:(OI)(CI)M" | Out-Null
if ($LASTEXITCODE -ne 0) { throw "The access list of $state could not be set." }

# A task, since the executable answers no service control manager. It runs without end and without elevation.
$action = New-ScheduledTaskAction -Execute $exe -Argument 'run' -WorkingDirectory $state
$trigger = New-ScheduledTaskTrigger -AtStartup
$principal = New-ScheduledTaskPrincipal -UserId $Account -LogonType $(if ($managed) { 'Password' } else { 'ServiceAccount' }) -RunLevel Limited
$settings = New-ScheduledTaskSettingsSet -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew -RestartCount 3 -RestartInterval (New-TimeSpan -Minutes 1) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
Register-ScheduledTask -TaskName 'Portolan runner' -Description 'Proves from this server that its flows are open. Connects outward only.' -Action $action -Trigger $trigger -Principal $principal -Settings $settings -Force | Out-Null

Write-Output "Installed $exe for $Account. Next: & '$exe' enroll --hub https://bot.contoso.com"
