import { same, text } from '../text.ts';
import type { Contradiction } from './contradiction.ts';

/** Where the documents disagree about the servers, their software and their size. */
export const serverContradictions = [
  {
    id: 'dot-net',
    subject: text('Version of .NET Framework', 'Versie van .NET Framework'),
    statements: [
      {
        says: text('At least 4.6.2.', 'Minstens 4.6.2.'),
        reference: { source: 'prerequisites-2023', place: 'Installation prerequisites' },
      },
      {
        says: text('At least 4.5.1.', 'Minstens 4.5.1.'),
        reference: { source: 'prerequisites-2023', place: 'PowerShell and .NET Framework' },
      },
    ],
    follows: 0,
    because: text('The stricter figure satisfies both places.', 'De strengste waarde voldoet aan beide plaatsen.'),
  },
  {
    id: 'localdb-version',
    subject: text('Version of LocalDB that comes with Connect', 'Versie van LocalDB die Connect meebrengt'),
    statements: [
      {
        says: same('SQL Server 2019 Express LocalDB.'),
        reference: { source: 'prerequisites-2023', place: 'SQL Server used by Microsoft Entra Connect' },
      },
      {
        says: same('SQL Server 2022 Express LocalDB.'),
        reference: { source: 'prerequisites-2023', place: 'Microsoft Entra Connect supporting components' },
      },
    ],
    follows: 1,
    because: text(
      'The second place lists what set-up puts on the server, item by item. The limit of 10 GB is given only once, so sizing does not depend on it.',
      'De tweede plaats somt per onderdeel op wat de installatie op de server zet. De limiet van 10 GB staat er maar één keer, dus de dimensionering hangt er niet van af.',
    ),
  },
  {
    id: 'band-50k',
    subject: text('Exactly 50,000 objects', 'Precies 50.000 objecten'),
    statements: [
      {
        says: text(
          'The band 10,000 to 50,000: 6 GB of memory, 70 GB of disk.',
          'De klasse 10.000 tot 50.000: 6 GB geheugen, 70 GB schijf.',
        ),
        reference: { source: 'prerequisites-2023', place: 'Hardware requirements for Microsoft Entra Connect' },
      },
      {
        says: text(
          'The band 50,000 to 100,000: 16 GB of memory, 100 GB of disk.',
          'De klasse 50.000 tot 100.000: 16 GB geheugen, 100 GB schijf.',
        ),
        reference: { source: 'prerequisites-2023', place: 'Hardware requirements for Microsoft Entra Connect' },
      },
    ],
    follows: 1,
    because: text(
      'The boundary is left open, and the higher band is enough either way.',
      'De grens blijft open, en de hogere klasse volstaat hoe dan ook.',
    ),
  },
  {
    id: 'band-300k',
    subject: text('Exactly 300,000 objects', 'Precies 300.000 objecten'),
    statements: [
      {
        says: text('The band 100,000 to 300,000: 300 GB of disk.', 'De klasse 100.000 tot 300.000: 300 GB schijf.'),
        reference: { source: 'prerequisites-2023', place: 'Hardware requirements for Microsoft Entra Connect' },
      },
      {
        says: text('The band 300,000 to 600,000: 450 GB of disk.', 'De klasse 300.000 tot 600.000: 450 GB schijf.'),
        reference: { source: 'prerequisites-2023', place: 'Hardware requirements for Microsoft Entra Connect' },
      },
    ],
    follows: 1,
    because: text(
      'The boundary is left open, and the higher band is enough either way.',
      'De grens blijft open, en de hogere klasse volstaat hoe dan ook.',
    ),
  },
  {
    id: 'localdb-limit',
    subject: text('LocalDB at 100,000 objects', 'LocalDB bij 100.000 objecten'),
    statements: [
      {
        says: text(
          '10 GB, which does for roughly 100,000 objects.',
          '10 GB, wat volstaat voor ruwweg 100.000 objecten.',
        ),
        reference: { source: 'prerequisites-2023', place: 'SQL Server used by Microsoft Entra Connect' },
      },
      {
        says: text(
          'From 100,000 objects on, a full SQL Server and nothing less.',
          'Vanaf 100.000 objecten een volledige SQL Server en niets minder.',
        ),
        reference: { source: 'prerequisites-2023', place: 'Hardware requirements for Microsoft Entra Connect' },
      },
    ],
    follows: 1,
    because: text(
      'An exact figure goes before an approximate one.',
      'Een exact getal gaat voor een getal bij benadering.',
    ),
  },
  {
    id: 'version-floor',
    subject: text('Version that Connect must have', 'Versie die Connect moet hebben'),
    statements: [
      {
        says: text('2.5.79.0 or newer by 2026-09-30.', '2.5.79.0 of nieuwer uiterlijk 2026-09-30.'),
        reference: { source: 'prerequisites-2026-a', place: 'version floor' },
      },
      {
        says: text('2.6.84.0 or newer by 2027-04-07.', '2.6.84.0 of nieuwer uiterlijk 2027-04-07.'),
        reference: { source: 'prerequisites-2026-b', place: 'version floor' },
      },
    ],
    follows: 1,
    because: text(
      'Both texts bear the date 2026-01-16, so their date cannot tell which is newer. 2.6.84.0 meets both.',
      'Beide teksten dragen de datum 2026-01-16, dus die zegt niet welke nieuwer is. 2.6.84.0 voldoet aan beide.',
    ),
  },
  {
    id: 'tls-fallback',
    subject: text('TLS below 1.2', 'TLS onder 1.2'),
    statements: [
      {
        says: text(
          'Since 1.1.614.0 Connect prefers TLS 1.2 and steps down to 1.1 and 1.0 where the system lacks it.',
          'Sinds 1.1.614.0 kiest Connect TLS 1.2 en zakt het naar 1.1 en 1.0 waar het systeem dat mist.',
        ),
        reference: { source: 'prerequisites-2023', place: 'Connectivity' },
      },
      {
        says: text(
          'Since 2.0 Connect refuses to install without TLS 1.2.',
          'Sinds 2.0 weigert Connect de installatie zonder TLS 1.2.',
        ),
        reference: { source: 'prerequisites-2023', place: 'Connectivity' },
      },
      {
        says: text('TLS 1.2 or newer is the standard.', 'TLS 1.2 of nieuwer is de standaard.'),
        reference: { source: 'port-443', place: 'Standard Model' },
      },
    ],
    follows: 1,
    because: text(
      'The step down belongs to versions before 2.0. Whatever is installed today needs TLS 1.2.',
      'Het terugzakken hoort bij versies vóór 2.0. Wat vandaag wordt geïnstalleerd, heeft TLS 1.2 nodig.',
    ),
  },
] as const satisfies readonly Contradiction[];
