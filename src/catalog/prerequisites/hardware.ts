import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase, withFeature } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact } from './verify.ts';

const source: Reference = {
  source: 'prerequisites-2023',
  place: 'Hardware requirements for Microsoft Entra Connect',
};

/** That machines have to be large enough. How large stands with the sizing, and only there. */
export const hardwarePrerequisites = [
  {
    id: 'connect-hardware',
    area: 'hardware',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The Connect server has the processor, memory and disk of its tier. The sizing answer gives them for a number of objects.',
      'De Connect-server heeft de processor, het geheugen en de schijf van zijn klasse. Het antwoord over dimensionering geeft ze bij een aantal objecten.',
    ),
    verify: hostFact(
      'memory',
      'Processor, memory and disk reach the tier of the object count.',
      'Processor, geheugen en schijf halen de klasse van het aantal objecten.',
    ),
    applies: always,
    source,
  },
  {
    id: 'full-sql-server',
    area: 'hardware',
    role: 'sql',
    severity: 'required',
    requirement: text(
      'A large directory has a full SQL Server. The sizing answer says from which number on.',
      'Een grote adreslijst heeft een volledige SQL Server. Het antwoord over dimensionering zegt vanaf welk aantal.',
    ),
    verify: attest(
      'Is there a full SQL Server, or are there fewer objects?',
      'Is er een volledige SQL Server, of zijn er minder objecten?',
    ),
    applies: inCase('large-directory'),
    source,
  },
  {
    id: 'sql-on-connect-server',
    area: 'hardware',
    role: 'sql',
    severity: 'recommended',
    requirement: text(
      'A full SQL Server stands on the Connect server itself, for speed.',
      'Een volledige SQL Server staat op de Connect-server zelf, voor de snelheid.',
    ),
    verify: attest(
      'Is SQL Server local, or has the slower remote one been accepted?',
      'Staat SQL Server lokaal, of is de tragere externe aanvaard?',
    ),
    applies: inCase('large-directory'),
    source,
  },
  {
    id: 'local-sql-needs-more',
    area: 'hardware',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'A Connect server that also carries SQL Server has more processor, memory and disk than its tier says: a tier counts Connect alone.',
      'Een Connect-server die ook SQL Server draagt, heeft meer processor, geheugen en schijf dan zijn klasse zegt: een klasse telt alleen Connect.',
    ),
    verify: hostFact(
      'memory',
      'Processor, memory and disk exceed the tier of the object count.',
      'Processor, geheugen en schijf gaan boven de klasse van het aantal objecten uit.',
    ),
    applies: inCase('local-sql'),
    source,
  },
  {
    id: 'adfs-hardware',
    area: 'hardware',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'Each AD FS server is at least as large as the sizing answer for AD FS says.',
      'Elke AD FS-server is minstens zo groot als het antwoord over dimensionering voor AD FS zegt.',
    ),
    verify: hostFact(
      'cpu',
      'Cores, clock and memory reach the minimum for AD FS.',
      'Kernen, kloksnelheid en geheugen halen het minimum voor AD FS.',
    ),
    applies: withFeature('federation'),
    source,
  },
  {
    id: 'wap-hardware',
    area: 'hardware',
    role: 'wap',
    severity: 'required',
    requirement: text(
      'Each WAP server is at least as large as the sizing answer for WAP says.',
      'Elke WAP-server is minstens zo groot als het antwoord over dimensionering voor WAP zegt.',
    ),
    verify: hostFact(
      'cpu',
      'Cores, clock and memory reach the minimum for WAP.',
      'Kernen, kloksnelheid en geheugen halen het minimum voor WAP.',
    ),
    applies: withFeature('federation'),
    source,
  },
] as const satisfies readonly Prerequisite[];
