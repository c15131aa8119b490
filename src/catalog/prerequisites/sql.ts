import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'SQL Server used by Microsoft Entra Connect' };

/** The database of the synchronization service. */
export const sqlPrerequisites = [
  {
    id: 'sql-database',
    area: 'sql',
    role: 'sql',
    severity: 'required',
    requirement: text(
      'Connect has an SQL Server database for its identity data.',
      'Connect heeft een SQL Server-database voor zijn identiteitsgegevens.',
    ),
    verify: attest(
      'Is it decided which SQL Server holds the database, LocalDB included?',
      'Is besloten welke SQL Server de database bevat, LocalDB inbegrepen?',
    ),
    applies: always,
    source,
  },
  {
    id: 'localdb-2019',
    area: 'sql',
    role: 'sql',
    severity: 'note',
    requirement: text(
      'Left to itself, set-up installs SQL Server 2019 Express LocalDB, a lightweight SQL Server Express.',
      'Zonder andere keuze plaatst de installatie SQL Server 2019 Express LocalDB, een lichte SQL Server Express.',
    ),
    verify: hostFact(
      'sql-version',
      'The version of LocalDB, for the record.',
      'De versie van LocalDB, ter informatie.',
    ),
    applies: always,
    source,
  },
  {
    id: 'localdb-size',
    area: 'sql',
    role: 'sql',
    severity: 'note',
    requirement: text(
      'A LocalDB database stops at 10 GB, which is about 100,000 objects.',
      'Een LocalDB-database stopt bij 10 GB; dat zijn ongeveer 100.000 objecten.',
    ),
    verify: hostFact('database-size', 'How far the database is from 10 GB.', 'Hoe ver de database van 10 GB af is.'),
    applies: always,
    source,
  },
  {
    id: 'other-sql-for-volume',
    area: 'sql',
    role: 'sql',
    severity: 'required',
    requirement: text(
      'Where there are more objects than LocalDB holds, the wizard is given another SQL Server.',
      'Waar meer objecten zijn dan LocalDB aankan, krijgt de wizard een andere SQL Server.',
    ),
    verify: attest(
      'Is there an SQL Server for the wizard to use?',
      'Is er een SQL Server die de wizard kan gebruiken?',
    ),
    applies: inCase('large-directory'),
    source,
  },
  {
    id: 'sql-affects-performance',
    area: 'sql',
    role: 'sql',
    severity: 'note',
    requirement: text(
      'Which kind of SQL Server it is makes a difference to how fast Connect works.',
      'Welk soort SQL Server het is, maakt uit voor hoe snel Connect werkt.',
    ),
    verify: attest(
      'Has the choice of SQL Server been weighed for speed?',
      'Is de keuze van SQL Server op snelheid gewogen?',
    ),
    applies: always,
    source,
  },
  {
    id: 'sql-version',
    area: 'sql',
    role: 'sql',
    severity: 'required',
    requirement: text(
      'SQL Server is a version in mainstream support, and no newer than 2022.',
      'De versie van SQL Server heeft basisondersteuning en is niet nieuwer dan 2022.',
    ),
    // Major version 16 is SQL Server 2022.
    verify: hostFact(
      'sql-version',
      'The major version is 16 or lower and still in mainstream support.',
      'De hoofdversie is 16 of lager en heeft nog basisondersteuning.',
    ),
    applies: inCase('own-sql'),
    source,
  },
  {
    id: 'sql-lifecycle-checked',
    area: 'sql',
    role: 'sql',
    severity: 'recommended',
    requirement: text(
      'Someone has looked the version of SQL Server up in Microsoft’s lifecycle pages.',
      'Iemand heeft de versie van SQL Server opgezocht in de levenscycluspagina’s van Microsoft.',
    ),
    verify: attest(
      'Is the end of mainstream support of your version known?',
      'Is bekend wanneer de basisondersteuning van uw versie afloopt?',
    ),
    applies: inCase('own-sql'),
    source,
  },
  {
    id: 'sql-on-windows',
    area: 'sql',
    role: 'sql',
    severity: 'required',
    requirement: text('An SQL Server of your own runs on Windows.', 'Een eigen SQL Server draait op Windows.'),
    verify: hostFact('sql-platform', 'The host platform is Windows.', 'Het hostplatform is Windows.'),
    applies: inCase('own-sql'),
    source,
  },
  {
    id: 'sql-2012',
    area: 'sql',
    role: 'sql',
    severity: 'unsupported',
    requirement: text(
      'SQL Server 2012, whose support is over.',
      'SQL Server 2012, waarvan de ondersteuning voorbij is.',
    ),
    // Major version 11 is SQL Server 2012.
    verify: hostFact('sql-version', 'The major version is not 11.', 'De hoofdversie is niet 11.'),
    applies: inCase('own-sql'),
    source,
  },
  {
    id: 'azure-sql-database',
    area: 'sql',
    role: 'sql',
    severity: 'unsupported',
    requirement: text('A database in Azure SQL Database.', 'Een database in Azure SQL Database.'),
    verify: hostFact(
      'sql-platform',
      'The engine edition is not that of Azure SQL Database.',
      'De engine-editie is niet die van Azure SQL Database.',
    ),
    applies: inCase('own-sql'),
    source,
  },
  {
    id: 'azure-sql-managed-instance',
    area: 'sql',
    role: 'sql',
    severity: 'unsupported',
    requirement: text('A database in Azure SQL Managed Instance.', 'Een database in Azure SQL Managed Instance.'),
    verify: hostFact(
      'sql-platform',
      'The engine edition is not that of a managed instance.',
      'De engine-editie is niet die van een beheerd exemplaar.',
    ),
    applies: inCase('own-sql'),
    source,
  },
  {
    id: 'collation-case-insensitive',
    area: 'sql',
    role: 'sql',
    severity: 'required',
    requirement: text(
      'The SQL collation ignores case: its name has _CI_ in it.',
      'De SQL-sortering onderscheidt geen hoofdletters: de naam bevat _CI_.',
    ),
    verify: hostFact(
      'sql-collation',
      'The name of the server collation contains _CI_.',
      'De naam van de serversortering bevat _CI_.',
    ),
    applies: inCase('own-sql'),
    source,
  },
  {
    id: 'collation-case-sensitive',
    area: 'sql',
    role: 'sql',
    severity: 'unsupported',
    requirement: text(
      'A collation that tells case apart: its name has _CS_ in it.',
      'Een sortering die hoofdletters onderscheidt: de naam bevat _CS_.',
    ),
    verify: hostFact(
      'sql-collation',
      'The name of the server collation does not contain _CS_.',
      'De naam van de serversortering bevat geen _CS_.',
    ),
    applies: inCase('own-sql'),
    source,
  },
  {
    id: 'one-engine-per-instance',
    area: 'sql',
    role: 'sql',
    severity: 'required',
    requirement: text(
      'An SQL instance serves one sync engine and no second one.',
      'Een SQL-instantie bedient één synchronisatie-engine en geen tweede.',
    ),
    verify: hostFact(
      'sql-databases',
      'The instance holds one database of a sync engine at most.',
      'De instantie bevat hooguit één database van een synchronisatie-engine.',
    ),
    applies: inCase('own-sql'),
    source,
  },
  {
    id: 'shared-instance',
    area: 'sql',
    role: 'sql',
    severity: 'unsupported',
    requirement: text(
      'An instance that also hosts DirSync, Azure AD Sync or MIM Sync.',
      'Een instantie waarop ook DirSync, Azure AD Sync of MIM Sync draait.',
    ),
    verify: hostFact(
      'sql-databases',
      'None of the three has a database on the instance.',
      'Geen van de drie heeft een database op de instantie.',
    ),
    applies: inCase('own-sql'),
    source,
  },
] as const satisfies readonly Prerequisite[];
