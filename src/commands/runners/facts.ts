import type { Field } from '../../card/card.ts';
import { type Language, text } from '../../catalog/text.ts';
import type { HostFacts } from '../../wire/facts.ts';

const gigabyte = 1024 ** 3;

/** A figure with so many digits behind its point, which is a comma in Dutch. */
function figure(value: number, digits: number, language: Language): string {
  return value.toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function clock(mhz: number | null, language: Language): string {
  return mhz === null ? '' : ` · ${figure(mhz / 1000, 2, language)} GHz`;
}

/** `C` for `C:\\`, since a colon follows a label already. */
function driveOf(path: string): string {
  return path.replace(/:\\?$/, '');
}

function room({ totalBytes, freeBytes }: HostFacts['memory'], language: Language): string {
  const [total, free] = [totalBytes, freeBytes].map((bytes) => `${figure(bytes / gigabyte, 1, language)} GB`);
  return text(`${total}, ${free} free`, `${total}, ${free} vrij`)[language];
}

/** The least `Release` of each .NET Framework in the registry, newest first, as Microsoft's page on installed versions has them. */
const dotnetVersions: readonly (readonly [from: number, name: string])[] = [
  [533_320, '4.8.1'],
  [528_040, '4.8'],
  [461_808, '4.7.2'],
  [461_308, '4.7.1'],
  [460_798, '4.7'],
  [394_802, '4.6.2'],
  [394_254, '4.6.1'],
  [393_295, '4.6'],
  [379_893, '4.5.2'],
  [378_675, '4.5.1'],
  [378_389, '4.5'],
];

function dotnet(release: number): string {
  const known = dotnetVersions.find(([from]) => release >= from);
  return known === undefined ? String(release) : `${known[1]} (${release})`;
}

const flags = { true: text('on', 'aan'), false: text('off', 'uit') } as const;

function windowsFacts(
  windows: HostFacts['windows'],
  language: Language,
): readonly (readonly [string, string | null])[] {
  if (windows === null) return [];
  const { dotnetRelease, powershellVersion, transcription, executionPolicy, domain, installationType } = windows;
  return [
    ['.NET Framework', dotnetRelease === null ? null : dotnet(dotnetRelease)],
    ['PowerShell', [powershellVersion, executionPolicy].filter((part) => part !== null && part !== '').join(' · ')],
    [
      text('Transcription', 'Transcriptie')[language],
      transcription === null ? null : flags[`${transcription}`][language],
    ],
    [text('Domain', 'Domein')[language], domain],
    [text('Installation', 'Installatie')[language], installationType],
  ];
}

/** What a runner knows of its server, as labels and values; what is not known is left out. */
export function factFields(facts: HostFacts, language: Language): readonly Field[] {
  const { operatingSystem, cpu, memory, disks, timeZone, skewMs, windows, nodeVersion } = facts;
  const fields: readonly (readonly [label: string, value: string | null])[] = [
    [text('Server', 'Server')[language], facts.fullName ?? facts.hostName],
    [text('System', 'Systeem')[language], `${operatingSystem.name} ${operatingSystem.version}`],
    ['CPU', `${cpu.cores} × ${cpu.model}${clock(cpu.mhz, language)}`],
    [text('Memory', 'Geheugen')[language], room(memory, language)],
    ...disks.map(
      (disk) => [`${text('Disk', 'Schijf')[language]} ${driveOf(disk.path)}`, room(disk, language)] as const,
    ),
    [text('Time zone', 'Tijdzone')[language], timeZone],
    [
      text('Clock off by', 'Klok wijkt af')[language],
      skewMs === null ? null : `${figure(skewMs / 1000, 1, language)} s`,
    ],
    ['Node', nodeVersion],
    ...windowsFacts(windows, language),
  ];
  return fields.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value }]));
}
