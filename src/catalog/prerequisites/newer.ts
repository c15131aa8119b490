import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase, withFeature } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact } from './verify.ts';

// Both texts open with a call-out marked "Important" that has no heading above it.
const floorA: Reference = { source: 'prerequisites-2026-a', place: 'Important' };
const floorB: Reference = { source: 'prerequisites-2026-b', place: 'Important' };
const installation: Reference = { source: 'prerequisites-2026-b', place: 'Installation prerequisites' };
const sql: Reference = { source: 'prerequisites-2026-b', place: 'SQL Server used by Microsoft Entra Connect' };
const accounts: Reference = { source: 'prerequisites-2026-b', place: 'Accounts' };
const supporting: Reference = {
  source: 'prerequisites-2026-b',
  place: 'Microsoft Entra Connect supporting components',
};

/** What the two texts of 2026-01-16 ask beyond the page of 2023-11-06. */
export const newerPrerequisites = [
  {
    id: 'server-os-2025',
    area: 'server',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'Windows Server 2025 or 2022 is the advised choice; an older one in extended support may take a paid support program.',
      'Windows Server 2025 of 2022 is de aanbevolen keuze; een oudere onder verlengde ondersteuning kan een betaald ondersteuningsprogramma vergen.',
    ),
    // 20348 is the build of Windows Server 2022, 26100 that of 2025.
    verify: hostFact(
      'os-version',
      'The build of Windows is 20348 or 26100.',
      'De build van Windows is 20348 of 26100.',
    ),
    applies: always,
    source: installation,
  },
  {
    id: 'version-floor-2-5-79',
    area: 'server',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'Connect is 2.5.79.0 or newer by 2026-09-30. Another text of the same date says 2.6.84.0 by 2027-04-07.',
      'Connect is uiterlijk 2026-09-30 versie 2.5.79.0 of nieuwer. Een andere tekst van dezelfde dag zegt 2.6.84.0, uiterlijk 2027-04-07.',
    ),
    verify: hostFact(
      'connect-version',
      'The version of Connect is 2.5.79.0 or higher.',
      'De versie van Connect is 2.5.79.0 of hoger.',
    ),
    applies: always,
    source: floorA,
  },
  {
    id: 'version-floor-2-6-84',
    area: 'server',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'Connect is 2.6.84.0 or newer by 2027-04-07; after that day an older one no longer synchronizes.',
      'Connect is uiterlijk 2027-04-07 versie 2.6.84.0 of nieuwer; na die dag synchroniseert een oudere niet meer.',
    ),
    verify: hostFact(
      'connect-version',
      'The version of Connect is 2.6.84.0 or higher.',
      'De versie van Connect is 2.6.84.0 of hoger.',
    ),
    applies: always,
    source: floorB,
  },
  {
    id: 'application-authentication',
    area: 'accounts',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'By 2027-04-07 Connect signs in to Entra ID as an application; the older way of signing in is retired.',
      'Uiterlijk 2027-04-07 meldt Connect zich als toepassing bij Entra ID aan; de oudere manier vervalt.',
    ),
    verify: attest('Is application-based authentication configured?', 'Is verificatie als toepassing ingesteld?'),
    applies: always,
    source: floorB,
  },
  {
    id: 'dotnet-4-7-2',
    area: 'components',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'Connect 2.6.84.0 takes .NET Framework 4.7.2 and TLS 1.2; further down the same text still says 4.6.2 and 4.5.1.',
      'Connect 2.6.84.0 vraagt .NET Framework 4.7.2 en TLS 1.2; verderop zegt dezelfde tekst nog 4.6.2 en 4.5.1.',
    ),
    // 461808 is .NET Framework 4.7.2.
    verify: hostFact(
      'dotnet-release',
      'The Release number of .NET Framework is 461808 or higher.',
      'Het Release-nummer van .NET Framework is 461808 of hoger.',
    ),
    applies: always,
    source: floorB,
  },
  {
    id: 'installer-from-admin-center',
    area: 'server',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'The installation file is to be had from the Microsoft Entra admin center and nowhere else.',
      'Het installatiebestand is in het Microsoft Entra-beheercentrum te krijgen en nergens anders.',
    ),
    verify: attest('Was the file downloaded there?', 'Is het bestand daar gedownload?'),
    applies: always,
    source: floorB,
  },
  {
    id: 'federation-administrator',
    area: 'accounts',
    role: 'entra',
    severity: 'required',
    requirement: text(
      'Whoever sets up federation is Global Administrator, or both Hybrid Identity and Domain Name Administrator.',
      'Wie federatie instelt, is Global Administrator, of zowel Hybrid Identity als Domain Name Administrator.',
    ),
    verify: attest('Does the account hold these roles?', 'Heeft het account deze rollen?'),
    applies: withFeature('federation'),
    source: accounts,
  },
  {
    id: 'administrator-through-group',
    area: 'accounts',
    role: 'entra',
    severity: 'unsupported',
    requirement: text(
      'An administrator who holds the role only through a group. It has to be given to the user.',
      'Een beheerder die de rol alleen via een groep heeft. De gebruiker moet die zelf krijgen.',
    ),
    verify: attest('Is the role assigned to the user directly?', 'Is de rol rechtstreeks aan de gebruiker toegewezen?'),
    applies: always,
    source: installation,
  },
  {
    id: 'health-global-administrator',
    area: 'accounts',
    role: 'health-agent',
    severity: 'required',
    requirement: text(
      'A Global Administrator installs Connect where Health is wanted; under a Hybrid Identity Administrator the agent stays disabled.',
      'Een Global Administrator installeert Connect waar Health gewenst is; bij een Hybrid Identity Administrator blijft de agent uitgeschakeld.',
    ),
    verify: attest(
      'Will a Global Administrator run the installation?',
      'Voert een Global Administrator de installatie uit?',
    ),
    applies: withFeature('health'),
    source: installation,
  },
  {
    id: 'sql-2016',
    area: 'sql',
    role: 'sql',
    severity: 'unsupported',
    requirement: text(
      'SQL Server 2016, whose support is over.',
      'SQL Server 2016, waarvan de ondersteuning voorbij is.',
    ),
    // Major version 13 is SQL Server 2016.
    verify: hostFact('sql-version', 'The major version is not 13.', 'De hoofdversie is niet 13.'),
    applies: inCase('own-sql'),
    source: sql,
  },
  {
    id: 'sql-drivers-as-bundled',
    area: 'sql',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The SQL drivers stay those that Connect brings: ODBC 17 and OLE DB 18. Another major or minor version is not supported.',
      'De SQL-stuurprogramma’s blijven die Connect meebrengt: ODBC 17 en OLE DB 18. Een andere hoofd- of subversie wordt niet ondersteund.',
    ),
    verify: hostFact(
      'sql-drivers',
      'ODBC Driver 17 and OLE DB Driver 18 are installed, in the versions that came with Connect.',
      'ODBC Driver 17 en OLE DB Driver 18 zijn geïnstalleerd, in de versies die met Connect kwamen.',
    ),
    applies: inCase('own-sql'),
    source: sql,
  },
  {
    id: 'sql-named-pipes',
    area: 'sql',
    role: 'sql',
    severity: 'unsupported',
    requirement: text(
      'Named Pipes as the protocol between Connect and SQL Server.',
      'Named Pipes als protocol tussen Connect en SQL Server.',
    ),
    verify: hostFact(
      'sql-protocol',
      'The connection uses TCP or shared memory.',
      'De verbinding gebruikt TCP of gedeeld geheugen.',
    ),
    applies: inCase('own-sql'),
    source: sql,
  },
  {
    id: 'sql-memory-limit',
    area: 'sql',
    role: 'sql',
    severity: 'recommended',
    requirement: text(
      'An SQL Server on the Connect server has a ceiling on the memory it may take.',
      'Een SQL Server op de Connect-server heeft een bovengrens aan het geheugen dat hij mag nemen.',
    ),
    verify: hostFact(
      'sql-memory-limit',
      '"max server memory" is set below the memory of the machine.',
      '"max server memory" staat lager dan het geheugen van de machine.',
    ),
    applies: inCase('local-sql'),
    source: sql,
  },
  {
    id: 'component-localdb-2019',
    area: 'supporting-components',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'The list of what set-up brings says SQL Server 2019 again: utilities, LocalDB and Native Client.',
      'De lijst van wat de installatie meebrengt, zegt weer SQL Server 2019: hulpprogramma’s, LocalDB en Native Client.',
    ),
    verify: hostFact(
      'installed-software',
      'Which versions are listed after set-up, for the record.',
      'Welke versies na de installatie in de lijst staan, ter informatie.',
    ),
    applies: always,
    source: supporting,
  },
] as const satisfies readonly Prerequisite[];
