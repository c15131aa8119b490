import { fullSqlServerFrom, type Tier } from '../../catalog/sizing/sizing.ts';
import { type Language, text } from '../../catalog/text.ts';

const locales = { en: 'en-GB', nl: 'nl-NL' } as const satisfies Record<Language, string>;

/** `250,000`, in Dutch `250.000`; `1.6`, in Dutch `1,6`. */
export function figure(value: number, language: Language): string {
  return value.toLocaleString(locales[language]);
}

/** `January 2028` for `2028-01`. */
export function monthName(month: string, language: Language): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleString(locales[language], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** `2 h 59 min`; in days from two days on. Minutes are whole and at least 1. */
export function duration(minutes: number, language: Language): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours >= 48) {
    const days = Math.ceil(minutes / 60 / 24);
    return text(`${figure(days, 'en')} days`, `${figure(days, 'nl')} dagen`)[language];
  }
  const hour = text('h', 'uur')[language];
  return [hours === 0 ? '' : `${hours} ${hour}`, rest === 0 ? '' : `${rest} min`]
    .filter((part) => part !== '')
    .join(' ');
}

/** `3 years`, `1 year`, `18 months`. */
export function period(months: number, language: Language): string {
  if (months % 12 !== 0)
    return months === 1
      ? text('1 month', '1 maand')[language]
      : text(`${months} months`, `${months} maanden`)[language];
  const years = months / 12;
  return years === 1 ? text('1 year', '1 jaar')[language] : text(`${years} years`, `${years} jaar`)[language];
}

/** `100,000–299,999`, with words where the band is open at one end. */
export function band({ from, to }: Tier, language: Language): string {
  const end = (value: number) => figure(value, language);
  if (to === null) return text(`more than ${end(from - 1)}`, `meer dan ${end(from - 1)}`)[language];
  if (from === 0) return text(`fewer than ${end(to + 1)}`, `minder dan ${end(to + 1)}`)[language];
  return `${end(from)}–${end(to)}`;
}

/** Whether a tier asks for a full SQL Server: its band starts where the document asks for one, or above. */
export function needsFullSql({ from }: Tier): boolean {
  return from >= fullSqlServerFrom;
}

/** `full SQL Server`, or that the database of Connect itself will do. */
export function databaseWords(full: boolean, language: Language): string {
  return full
    ? text('full SQL Server', 'volledige SQL Server')[language]
    : text('LocalDB is enough', 'LocalDB volstaat')[language];
}

/** `1.6 GHz, 32 GB memory, 300 GB disk`. */
export function machineWords({ cpuGhz, memoryGb, diskGb }: Tier, language: Language): string {
  return text(
    `${figure(cpuGhz, 'en')} GHz, ${memoryGb} GB memory, ${diskGb} GB disk`,
    `${figure(cpuGhz, 'nl')} GHz, ${memoryGb} GB geheugen, ${diskGb} GB schijf`,
  )[language];
}
