import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { inCase, withFeature } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact, probe } from './verify.ts';

const installation: Reference = { source: 'prerequisites-2023', place: 'Installation prerequisites' };

/** What the AD FS and WAP servers need before they are installed. WinRM steps, certificates and names follow elsewhere. */
export const federationPrerequisites = [
  {
    id: 'adfs-os-2012-r2',
    area: 'server',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'AD FS servers run Windows Server 2012 R2 or newer.',
      'AD FS-servers draaien Windows Server 2012 R2 of nieuwer.',
    ),
    // 9600 is the build of Windows Server 2012 R2.
    verify: hostFact('os-version', 'The build of Windows is 9600 or higher.', 'De build van Windows is 9600 of hoger.'),
    applies: withFeature('federation'),
    source: installation,
  },
  {
    id: 'wap-os-2012-r2',
    area: 'server',
    role: 'wap',
    severity: 'required',
    requirement: text(
      'WAP servers run Windows Server 2012 R2 or newer.',
      'WAP-servers draaien Windows Server 2012 R2 of nieuwer.',
    ),
    verify: hostFact('os-version', 'The build of Windows is 9600 or higher.', 'De build van Windows is 9600 of hoger.'),
    applies: withFeature('federation'),
    source: installation,
  },
  {
    id: 'adfs-remote-management',
    area: 'winrm',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'Windows Remote Management is on at the AD FS servers, so that they can be installed from afar.',
      'Extern Windows-beheer staat aan op de AD FS-servers, zodat ze op afstand te installeren zijn.',
    ),
    verify: probe(
      'winrm',
      'The WinRM listener answers an identify request from the Connect server.',
      'De WinRM-listener beantwoordt een identify-verzoek van de Connect-server.',
    ),
    applies: withFeature('adfs-wizard'),
    source: installation,
  },
  {
    id: 'wap-remote-management',
    area: 'winrm',
    role: 'wap',
    severity: 'required',
    requirement: text(
      'Windows Remote Management is on at the WAP servers, so that they can be installed from afar.',
      'Extern Windows-beheer staat aan op de WAP-servers, zodat ze op afstand te installeren zijn.',
    ),
    verify: probe(
      'winrm',
      'The WinRM listener answers an identify request from the Connect server.',
      'De WinRM-listener beantwoordt een identify-verzoek van de Connect-server.',
    ),
    applies: withFeature('adfs-wizard'),
    source: installation,
  },
  {
    id: 'adfs-paid-support',
    area: 'server',
    role: 'adfs',
    severity: 'note',
    requirement: text(
      'Help from Microsoft with AD FS on Windows Server 2016 or older may take a paid support program.',
      'Hulp van Microsoft bij AD FS op Windows Server 2016 of ouder kan een betaald ondersteuningsprogramma vergen.',
    ),
    verify: attest(
      'Is a paid support program in place, or is it accepted that there is none?',
      'Is er een betaald ondersteuningsprogramma, of is aanvaard dat het er niet is?',
    ),
    applies: inCase('windows-2016-or-older'),
    source: installation,
  },
  {
    id: 'wap-paid-support',
    area: 'server',
    role: 'wap',
    severity: 'note',
    requirement: text(
      'Help from Microsoft with WAP on Windows Server 2016 or older may take a paid support program.',
      'Hulp van Microsoft bij WAP op Windows Server 2016 of ouder kan een betaald ondersteuningsprogramma vergen.',
    ),
    verify: attest(
      'Is a paid support program in place, or is it accepted that there is none?',
      'Is er een betaald ondersteuningsprogramma, of is aanvaard dat het er niet is?',
    ),
    applies: inCase('windows-2016-or-older'),
    source: installation,
  },
  {
    id: 'federation-certificate',
    area: 'certificates',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'TLS certificates are configured for the federation service.',
      'Voor de federatieservice zijn TLS-certificaten ingesteld.',
    ),
    verify: probe(
      'tls',
      'A handshake on 443 with the federation service name succeeds.',
      'Een handshake op 443 met de naam van de federatieservice slaagt.',
    ),
    applies: withFeature('federation'),
    source: installation,
  },
  {
    id: 'federation-name-resolution',
    area: 'name-resolution',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'Name resolution is configured for the federation service.',
      'Voor de federatieservice is naamomzetting ingesteld.',
    ),
    verify: probe('dns', 'The federation service name resolves.', 'De naam van de federatieservice wordt omgezet.'),
    applies: withFeature('federation'),
    source: installation,
  },
] as const satisfies readonly Prerequisite[];
