import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact, probe } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'On-premises Active Directory' };

/** The forest that is synchronized and its domain controllers. */
export const directoryPrerequisites = [
  {
    id: 'schema-2003',
    area: 'directory',
    role: 'dc',
    severity: 'required',
    requirement: text(
      'The schema of the forest is that of Windows Server 2003 or newer.',
      'Het schema van het forest is dat van Windows Server 2003 of nieuwer.',
    ),
    // objectVersion 30 is the schema of Windows Server 2003.
    verify: hostFact(
      'directory-schema',
      'objectVersion of the schema partition is 30 or higher.',
      'objectVersion van de schemapartitie is 30 of hoger.',
    ),
    applies: always,
    source,
  },
  {
    id: 'forest-level-2003',
    area: 'directory',
    role: 'dc',
    severity: 'required',
    requirement: text(
      'The forest functional level is Windows Server 2003 or higher.',
      'Het functionele niveau van het forest is Windows Server 2003 of hoger.',
    ),
    // forestFunctionality 2 is Windows Server 2003; rootDSE gives it without credentials.
    verify: probe(
      'ldap',
      'rootDSE of a DC gives a forestFunctionality of 2 or higher.',
      'rootDSE van een DC geeft een forestFunctionality van 2 of hoger.',
    ),
    applies: always,
    source,
  },
  {
    id: 'dc-any-version',
    area: 'directory',
    role: 'dc',
    severity: 'note',
    requirement: text(
      'Domain controllers may run any Windows version once schema and forest level are right.',
      'Domeincontrollers mogen elke Windows-versie draaien zodra schema en forestniveau kloppen.',
    ),
    verify: hostFact(
      'os-version',
      'The Windows version of each DC, for the record.',
      'De Windows-versie van elke DC, ter informatie.',
    ),
    applies: always,
    source,
  },
  {
    id: 'dc-paid-support',
    area: 'directory',
    role: 'dc',
    severity: 'note',
    requirement: text(
      'Help from Microsoft with domain controllers on Windows Server 2016 or older may take a paid support program.',
      'Hulp van Microsoft bij domeincontrollers op Windows Server 2016 of ouder kan een betaald ondersteuningsprogramma vergen.',
    ),
    verify: attest(
      'Is a paid support program in place, or is it accepted that there is none?',
      'Is er een betaald ondersteuningsprogramma, of is aanvaard dat het er niet is?',
    ),
    applies: inCase('windows-2016-or-older'),
    source,
  },
  {
    id: 'dc-writable',
    area: 'directory',
    role: 'dc',
    severity: 'required',
    requirement: text(
      'The domain controller that Connect talks to is writable.',
      'De domeincontroller waarmee Connect praat, is schrijfbaar.',
    ),
    verify: probe(
      'cldap',
      'The Netlogon reply of the DC bears the flag for a writable DC.',
      'Het Netlogon-antwoord van de DC draagt de vlag voor een schrijfbare DC.',
    ),
    applies: always,
    source,
  },
  {
    id: 'rodc',
    area: 'directory',
    role: 'dc',
    severity: 'unsupported',
    requirement: text(
      'A read-only domain controller (RODC) as the one that Connect works with.',
      'Een alleen-lezen domeincontroller (RODC) als degene waarmee Connect werkt.',
    ),
    verify: probe(
      'cldap',
      'No DC that Connect may choose replies without the flag for a writable DC.',
      'Geen DC die Connect mag kiezen, antwoordt zonder de vlag voor een schrijfbare DC.',
    ),
    applies: always,
    source,
  },
  {
    id: 'no-write-redirects',
    area: 'directory',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'Connect does not follow a DC that refers a write to another DC.',
      'Connect volgt geen DC die een schrijfactie naar een andere DC doorverwijst.',
    ),
    verify: attest('Does nobody count on redirected writes?', 'Rekent niemand op doorverwezen schrijfacties?'),
    applies: always,
    source,
  },
  {
    id: 'dotted-netbios',
    area: 'directory',
    role: 'dc',
    severity: 'unsupported',
    requirement: text(
      'A forest or domain whose NetBIOS name has a period in it.',
      'Een forest of domein met een punt in de NetBIOS-naam.',
    ),
    verify: probe(
      'cldap',
      'The NetBIOS domain name in the Netlogon reply has no period.',
      'De NetBIOS-domeinnaam in het Netlogon-antwoord bevat geen punt.',
    ),
    applies: always,
    source,
  },
  {
    id: 'recycle-bin',
    area: 'directory',
    role: 'dc',
    severity: 'recommended',
    requirement: text('The Active Directory recycle bin is on.', 'De Active Directory-prullenbak staat aan.'),
    verify: hostFact(
      'directory-features',
      'The Recycle Bin Feature is enabled for the forest.',
      'De Recycle Bin Feature is voor het forest ingeschakeld.',
    ),
    applies: always,
    source,
  },
] as const satisfies readonly Prerequisite[];
