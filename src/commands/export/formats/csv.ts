import { renderCsv as tableCsv } from '../../../card/csv.ts';
import type { Language } from '../../../catalog/text.ts';
import type { FirewallRequest } from '../request.ts';
import { ruleSheet } from '../sheet.ts';

/** The rules of a request as CSV: for a spreadsheet, or the import of a change tool. */
export function renderCsv({ rules }: FirewallRequest, language: Language): string {
  return tableCsv(ruleSheet(rules, language));
}
