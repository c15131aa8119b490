import { column, type Row, row, type Table } from '../../card/card.ts';
import { roleOf } from '../../catalog/role.ts';
import { tenantLimitFor } from '../../catalog/sizing/limits.ts';
import type { Tier } from '../../catalog/sizing/sizing.ts';
import type { SourceFacts } from '../../catalog/source.ts';
import { type Language, text } from '../../catalog/text.ts';
import type { ObjectsSizing, SizingResult, TiersSizing } from './answer.ts';
import { needsFullSql } from './figures.ts';
import { hostNeeds, sqlVerdict } from './servers-view.ts';

const tierTitles = [
  text('Month', 'Maand'),
  text('Objects', 'Objecten'),
  text('Tier from', 'Klasse vanaf'),
  text('Tier to', 'Klasse tot en met'),
  text('CPU (GHz)', 'CPU (GHz)'),
  text('Memory (GB)', 'Geheugen (GB)'),
  text('Disk (GB)', 'Schijf (GB)'),
  text('Full SQL Server', 'Volledige SQL Server'),
  text('Tenant asks', 'Tenant vraagt'),
  text('Source', 'Bron'),
  text('Place', 'Plaats'),
  text('Date', 'Datum'),
] as const;

const serverTitles = [
  text('Server', 'Server'),
  text('Verdict', 'Oordeel'),
  text('Requirement', 'Vereiste'),
  text('Source', 'Bron'),
  text('Place', 'Plaats'),
  text('Date', 'Datum'),
] as const;

function sourceCells({ title, place, date }: SourceFacts): readonly [string, string, string] {
  return [title, place, date];
}

/** Figures stand bare, without separators, so that a spreadsheet takes them for numbers. */
function tierRow(tier: Tier, source: SourceFacts, language: Language, at?: { date: string; objects: number }): Row {
  const { from, to, cpuGhz, memoryGb, diskGb } = tier;
  return row(
    at?.date ?? '',
    at === undefined ? '' : String(at.objects),
    String(from),
    to === null ? '' : String(to),
    String(cpuGhz),
    String(memoryGb),
    String(diskGb),
    (needsFullSql(tier) ? text('yes', 'ja') : text('no', 'nee'))[language],
    at === undefined ? '' : tenantLimitFor(at.objects).asks[language],
    ...sourceCells(source),
  );
}

function tierRows(result: ObjectsSizing | TiersSizing, language: Language): readonly Row[] {
  if (result.of === 'tiers') return result.tiers.map((tier) => tierRow(tier, result.source, language));
  const { growth, objects, tier, source } = result;
  const now = { date: growth?.start ?? '', objects };
  const later = growth === null ? [] : [...growth.crossings, ...growth.steps, growth.atEnd];
  const points = new Map(later.map((point) => [point.months, point]));
  return [
    tierRow(tier, source, language, now),
    ...[...points.values()]
      .toSorted((a, b) => a.months - b.months)
      .map((point) => tierRow(point.tier, source, language, point)),
  ];
}

/** The answer as one flat table: a line for each tier, month or rule. */
export function sizingSheet(result: SizingResult, language: Language): Table {
  if (result.of !== 'servers')
    return {
      kind: 'table',
      columns: tierTitles.map((title) => column(title[language])),
      rows: tierRows(result, language),
    };
  return {
    kind: 'table',
    columns: serverTitles.map((title) => column(title[language])),
    rows: [
      ...result.hosts.map((host) =>
        row(
          roleOf(host.role).name[language],
          host.strength[language],
          hostNeeds(host, language),
          ...sourceCells(host.source),
        ),
      ),
      ...result.sql.map((rule) =>
        row(
          roleOf('sql').name[language],
          sqlVerdict(rule, language),
          rule.statement[language],
          ...sourceCells(rule.source),
        ),
      ),
    ],
  };
}
