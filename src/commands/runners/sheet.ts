import { column, row, type Table } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { spellTime } from '../when.ts';
import type { RunnersResult } from './result.ts';
import { policyLine, roleLine, stateWords } from './words.ts';

const titles: readonly Text[] = [
  text('Runner', 'Runner'),
  text('Roles', 'Rollen'),
  text('State', 'Status'),
  text('Last seen', 'Laatst gezien'),
  text('Version', 'Versie'),
  text('Platform', 'Platform'),
  text('Policy', 'Beleid'),
];

/** The runners as one flat table. A token stands in none. */
export function runnersSheet(result: RunnersResult, language: Language): Table {
  const runners = result.kind === 'runners' ? result.runners : result.kind === 'runner' ? [result.runner] : [];
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: runners.map((runner) =>
      row(
        runner.name,
        roleLine(runner, language),
        stateWords[runner.state][language],
        runner.lastSeen === null ? '' : spellTime(runner.lastSeen),
        runner.software?.portolan ?? '',
        runner.facts?.operatingSystem.name ?? runner.software?.platform ?? '',
        policyLine(runner.policy, language),
      ),
    ),
  };
}
