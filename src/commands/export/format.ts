import { byId } from '../../catalog/by-id.ts';
import { nearest } from '../grammar/nearest.ts';
import { fold } from '../grammar/words.ts';

/** A form in which a request is handed over. */
export interface Format {
  readonly id: string;
  /** What it is called in a sentence. */
  readonly name: string;
  /** Other words for it, folded. */
  readonly aliases: readonly string[];
  /** What its files end in, without the leading dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** What a highlighter calls it. */
  readonly syntax: string;
}

export const formats = [
  {
    id: 'csv',
    name: 'CSV',
    aliases: ['spreadsheet', 'excel'],
    extension: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    syntax: 'csv',
  },
  {
    id: 'markdown',
    name: 'Markdown',
    aliases: ['md'],
    extension: 'md',
    mediaType: 'text/markdown; charset=utf-8',
    syntax: 'markdown',
  },
  {
    id: 'json',
    name: 'JSON',
    aliases: [],
    extension: 'json',
    mediaType: 'application/json',
    syntax: 'json',
  },
  {
    id: 'powershell',
    name: 'PowerShell',
    aliases: ['ps', 'ps1', 'pwsh', 'windows firewall'],
    extension: 'ps1',
    mediaType: 'text/plain; charset=utf-8',
    syntax: 'powershell',
  },
  {
    id: 'nsg',
    name: 'Azure NSG',
    aliases: ['azure nsg', 'arm'],
    extension: 'nsg.json',
    mediaType: 'application/json',
    syntax: 'json',
  },
  {
    id: 'nft',
    name: 'nftables',
    aliases: ['nftables', 'linux'],
    extension: 'nft',
    mediaType: 'text/plain; charset=utf-8',
    syntax: 'nft',
  },
] as const satisfies readonly Format[];

export type FormatId = (typeof formats)[number]['id'];

/** What an export is when nobody says: it opens anywhere and goes into a change tool. */
export const defaultFormat: FormatId = 'csv';

const byWord: ReadonlyMap<string, FormatId> = new Map(
  formats.flatMap(({ id, aliases }) => [id, ...aliases].map((word) => [word, id] as const)),
);

/** The format that a word names, or null. */
export function formatNamed(word: string): FormatId | null {
  return byWord.get(fold(word)) ?? null;
}

/** The formats that a mistyped word may have meant, nearest first. */
export function formatsNear(word: string): readonly FormatId[] {
  return [...new Set(nearest(fold(word), byWord.keys()).flatMap((near) => byWord.get(near) ?? []))];
}

/** The format with this id. */
export const formatOf = byId<Format, FormatId>('format', formats);
