import { column, type Element, row } from '../../card/card.ts';
import type { Growth, GrowthPoint } from '../../catalog/sizing/growth.ts';
import { type TenantLimitId, tenantLimitFor } from '../../catalog/sizing/limits.ts';
import { type Language, same, type Text, text } from '../../catalog/text.ts';
import type { GrowthFacts, ObjectsSizing } from './answer.ts';
import { band, databaseWords, figure, machineWords, monthName, needsFullSql, period } from './figures.ts';

/** What each step of the tenant limit asks, as short as a table cell. */
const tenantWords = {
  default: same('–'),
  'verified-domain': text('verified domain', 'geverifieerd domein'),
  'support-case': text('support case', 'ondersteuningsaanvraag'),
  licence: text('licence', 'licentie'),
} as const satisfies Record<TenantLimitId, Text>;

/** `+20% a year`, `-5,000 a year`. */
export function rateWords({ kind, perYear }: Growth, language: Language): string {
  const sign = perYear < 0 ? '-' : '+';
  const size = `${sign}${figure(Math.abs(perYear), language)}${kind === 'percent' ? '%' : ''}`;
  return text(`${size} a year`, `${size} per jaar`)[language];
}

function verdict({ tier, growth }: ObjectsSizing & { readonly growth: GrowthFacts }, language: Language): Element {
  const { leaves, months, atEnd } = growth;
  const bands = band(tier, language);
  const end = figure(atEnd.objects, language);
  if (leaves === null)
    return {
      kind: 'note',
      tone: 'good',
      text: text(
        `Stays in this tier (${bands}) for ${period(months, 'en')}: ${end} objects at the end.`,
        `Blijft ${period(months, 'nl')} in deze klasse (${bands}): ${end} objecten aan het eind.`,
      )[language],
    };
  const then = `${machineWords(leaves.tier, language)}, ${databaseWords(needsFullSql(leaves.tier), language)}`;
  return {
    kind: 'note',
    tone: leaves.direction === 'up' ? 'warning' : 'neutral',
    text: text(
      `Leaves this tier (${bands}) in ${monthName(leaves.date, 'en')}, month ${leaves.months}. From then: ${then}.`,
      `Verlaat deze klasse (${bands}) in ${monthName(leaves.date, 'nl')}, maand ${leaves.months}. Vanaf dan: ${then}.`,
    )[language],
  };
}

/** Years, changes of tier and the end, in order, each month once. */
function pointsOf({ crossings, steps, atEnd }: GrowthFacts): readonly GrowthPoint[] {
  const byMonth = new Map<number, GrowthPoint>();
  for (const point of [...crossings, ...steps, atEnd]) if (!byMonth.has(point.months)) byMonth.set(point.months, point);
  return [...byMonth.values()].toSorted((a, b) => a.months - b.months);
}

/** The growth of an answer: when it leaves the tier, and a table by year. */
export function growthElements(result: ObjectsSizing, language: Language): readonly Element[] {
  const { growth } = result;
  if (growth === null) return [];
  const titles = [
    column(text('When', 'Wanneer')[language]),
    column(text('Objects', 'Objecten')[language], 'right'),
    column(text('Memory', 'Geheugen')[language], 'right'),
    column(text('Disk', 'Schijf')[language], 'right'),
    column(text('Database', 'Database')[language]),
    column(text('Tenant asks', 'Tenant vraagt')[language]),
  ];
  const start: GrowthPoint = { months: 0, date: growth.start, objects: result.objects, tier: result.tier };
  return [
    { kind: 'heading', text: `${text('Growth', 'Groei')[language]}: ${rateWords(growth.rate, language)}` },
    verdict({ ...result, growth }, language),
    {
      kind: 'table',
      columns: titles,
      rows: [start, ...pointsOf(growth)].map(({ date, objects, tier }) =>
        row(
          date,
          figure(objects, language),
          `${tier.memoryGb} GB`,
          `${tier.diskGb} GB`,
          needsFullSql(tier) ? databaseWords(true, language) : 'LocalDB',
          tenantWords[tenantLimitFor(objects).id][language],
        ),
      ),
    },
  ];
}
