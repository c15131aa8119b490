import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { hostFact } from './verify.ts';

const policy: Reference = { source: 'prerequisites-2023', place: 'PowerShell execution policy' };
const installation: Reference = { source: 'prerequisites-2023', place: 'Installation prerequisites' };
const component: Reference = { source: 'prerequisites-2023', place: 'PowerShell and .NET Framework' };

/** PowerShell on the Connect server. */
export const powershellPrerequisites = [
  {
    id: 'scripts-allowed',
    area: 'powershell',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The execution policy lets scripts run: set-up runs PowerShell scripts, all of them signed.',
      'Het uitvoeringsbeleid laat scripts toe: de installatie voert PowerShell-scripts uit, alle ondertekend.',
    ),
    verify: hostFact(
      'execution-policy',
      'Get-ExecutionPolicy gives anything but Restricted.',
      'Get-ExecutionPolicy geeft iets anders dan Restricted.',
    ),
    applies: always,
    source: policy,
  },
  {
    id: 'execution-policy-remotesigned',
    area: 'powershell',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'While installing, the execution policy is RemoteSigned. Set-ExecutionPolicy sets it.',
      'Tijdens de installatie is het uitvoeringsbeleid RemoteSigned. Set-ExecutionPolicy stelt dat in.',
    ),
    verify: hostFact(
      'execution-policy',
      'Get-ExecutionPolicy gives RemoteSigned.',
      'Get-ExecutionPolicy geeft RemoteSigned.',
    ),
    applies: always,
    source: policy,
  },
  {
    id: 'transcription-with-adfs',
    area: 'powershell',
    role: 'connect',
    severity: 'unsupported',
    requirement: text(
      'Group Policy that turns PowerShell transcription on, where the wizard manages AD FS.',
      'Groepsbeleid dat PowerShell-transcriptie aanzet, waar de wizard AD FS beheert.',
    ),
    verify: hostFact(
      'transcription-policy',
      'No policy enables transcription on the server.',
      'Geen enkel beleid zet transcriptie op de server aan.',
    ),
    applies: inCase('wizard-manages-adfs'),
    source: installation,
  },
  {
    id: 'transcription-with-sync',
    area: 'powershell',
    role: 'connect',
    severity: 'optional',
    requirement: text(
      'Transcription may be on where the wizard only manages synchronization.',
      'Transcriptie mag aan staan waar de wizard alleen de synchronisatie beheert.',
    ),
    verify: hostFact(
      'transcription-policy',
      'Whether a policy enables transcription, for the record.',
      'Of een beleid transcriptie aanzet, ter informatie.',
    ),
    applies: inCase('wizard-manages-sync'),
    source: installation,
  },
  {
    id: 'powershell-5-0',
    area: 'powershell',
    role: 'connect',
    severity: 'required',
    requirement: text('PowerShell 5.0 or newer is installed.', 'PowerShell 5.0 of nieuwer is geïnstalleerd.'),
    verify: hostFact(
      'powershell-version',
      '$PSVersionTable.PSVersion is 5.0 or higher.',
      '$PSVersionTable.PSVersion is 5.0 of hoger.',
    ),
    applies: always,
    source: component,
  },
] as const satisfies readonly Prerequisite[];
