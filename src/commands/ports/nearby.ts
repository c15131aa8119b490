import type { Action, Element } from '../../card/card.ts';
import { editions, yearOf } from '../../catalog/ports/edition.ts';
import { everyFlow, type FlowQuery, nearestPorts, selectFlows, type Way, waysAt } from '../../catalog/ports/lookup.ts';
import { distinctSpans, formatSpan, formatSpans, type PortSpan } from '../../catalog/ports/span.ts';
import { type RoleId, roleLabel } from '../../catalog/role.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { spellQuery } from './query.ts';
import { queryParts, way } from './title.ts';

/** The same question without one of its restrictions, which then finds something. */
export interface Lifted {
  readonly restriction: 'edition' | 'transport' | 'required';
  readonly query: FlowQuery;
  /** How many flows it finds. */
  readonly flows: number;
}

/** What is near a question that no flow answers. */
export interface Nearby {
  /** Ports of the flows between the asked ends when the rest of the question is left out. */
  readonly between: readonly PortSpan[];
  /** For each role of the question, the ways that flows take from and to it. */
  readonly roles: readonly { readonly role: RoleId; readonly from: readonly Way[]; readonly to: readonly Way[] }[];
  /** Listed ports nearest to the asked ones; none where a lifted restriction finds those. */
  readonly ports: readonly PortSpan[];
  readonly lifted: readonly Lifted[];
}

function rolesOf({ ends }: FlowQuery): readonly RoleId[] {
  switch (ends.kind) {
    case 'any':
      return [];
    case 'at':
    case 'from':
    case 'to':
      return [ends.role];
    case 'between':
      return ends.roles;
    case 'directed':
      return [ends.from, ends.to];
  }
}

/** How many flows answer a question. */
function countFlows(query: FlowQuery): number {
  const { flows, supplements } = selectFlows(query);
  return flows.length + supplements.length;
}

/** The other readings of the ports page, all of it merged first, then the editions from the newest: the first that finds. */
function otherEdition(query: FlowQuery): readonly FlowQuery[] {
  return [null, ...editions.map(({ id }) => id).toReversed()]
    .filter((edition) => edition !== query.edition)
    .map((edition) => ({ ...query, edition }))
    .filter((other) => countFlows(other) > 0)
    .slice(0, 1);
}

function lift(query: FlowQuery): readonly Lifted[] {
  const wider: readonly Omit<Lifted, 'flows'>[] = [
    ...otherEdition(query).map((other) => ({ restriction: 'edition', query: other }) as const),
    ...(query.transport === null ? [] : [{ restriction: 'transport', query: { ...query, transport: null } } as const]),
    ...(query.requiredOnly ? [{ restriction: 'required', query: { ...query, requiredOnly: false } } as const] : []),
  ];
  return wider
    .map((candidate) => ({ ...candidate, flows: countFlows(candidate.query) }))
    .filter(({ flows }) => flows > 0);
}

/** The listed ports nearest to any of these, each once. */
function nearestOf(asked: readonly PortSpan[]): readonly PortSpan[] {
  return [
    ...new Map(asked.flatMap(([from]) => nearestPorts(from)).map((span) => [formatSpan(span), span] as const)).values(),
  ];
}

/** What is near a question that found nothing. */
export function findNearby(query: FlowQuery): Nearby {
  const { flows, supplements } = selectFlows({ ...everyFlow, ends: query.ends });
  const living = [...flows.filter((flow) => flow.status === 'current'), ...supplements];
  const lifted = lift(query);
  const between = query.ends.kind === 'any' ? [] : distinctSpans(living.flatMap((flow) => flow.ports));
  return {
    between,
    roles: between.length > 0 ? [] : rolesOf(query).map((role) => ({ role, ...waysAt(role) })),
    ports: lifted.length > 0 ? [] : nearestOf(query.ports),
    lifted,
  };
}

/** `No edition lists a flow between Client and DC`, or what else was asked for in vain. */
function verdict(query: FlowQuery, { between, lifted }: Nearby, language: Language): string {
  const { ends, edition } = query;
  const pair = ends.kind === 'between' ? ends.roles : ends.kind === 'directed' ? [ends.from, ends.to] : null;
  if (between.length === 0 && pair !== null && edition === null) {
    const [a = '', b = ''] = pair.map(roleLabel);
    return ends.kind === 'directed'
      ? text(`No edition lists a flow from ${a} to ${b}.`, `Geen editie noemt een stroom van ${a} naar ${b}.`)[language]
      : text(`No edition lists a flow between ${a} and ${b}.`, `Geen editie noemt een stroom tussen ${a} en ${b}.`)[
          language
        ];
  }
  const asked = queryParts(query, language);
  if (edition === null && lifted.some(({ restriction }) => restriction === 'edition'))
    return text(
      `Today’s editions list no flow for “${asked}”; an older one does.`,
      `De huidige edities noemen geen stroom voor “${asked}”; een oudere wel.`,
    )[language];
  return edition === null
    ? text(`No edition lists a flow for “${asked}”.`, `Geen editie noemt een stroom voor “${asked}”.`)[language]
    : text(`That edition lists no flow for “${asked}”.`, `Die editie noemt geen stroom voor “${asked}”.`)[language];
}

/** The wider question, in two or three words. */
function liftedLabel({ restriction, query }: Lifted): Text {
  switch (restriction) {
    case 'edition': {
      const year = query.edition === null ? undefined : yearOf(query.edition);
      return year === undefined
        ? text('All editions', 'Alle edities')
        : text(`Edition of ${year}`, `Editie van ${year}`);
    }
    case 'transport':
      return text('Over TCP or UDP', 'Via TCP of UDP');
    case 'required':
      return text('Whatever the need', 'Ongeacht de noodzaak');
  }
}

/** What a lifted restriction finds, in words. */
function liftedSentence({ restriction, query, flows }: Lifted): Text {
  const count = text(flows === 1 ? '1 flow' : `${flows} flows`, flows === 1 ? '1 stroom' : `${flows} stromen`);
  switch (restriction) {
    case 'edition': {
      const found = selectFlows(query).flows.flatMap((flow) => query.edition ?? flow.editions);
      const years = [...new Set(found)].toSorted().map(yearOf);
      return years.length === 0
        ? text(`Asked for by other documents: ${count.en}`, `Gevraagd door andere documenten: ${count.nl}`)
        : text(`In ${years.join(', ')}: ${count.en}`, `In ${years.join(', ')}: ${count.nl}`);
    }
    case 'transport':
    case 'required': {
      const label = liftedLabel({ restriction, query, flows });
      return text(`${label.en}: ${count.en}`, `${label.nl}: ${count.nl}`);
    }
  }
}

/** The sentence that nothing was found, and what is near. */
export function nearbyBody(nearby: Nearby, query: FlowQuery, language: Language): readonly Element[] {
  const list = (ways: readonly Way[]) => ways.map(({ from, to, flows }) => `${way(from, to)} (${flows})`).join(', ');
  const between = formatSpans(nearby.between);
  const near = formatSpans(nearby.ports);
  const items = [
    ...nearby.lifted.map(liftedSentence),
    ...(between === '' ? [] : [text(`Listed there: ${between}`, `Daar wel genoemd: ${between}`)]),
    ...nearby.roles.flatMap(({ role, from, to }) => {
      const label = roleLabel(role);
      const ending = text(`Flows that end at ${label}: ${list(to)}`, `Stromen die eindigen bij ${label}: ${list(to)}`);
      const starting = text(
        `Flows that start at ${label}: ${list(from)}`,
        `Stromen die beginnen bij ${label}: ${list(from)}`,
      );
      return [...(to.length === 0 ? [] : [ending]), ...(from.length === 0 ? [] : [starting])];
    }),
    ...(near === '' ? [] : [text(`Nearest listed ports: ${near}`, `Dichtstbijzijnde genoemde poorten: ${near}`)]),
  ].map((item) => item[language]);
  return [
    { kind: 'note', tone: 'warning', text: verdict(query, nearby, language) },
    ...(items.length === 0 ? [] : [{ kind: 'list', ordered: false, items } as const]),
  ];
}

/** Questions that do find something, nearest first. */
export function nearbyActions(
  { between, roles, ports, lifted }: Nearby,
  query: FlowQuery,
  language: Language,
): readonly Action[] {
  const port = text('Port', 'Poort')[language];
  const [first, second] = roles;
  const ways = [
    ...(second !== undefined && second.to.length > 0 ? [{ kind: 'to', role: second.role } as const] : []),
    ...(second !== undefined && first !== undefined && first.from.length > 0
      ? [{ kind: 'from', role: first.role } as const]
      : []),
  ];
  const narrowed = query.ports.length + query.protocols.length + query.features.length > 0;
  return [
    ...lifted.map((one) => ({
      label: liftedLabel(one)[language],
      command: spellQuery('ports', one.query),
    })),
    ...(between.length > 0 && narrowed
      ? [
          {
            label: text('Every port between them', 'Elke poort ertussen')[language],
            command: spellQuery('ports', { ...everyFlow, ends: query.ends }),
          },
        ]
      : []),
    ...ways.map((ends) => ({
      label: ends.kind === 'to' ? `→ ${roleLabel(ends.role)}` : `${roleLabel(ends.role)} →`,
      command: spellQuery('ports', { ...everyFlow, ends }),
    })),
    ...(query.ends.kind === 'any'
      ? ports.map((span) => ({
          label: `${port} ${formatSpan(span)}`,
          command: spellQuery('ports', { ...everyFlow, ports: [span] }),
        }))
      : []),
  ];
}
