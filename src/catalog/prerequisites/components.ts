import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { hostFact } from './verify.ts';

const installation: Reference = { source: 'prerequisites-2023', place: 'Installation prerequisites' };
const component: Reference = { source: 'prerequisites-2023', place: 'PowerShell and .NET Framework' };
const supporting: Reference = {
  source: 'prerequisites-2023',
  place: 'Microsoft Entra Connect supporting components',
};

// Release numbers of .NET Framework in the registry: 4.5.1 = 378675, 4.6.2 = 394802, 4.8 = 528040.

/** .NET on the server (the document gives two minimums, each is kept with its place), and what set-up brings along. */
export const componentPrerequisites = [
  {
    id: 'dotnet-4-6-2',
    area: 'components',
    role: 'connect',
    severity: 'required',
    requirement: text(
      '.NET Framework 4.6.2 or newer is installed.',
      '.NET Framework 4.6.2 of nieuwer is geïnstalleerd.',
    ),
    verify: hostFact(
      'dotnet-release',
      'The Release number of .NET Framework is 394802 or higher.',
      'Het Release-nummer van .NET Framework is 394802 of hoger.',
    ),
    applies: always,
    source: installation,
  },
  {
    id: 'dotnet-4-8',
    area: 'components',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      '.NET 4.8 or newer serves people who depend on accessibility features best.',
      '.NET 4.8 of nieuwer helpt mensen die van toegankelijkheidsfuncties afhangen het best.',
    ),
    verify: hostFact(
      'dotnet-release',
      'The Release number of .NET Framework is 528040 or higher.',
      'Het Release-nummer van .NET Framework is 528040 of hoger.',
    ),
    applies: always,
    source: installation,
  },
  {
    id: 'dotnet-4-5-1',
    area: 'components',
    role: 'connect',
    severity: 'required',
    requirement: text(
      '.NET Framework 4.5.1 or newer is installed. Elsewhere the same page asks for 4.6.2, which is stricter.',
      '.NET Framework 4.5.1 of nieuwer is geïnstalleerd. Elders vraagt dezelfde pagina 4.6.2, wat strenger is.',
    ),
    verify: hostFact(
      'dotnet-release',
      'The Release number of .NET Framework is 378675 or higher.',
      'Het Release-nummer van .NET Framework is 378675 of hoger.',
    ),
    applies: always,
    source: component,
  },
  {
    id: 'component-health',
    area: 'supporting-components',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'A basic express installation brings Microsoft Entra Connect Health along.',
      'Een gewone snelle installatie brengt Microsoft Entra Connect Health mee.',
    ),
    verify: hostFact(
      'installed-software',
      'Connect Health is listed after set-up.',
      'Connect Health staat na de installatie in de lijst.',
    ),
    applies: always,
    source: supporting,
  },
  {
    id: 'component-sql-utilities',
    area: 'supporting-components',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'An express installation brings the SQL Server 2022 Command Line Utilities along.',
      'De snelle installatie brengt de SQL Server 2022 Command Line Utilities mee.',
    ),
    verify: hostFact(
      'installed-software',
      'The utilities are listed after set-up.',
      'De hulpprogramma’s staan na de installatie in de lijst.',
    ),
    applies: always,
    source: supporting,
  },
  {
    id: 'component-localdb-2022',
    area: 'supporting-components',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'An express installation brings SQL Server 2022 Express LocalDB along. The section about SQL Server says 2019.',
      'De snelle installatie brengt SQL Server 2022 Express LocalDB mee. De paragraaf over SQL Server zegt 2019.',
    ),
    verify: hostFact(
      'installed-software',
      'LocalDB is listed after set-up; which version, for the record.',
      'LocalDB staat na de installatie in de lijst; welke versie, ter informatie.',
    ),
    applies: always,
    source: supporting,
  },
  {
    id: 'component-native-client',
    area: 'supporting-components',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'An express installation brings the SQL Server 2022 Native Client along.',
      'De snelle installatie brengt de SQL Server 2022 Native Client mee.',
    ),
    verify: hostFact(
      'installed-software',
      'The client is listed after set-up.',
      'De client staat na de installatie in de lijst.',
    ),
    applies: always,
    source: supporting,
  },
  {
    id: 'component-visual-cpp',
    area: 'supporting-components',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'An express installation brings the Visual C++ 14 redistributable along.',
      'De snelle installatie brengt het herdistribueerbare pakket van Visual C++ 14 mee.',
    ),
    verify: hostFact(
      'installed-software',
      'The package is listed after set-up.',
      'Het pakket staat na de installatie in de lijst.',
    ),
    applies: always,
    source: supporting,
  },
  {
    id: 'no-localdb-with-own-sql',
    area: 'supporting-components',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'LocalDB is left out when another SQL Server is chosen on the page "Install synchronization services".',
      'LocalDB blijft weg als op de pagina "Install synchronization services" een andere SQL Server is gekozen.',
    ),
    verify: hostFact(
      'installed-software',
      'LocalDB is not listed after set-up.',
      'LocalDB staat na de installatie niet in de lijst.',
    ),
    applies: inCase('own-sql'),
    source: supporting,
  },
] as const satisfies readonly Prerequisite[];
