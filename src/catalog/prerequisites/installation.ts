import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase, withFeature } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact, probe } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Installation prerequisites' };

/** Which Windows the Connect server takes, and what else set-up depends on. */
export const installationPrerequisites = [
  {
    id: 'server-domain-joined',
    area: 'server',
    role: 'connect',
    severity: 'required',
    requirement: text('The Connect server is a member of a domain.', 'De Connect-server is lid van een domein.'),
    verify: hostFact(
      'domain-joined',
      'The machine is joined to an Active Directory domain.',
      'De machine is lid van een Active Directory-domein.',
    ),
    applies: always,
    source,
  },
  {
    id: 'server-os-2016',
    area: 'server',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The Connect server runs Windows Server 2016 or newer.',
      'De Connect-server draait Windows Server 2016 of nieuwer.',
    ),
    // 14393 is the build of Windows Server 2016.
    verify: hostFact(
      'os-version',
      'The build of Windows is 14393 or higher.',
      'De build van Windows is 14393 of hoger.',
    ),
    applies: always,
    source,
  },
  {
    id: 'server-os-2022',
    area: 'server',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'Windows Server 2022, joined to a domain, is the advised choice.',
      'Windows Server 2022, lid van een domein, is de aanbevolen keuze.',
    ),
    // 20348 is the build of Windows Server 2022.
    verify: hostFact('os-version', 'The build of Windows is 20348.', 'De build van Windows is 20348.'),
    applies: always,
    source,
  },
  {
    id: 'server-2016-paid-support',
    area: 'server',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'Windows Server 2016 has extended support only: it works, but help from Microsoft may take a paid support program.',
      'Windows Server 2016 valt onder verlengde ondersteuning: het werkt, maar hulp van Microsoft kan een betaald ondersteuningsprogramma vergen.',
    ),
    verify: attest(
      'Is a paid support program in place, or is it accepted that there is none?',
      'Is er een betaald ondersteuningsprogramma, of is aanvaard dat het er niet is?',
    ),
    applies: inCase('windows-2016-or-older'),
    source,
  },
  {
    id: 'small-business-server',
    area: 'server',
    role: 'connect',
    severity: 'unsupported',
    requirement: text('Connect on Small Business Server.', 'Connect op Small Business Server.'),
    verify: hostFact(
      'os-edition',
      'The edition is not Small Business Server.',
      'De editie is niet Small Business Server.',
    ),
    applies: always,
    source,
  },
  {
    id: 'essentials-before-2019',
    area: 'server',
    role: 'connect',
    severity: 'unsupported',
    requirement: text(
      'Connect on Windows Server Essentials older than 2019.',
      'Connect op Windows Server Essentials ouder dan 2019.',
    ),
    verify: hostFact(
      'os-edition',
      'The edition is not an Essentials that came before 2019.',
      'De editie is geen Essentials van vóór 2019.',
    ),
    applies: always,
    source,
  },
  {
    id: 'essentials-2019',
    area: 'server',
    role: 'connect',
    severity: 'optional',
    requirement: text('Windows Server Essentials 2019 will do.', 'Windows Server Essentials 2019 mag wel.'),
    verify: hostFact('os-edition', 'The edition is Essentials 2019.', 'De editie is Essentials 2019.'),
    applies: always,
    source,
  },
  {
    id: 'standard-or-better',
    area: 'server',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The edition of Windows Server is Standard or a higher one.',
      'De editie van Windows Server is Standard of een hogere.',
    ),
    verify: hostFact('os-edition', 'The edition is Standard or Datacenter.', 'De editie is Standard of Datacenter.'),
    applies: always,
    source,
  },
  {
    id: 'full-gui',
    area: 'server',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The server has the full graphical desktop.',
      'De server heeft het volledige grafische bureaublad.',
    ),
    verify: hostFact(
      'installation-type',
      'The installation type is Server, with desktop.',
      'Het installatietype is Server, met bureaublad.',
    ),
    applies: always,
    source,
  },
  {
    id: 'server-core',
    area: 'server',
    role: 'connect',
    severity: 'unsupported',
    requirement: text('Connect on Windows Server Core.', 'Connect op Windows Server Core.'),
    verify: hostFact(
      'installation-type',
      'The installation type is not Server Core.',
      'Het installatietype is niet Server Core.',
    ),
    applies: always,
    source,
  },
  {
    id: 'traffic-interception',
    area: 'connectivity',
    role: 'connect',
    severity: 'unsupported',
    requirement: text(
      'A device that decrypts and inspects what Connect and Entra ID exchange. It may disrupt the service.',
      'Een apparaat dat het verkeer tussen Connect en Entra ID ontsleutelt en inspecteert. De dienst kan erdoor haperen.',
    ),
    verify: probe(
      'tls',
      'The certificate chain of login.microsoftonline.com ends at a public root, not at a root of your own.',
      'De certificaatketen van login.microsoftonline.com eindigt bij een openbare basis, niet bij een eigen basis.',
    ),
    applies: always,
    source,
  },
  {
    id: 'mfa-trusted-site',
    area: 'server',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'https://secure.aadcdn.microsoftonline-p.com is among the trusted sites of the server.',
      'https://secure.aadcdn.microsoftonline-p.com staat bij de vertrouwde websites van de server.',
    ),
    verify: hostFact(
      'site-zone',
      'The address is in the zone of trusted sites.',
      'Het adres staat in de zone voor vertrouwde websites.',
    ),
    applies: inCase('admin-mfa'),
    source,
  },
  {
    id: 'mfa-trusted-site-prompt',
    area: 'server',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'If the MFA address is not a trusted site yet when MFA is asked for, there is an offer to add it; Internet Explorer can add it beforehand.',
      'Is het MFA-adres nog geen vertrouwde website als om MFA wordt gevraagd, dan wordt aangeboden het toe te voegen; met Internet Explorer kan het vooraf.',
    ),
    verify: attest(
      'Will whoever runs the wizard be able to add a trusted site?',
      'Kan degene die de wizard uitvoert een vertrouwde website toevoegen?',
    ),
    applies: inCase('admin-mfa'),
    source,
  },
  {
    id: 'health-agent-prerequisites',
    area: 'server',
    role: 'health-agent',
    severity: 'required',
    requirement: text(
      'The prerequisites of Connect Health are met as well.',
      'Ook aan de vereisten van Connect Health is voldaan.',
    ),
    verify: attest(
      'Have the addresses and prerequisites of the Health agent been gone through?',
      'Zijn de adressen en vereisten van de Health-agent nagelopen?',
    ),
    applies: withFeature('health'),
    source,
  },
] as const satisfies readonly Prerequisite[];
