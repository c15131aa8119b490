import type { Field } from '../../card/card.ts';
import { type Language, text } from '../../catalog/text.ts';
import type { HostFacts } from '../../wire/facts.ts';

const gigabyte = 1024 ** 3;

function gigabytes(bytes: number): string {
  return `${(bytes / gigabyte).toFixed(1)} GB`;
}

function clock(mhz: number | null): string {
  return mhz === null ? '' : ` · ${(mhz / 1000).toFixed(2)} GHz`;
}

/** What a runner knows of its server, as labels and values; what is not known is left out. */
export function factFields(facts: HostFacts, language: Language): readonly Field[] {
  const { operatingSystem, cpu, memory, disks, timeZone, skewMs, windows, nodeVersion } = facts;
  const fields: readonly (readonly [label: string, value: string | null])[] = [
    [text('Server', 'Server')[language], facts.fullName ?? facts.hostName],
    [text('System', 'Systeem')[language], `${operatingSystem.name} ${operatingSystem.version}`],
    ['CPU', `${cpu.cores} × ${cpu.model}${clock(cpu.mhz)}`],
    [
      text('Memory', 'Geheugen')[language],
      text(
        `${gigabytes(memory.totalBytes)}, ${gigabytes(memory.freeBytes)} free`,
        `${gigabytes(memory.totalBytes)}, ${gigabytes(memory.freeBytes)} vrij`,
      )[language],
    ],
    ...disks.map(
      ({ path, totalBytes, freeBytes }) =>
        [
          text(`Disk ${path}`, `Schijf ${path}`)[language],
          text(
            `${gigabytes(totalBytes)}, ${gigabytes(freeBytes)} free`,
            `${gigabytes(totalBytes)}, ${gigabytes(freeBytes)} vrij`,
          )[language],
        ] as const,
    ),
    [text('Time zone', 'Tijdzone')[language], timeZone],
    [text('Clock off by', 'Klok wijkt af')[language], skewMs === null ? null : `${(skewMs / 1000).toFixed(1)} s`],
    ['Node', nodeVersion],
    ['.NET', windows?.dotnetRelease === null || windows === null ? null : String(windows.dotnetRelease)],
    ['PowerShell', windows?.powershellVersion ?? null],
    [text('Domain', 'Domein')[language], windows?.domain ?? null],
    [text('Installation', 'Installatie')[language], windows?.installationType ?? null],
  ];
  return fields.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value }]));
}
