import type { RoleId } from '../role.ts';
import type { Reference } from '../source.ts';
import { type Text, text } from '../text.ts';
import { type CaseId, inCase } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact, probe, type Verify } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Windows Remote Management' };

/** What a step consists of. Commands run in an elevated PowerShell; menus are clicked in order. */
export type WinrmAction =
  | { readonly kind: 'state' }
  | { readonly kind: 'command'; readonly command: string }
  | {
      readonly kind: 'console';
      readonly console: 'Services' | 'Server Manager';
      readonly path: readonly string[];
    };

/** A step that readies a server for deployment by the wizard. */
export interface WinrmStep {
  readonly id: string;
  readonly case: CaseId;
  /** Where it is done: on the server deployed to, or on the one that the wizard runs on. */
  readonly on: 'target' | 'wizard-machine';
  readonly role: Extract<RoleId, 'adfs' | 'wap' | 'connect'>;
  readonly action: WinrmAction;
  /** What is so once it is done. */
  readonly outcome: Text;
  readonly verify: Verify;
}

// The document sets some hyphens as en dashes, which PowerShell 5 accepts and other shells do not: here they are hyphens.
const enable = { kind: 'command', command: 'Enable-PSRemoting -force' } as const satisfies WinrmAction;

/** As the document prints it, hyphens aside: with a full stop after Set-Item, which PowerShell does not run. */
export const trustedHostsPrinted = String.raw`Set-Item.WSMan:\localhost\Client\TrustedHosts -Value "<DMZServerFQDN>" -Force -Concatenate`;

/** The same with the blank that PowerShell wants. <DMZServerFQDN> is the full name of the WAP server. */
export const trustedHostsCommand = trustedHostsPrinted.replace('Set-Item.', 'Set-Item ');

/**
 * All steps; within a case, in the order they are taken. A domain-joined target may be an AD FS or a WAP server, so its
 * steps stand here once for each.
 */
export const winrmSteps = [
  {
    id: 'winrm-adfs-enabled',
    case: 'domain-joined-target',
    on: 'target',
    role: 'adfs',
    action: { kind: 'state' },
    outcome: text(
      'Windows Remote Management is on at an AD FS server of the domain.',
      'Extern Windows-beheer staat aan op een AD FS-server van het domein.',
    ),
    verify: probe(
      'winrm',
      'The WinRM listener of the server answers an identify request.',
      'De WinRM-listener van de server beantwoordt een identify-verzoek.',
    ),
  },
  {
    id: 'winrm-adfs-psremoting',
    case: 'domain-joined-target',
    on: 'target',
    role: 'adfs',
    action: enable,
    outcome: text(
      `${enable.command} has been run on an AD FS server of the domain, in an elevated PowerShell.`,
      `${enable.command} is uitgevoerd op een AD FS-server van het domein, in een PowerShell met verhoogde rechten.`,
    ),
    verify: probe(
      'winrm',
      'The listener offers authentication to the domain.',
      'De listener biedt verificatie bij het domein aan.',
    ),
  },
  {
    id: 'winrm-wap-joined-enabled',
    case: 'domain-joined-target',
    on: 'target',
    role: 'wap',
    action: { kind: 'state' },
    outcome: text(
      'Windows Remote Management is on at a WAP server of the domain.',
      'Extern Windows-beheer staat aan op een WAP-server van het domein.',
    ),
    verify: probe(
      'winrm',
      'The WinRM listener of the server answers an identify request.',
      'De WinRM-listener van de server beantwoordt een identify-verzoek.',
    ),
  },
  {
    id: 'winrm-wap-joined-psremoting',
    case: 'domain-joined-target',
    on: 'target',
    role: 'wap',
    action: enable,
    outcome: text(
      `${enable.command} has been run on a WAP server of the domain, in an elevated PowerShell.`,
      `${enable.command} is uitgevoerd op een WAP-server van het domein, in een PowerShell met verhoogde rechten.`,
    ),
    verify: probe(
      'winrm',
      'The listener offers authentication to the domain.',
      'De listener biedt verificatie bij het domein aan.',
    ),
  },
  {
    id: 'winrm-wap-service',
    case: 'non-domain-joined-wap',
    on: 'target',
    role: 'wap',
    action: { kind: 'console', console: 'Services', path: ['Windows Remote Management (WS-Management)'] },
    outcome: text(
      'The WinRM service of the WAP server is running; the Services snap-in shows it.',
      'De WinRM-service van de WAP-server is gestart; de module Services toont dat.',
    ),
    verify: hostFact('service-state', 'The service WinRM is running.', 'De service WinRM is gestart.'),
  },
  {
    id: 'winrm-wap-psremoting',
    case: 'non-domain-joined-wap',
    on: 'target',
    role: 'wap',
    action: enable,
    outcome: text(
      `${enable.command} has been run on the WAP server, in an elevated PowerShell.`,
      `${enable.command} is uitgevoerd op de WAP-server, in een PowerShell met verhoogde rechten.`,
    ),
    verify: probe(
      'winrm',
      'The WinRM listener of the server answers an identify request.',
      'De WinRM-listener van de server beantwoordt een identify-verzoek.',
    ),
  },
  {
    id: 'winrm-trusted-hosts',
    case: 'target-without-trust',
    on: 'wizard-machine',
    role: 'connect',
    action: { kind: 'command', command: trustedHostsCommand },
    outcome: text(
      `On the machine that runs the wizard, in an elevated PowerShell, the target has been trusted by ${trustedHostsCommand}.`,
      `Op de machine waarop de wizard draait, is het doel in een PowerShell met verhoogde rechten vertrouwd gemaakt met ${trustedHostsCommand}.`,
    ),
    verify: hostFact(
      'trusted-hosts',
      'TrustedHosts contains the full name of the target.',
      'TrustedHosts bevat de volledige naam van het doel.',
    ),
  },
  {
    id: 'winrm-server-pool',
    case: 'target-without-trust',
    on: 'wizard-machine',
    role: 'connect',
    action: { kind: 'console', console: 'Server Manager', path: ['Manage', 'Add Servers', 'DNS'] },
    outcome: text(
      'Server Manager on the machine of the wizard has the WAP host in its pool, found by its DNS name.',
      'Server Manager op de machine van de wizard heeft de WAP-host in zijn pool, gevonden op DNS-naam.',
    ),
    verify: attest('Does Server Manager list the WAP host?', 'Toont Server Manager de WAP-host?'),
  },
  {
    id: 'winrm-manage-as',
    case: 'target-without-trust',
    on: 'wizard-machine',
    role: 'connect',
    action: { kind: 'console', console: 'Server Manager', path: ['All Servers', 'Manage As'] },
    outcome: text(
      'Server Manager manages the WAP host under a local account of that host, not under one of the domain.',
      'Server Manager beheert de WAP-host met een lokaal account van die host, niet met een account van het domein.',
    ),
    verify: attest('Was a local account of the WAP host entered?', 'Is een lokaal account van de WAP-host opgegeven?'),
  },
  {
    id: 'winrm-session-opens',
    case: 'target-without-trust',
    on: 'wizard-machine',
    role: 'connect',
    action: { kind: 'console', console: 'Server Manager', path: ['All Servers', 'Windows PowerShell'] },
    outcome: text(
      'A remote PowerShell session to the WAP host opens from Server Manager.',
      'Vanuit Server Manager gaat een externe PowerShell-sessie met de WAP-host open.',
    ),
    verify: attest('Did a remote session open?', 'Ging er een externe sessie open?'),
  },
] as const satisfies readonly WinrmStep[];

export type WinrmStepId = (typeof winrmSteps)[number]['id'];

/** The steps of a case, in order. */
export function winrmStepsIn(id: CaseId): readonly WinrmStep[] {
  return winrmSteps.filter((step) => step.case === id);
}

/** Every step as a prerequisite: it must have been taken. */
export const winrmPrerequisites = winrmSteps.map(
  (step) =>
    ({
      id: step.id,
      area: 'winrm',
      role: step.role,
      severity: 'required',
      requirement: step.outcome,
      verify: step.verify,
      applies: inCase(step.case),
      source,
    }) as const satisfies Prerequisite,
);
