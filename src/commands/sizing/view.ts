import { type Action, type Card, card, column, type Element, type Field, type Note, row } from '../../card/card.ts';
import { roleLabel } from '../../catalog/role.ts';
import { type Tier, tierOf } from '../../catalog/sizing/sizing.ts';
import { type Language, text } from '../../catalog/text.ts';
import { citeFacts } from '../cite.ts';
import type { ObjectsSizing, ServersSizing, SizingResult, TiersSizing } from './answer.ts';
import { band, databaseWords, duration, figure, machineWords, needsFullSql } from './figures.ts';
import { growthElements } from './growth-view.ts';
import { hostElements, sqlElements } from './servers-view.ts';

const say = {
  sizing: text('Sizing', 'Omvang'),
  tier: text('Tier', 'Klasse'),
  database: text('Database', 'Database'),
  room: text('Room to grow', 'Groeiruimte'),
  tenant: text('Tenant asks', 'Tenant vraagt'),
  nextTier: text('Take the next tier if in doubt.', 'Neem bij twijfel de volgende klasse.'),
  firstExport: text('First export', 'Eerste export'),
  lastTier: text('The last tier has no upper end.', 'De laatste klasse heeft geen bovengrens.'),
  sameMachine: text('the same machine', 'dezelfde machine'),
  allTiers: text('all tiers', 'alle klassen'),
  tiersIntro: text(
    'What the Connect server needs, by the number of objects in Active Directory.',
    'Wat de Connect-server nodig heeft, naar het aantal objecten in Active Directory.',
  ),
  others: text('Other servers', 'Andere servers'),
  sqlRules: text('Rules on the database', 'Regels voor de database'),
  growAction: text('With growth', 'Met groei'),
  sqlAction: text('SQL Server prerequisites', 'Vereisten voor SQL Server'),
  sqlRulesAction: text('Rules on the database', 'Regels voor de database'),
  hostAction: text('AD FS and WAP servers', 'AD FS- en WAP-servers'),
  tiersAction: text('All tiers', 'Alle klassen'),
} as const;

/** What changes of the machine from one tier to another: `450 GB disk`, or that nothing does. */
function upgrade(from: Tier, to: Tier, language: Language): string {
  const parts = [
    from.memoryGb === to.memoryGb ? '' : text(`${to.memoryGb} GB memory`, `${to.memoryGb} GB geheugen`)[language],
    from.diskGb === to.diskGb ? '' : text(`${to.diskGb} GB disk`, `${to.diskGb} GB schijf`)[language],
    needsFullSql(from) === needsFullSql(to) ? '' : databaseWords(needsFullSql(to), language),
  ].filter((part) => part !== '');
  return parts.length === 0 ? say.sameMachine[language] : parts.join(', ');
}

function headroom({ tier, next, headroom: room }: ObjectsSizing, language: Language): string {
  if (next === null || room === null) return say.lastTier[language];
  const change = upgrade(tier, tierOf(next), language);
  return text(
    `${figure(room, 'en')} objects; from ${figure(next, 'en')} on: ${change}`,
    `${figure(room, 'nl')} objecten; vanaf ${figure(next, 'nl')}: ${change}`,
  )[language];
}

function fields(result: ObjectsSizing, language: Language): readonly Field[] {
  const { tier, tenant, localDb, fullSqlServer, initialExport } = result;
  const database = fullSqlServer
    ? text(
        `full SQL Server: LocalDB ends at ${localDb.gigabytes} GB, about ${figure(localDb.objects, 'en')} objects`,
        `volledige SQL Server: LocalDB eindigt bij ${localDb.gigabytes} GB, ongeveer ${figure(localDb.objects, 'nl')} objecten`,
      )
    : text(
        `LocalDB, up to ${localDb.gigabytes} GB; full SQL Server from ${figure(localDb.objects, 'en')} objects on`,
        `LocalDB, tot ${localDb.gigabytes} GB; volledige SQL Server vanaf ${figure(localDb.objects, 'nl')} objecten`,
      );
  const limit =
    tenant.to === null
      ? ''
      : text(` Holds up to ${figure(tenant.to, 'en')} objects.`, ` Dat geldt tot ${figure(tenant.to, 'nl')} objecten.`)[
          language
        ];
  return [
    { label: say.tier[language], value: band(tier, language) },
    { label: say.room[language], value: headroom(result, language) },
    { label: say.database[language], value: database[language] },
    { label: say.tenant[language], value: `${tenant.asks[language]}${limit}` },
    {
      label: say.firstExport[language],
      value: text(
        `${duration(initialExport.minutes, 'en')} at least: Entra ID takes ${figure(initialExport.perHour, 'en')} writes an hour`,
        `minstens ${duration(initialExport.minutes, 'nl')}: Entra ID neemt ${figure(initialExport.perHour, 'nl')} schrijfacties per uur`,
      )[language],
    },
  ];
}

/** The rule of the one boundary that matters here; the rule for all of them stands with the table of tiers. */
function boundaryNotes({ boundary }: ObjectsSizing, language: Language): readonly Note[] {
  if (boundary === null) return [];
  const { at, distance, exact } = boundary;
  const limit = figure(at, language);
  const off = figure(Math.abs(distance), language);
  const rule = exact
    ? at === 600_000
      ? text('which by its wording ends the tier below', 'die volgens de tekst de klasse eronder afsluit')
      : text('which by its wording starts the tier above', 'die volgens de tekst de klasse erboven begint')
    : text(
        'which the document leaves open and which counts with the higher tier',
        'die het document openlaat en die bij de hogere klasse telt',
      );
  const where =
    distance === 0
      ? text(`At the boundary of ${limit}, ${rule.en}.`, `Op de grens van ${limit}, ${rule.nl}.`)
      : distance < 0
        ? text(`${off} below the boundary of ${limit}, ${rule.en}.`, `${off} onder de grens van ${limit}, ${rule.nl}.`)
        : text(`${off} above the boundary of ${limit}, ${rule.en}.`, `${off} boven de grens van ${limit}, ${rule.nl}.`);
  const advice = distance < 0 ? ` ${say.nextTier[language]}` : '';
  return [{ kind: 'note', tone: distance < 0 ? 'warning' : 'neutral', text: `${where[language]}${advice}` }];
}

function servers({ hosts, sql }: Pick<SizingResult, 'hosts' | 'sql'>, language: Language): readonly Element[] {
  const heading = (title: string): Element => ({ kind: 'heading', text: title });
  return [
    ...(hosts.length === 0 ? [] : [heading(say.others[language]), ...hostElements(hosts, language)]),
    ...(sql.length === 0 ? [] : [heading(say.sqlRules[language]), ...sqlElements(sql, language)]),
  ];
}

function viewObjects(result: ObjectsSizing, language: Language, command: string): Card {
  const { tier, fullSqlServer, growth, tenant, localDb, initialExport, source, hosts, sql } = result;
  const objects = figure(result.objects, language);
  const named = text(`${objects} objects`, `${objects} objecten`)[language];
  const actions: readonly Action[] = [
    ...(growth === null ? [{ label: say.growAction[language], command: `${command} +20%/y 3y` }] : []),
    ...(fullSqlServer ? [{ label: say.sqlAction[language], command: 'prereqs sql' }] : []),
    ...(hosts.length === 0 ? [{ label: say.hostAction[language], command: 'sizing adfs wap' }] : []),
  ];
  return card({
    title: `${say.sizing[language]} · ${named}`,
    command,
    body: [
      {
        kind: 'paragraph',
        text: `${named}: ${machineWords(tier, language)}, ${databaseWords(fullSqlServer, language)}.`,
      },
      { kind: 'fields', fields: fields(result, language) },
      ...boundaryNotes(result, language),
      ...growthElements(result, language),
      ...servers(result, language),
    ],
    sources: citeFacts([
      source,
      tenant.source,
      localDb.source,
      initialExport.source,
      ...[...hosts, ...sql].map((fact) => fact.source),
    ]),
    actions,
  });
}

function viewServers(result: ServersSizing, language: Language, command: string): Card {
  const { hosts, sql } = result;
  const asked = [...hosts.map(({ role }) => roleLabel(role)), ...(sql.length === 0 ? [] : [roleLabel('sql')])];
  return card({
    title: `${say.sizing[language]} · ${asked.join(', ')}`,
    command,
    body: [...hostElements(hosts, language), ...sqlElements(sql, language)],
    sources: citeFacts([...hosts, ...sql].map(({ source }) => source)),
    actions: [
      ...(sql.length === 0 ? [] : [{ label: say.sqlAction[language], command: 'prereqs sql' }]),
      { label: say.tiersAction[language], command: 'sizing' },
    ],
  });
}

function viewTiers(result: TiersSizing, language: Language, command: string): Card {
  const titles = [
    column(text('Objects', 'Objecten')[language]),
    column('CPU', 'right'),
    column(text('Memory', 'Geheugen')[language], 'right'),
    column(text('Disk', 'Schijf')[language], 'right'),
    column(say.database[language]),
  ];
  return card({
    title: `${say.sizing[language]} · ${say.allTiers[language]}`,
    command,
    body: [
      { kind: 'paragraph', text: say.tiersIntro[language] },
      {
        kind: 'table',
        columns: titles,
        rows: result.tiers.map((tier) =>
          row(
            band(tier, language),
            `${figure(tier.cpuGhz, language)} GHz`,
            `${tier.memoryGb} GB`,
            `${tier.diskGb} GB`,
            databaseWords(tier.fullSqlServer, language),
          ),
        ),
      },
      { kind: 'note', tone: 'neutral', text: result.rule[language] },
      { kind: 'heading', text: say.others[language] },
      ...hostElements(result.hosts, language),
    ],
    sources: citeFacts([result.source, ...result.hosts.map(({ source }) => source)]),
    actions: [
      { label: text('For an estate', 'Voor een omgeving')[language], command: 'sizing 250000' },
      { label: say.growAction[language], command: 'sizing 80k +20%/y 3y' },
      { label: say.sqlRulesAction[language], command: 'sizing sql' },
    ],
  });
}

/** The answer to a sizing question, verdict first. */
export function viewSizing(result: SizingResult, language: Language, command: string): Card {
  switch (result.of) {
    case 'objects':
      return viewObjects(result, language, command);
    case 'servers':
      return viewServers(result, language, command);
    case 'tiers':
      return viewTiers(result, language, command);
  }
}
