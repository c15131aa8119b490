import type { Language } from '../../catalog/text.ts';
import { spellQuery } from '../ports/query.ts';
import { type FormatId, formatOf } from './format.ts';
import { renderCsv } from './formats/csv.ts';
import { renderJson } from './formats/json.ts';
import { renderMarkdown } from './formats/markdown.ts';
import { renderNft } from './formats/nft.ts';
import { renderNsg } from './formats/nsg.ts';
import { renderPowershell } from './formats/powershell.ts';
import type { FirewallRequest } from './request.ts';

/** A file's name is for people: beyond this it says no more, and file systems stop at 255 bytes. */
const longestStem = 80;

/** The file that a request is handed over in: `portolan-connect-dc.csv`; letters, digits, hyphens and dots only. */
export function filenameOf({ query }: FirewallRequest, format: FormatId): string {
  const asked = spellQuery('portolan', query);
  const stem = (asked === 'portolan' ? 'portolan-all-flows' : asked).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${stem.slice(0, longestStem).replace(/-+$/, '')}.${formatOf(format).extension}`;
}

const renderers: Readonly<
  Record<FormatId, (request: FirewallRequest, language: Language, filename: string) => string>
> = {
  csv: renderCsv,
  markdown: renderMarkdown,
  json: renderJson,
  powershell: renderPowershell,
  nsg: renderNsg,
  nft: renderNft,
};

/** A request as the text of its file. */
export function renderRequest(request: FirewallRequest, format: FormatId, language: Language): string {
  return renderers[format](request, language, filenameOf(request, format));
}
