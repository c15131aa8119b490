import { type Action, type Card, card, column, type Element, row, type Table } from '../../card/card.ts';
import { type CloudId, cloudOf, clouds } from '../../catalog/endpoints/cloud.ts';
import { type FeatureId, featureOf } from '../../catalog/feature.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { citeFacts } from '../cite.ts';
import { needWords } from '../ports/words.ts';
import type { EndpointFacts, EndpointsResult } from './answer.ts';
import { featureOfRole, listedFeatures } from './lexicon.ts';
import { spellEndpoints } from './query.ts';

const say = {
  endpoints: text('Endpoints', 'Eindpunten'),
  all: text('all features', 'alle functies'),
  host: text('Host', 'Host'),
  ports: text('Ports', 'Poorten'),
  purpose: text('Purpose', 'Doel'),
  neededBy: text('Needed by', 'Nodig voor'),
  port: text('port', 'poort'),
  inspection: text('Why TLS inspection breaks this', 'Waarom TLS-inspectie dit verbreekt'),
  flows: text('Ports and flows', 'Poorten en stromen'),
  every: text('Every feature', 'Elke functie'),
  everyPort: text('Every port', 'Elke poort'),
} as const;

function clouded(id: CloudId, language: Language): string {
  const name = cloudOf(id).name[language];
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `US government cloud` keeps its capitals within a sentence; `Public cloud` does not. */
function cloudWords(id: CloudId, language: Language): string {
  return id === 'usgov' && language === 'en' ? cloudOf(id).name.en : clouded(id, language);
}

/** What a host is for, and on which terms where it is not simply required. */
function purposeCell(group: readonly EndpointFacts[], language: Language): string {
  const purposes = [...new Set(group.map(({ purpose }) => purpose[language]))];
  const terms = group.some(({ need }) => need === 'required')
    ? []
    : group.map(({ need, condition }) => {
        const word = needWords[need][language];
        const named = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
        return condition[language] === '' ? `${named}.` : `${named}: ${condition[language]}.`;
      });
  return [...purposes, ...new Set(terms)].join(' ');
}

function neededBy(group: readonly EndpointFacts[], language: Language): string {
  return [...new Set(group.map(({ feature }) => featureOf(feature).name[language]))].join(', ');
}

/**
 * Each host once with all its ports, as a firewall team enters it. Of one feature it says what each is for; of all of
 * them who needs it.
 */
function allowTable({ endpoints, feature }: EndpointsResult, language: Language): Table {
  const titles = [say.host, say.ports, feature === null ? say.neededBy : say.purpose];
  const last = feature === null ? neededBy : purposeCell;
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: [...Map.groupBy(endpoints, ({ pattern }) => pattern)].map(([pattern, group]) =>
      row(
        pattern,
        [...new Set(group.flatMap(({ ports }) => ports))].toSorted((a, b) => a - b).join(', '),
        last(group, language),
      ),
    ),
  };
}

/** Ports that a document opens for a feature and ties to none of the hosts shown. */
function portLines({ sets, endpoints }: EndpointsResult, language: Language): readonly string[] {
  return sets.flatMap(({ id, title, ports }) => {
    const shown = new Set(endpoints.filter((e) => e.id.startsWith(`${id}/`)).flatMap((e) => e.ports));
    return ports
      .filter(({ port }) => !shown.has(port))
      .map(
        ({ port, need, purpose }) =>
          text(
            `${title.en}: ${port} as well (${needWords[need].en}), for ${purpose.en}; the document names no host.`,
            `${title.nl}: ook ${port} (${needWords[need].nl}), voor ${purpose.nl}; het document noemt geen host.`,
          )[language],
      );
  });
}

function remarks({ endpoints, sets, feature }: EndpointsResult, language: Language): readonly string[] {
  const said = [
    // Among several lists a remark must say whose it is.
    ...sets.flatMap(({ title, remarks: ofSet }) =>
      ofSet.map((remark) => (feature === null ? `${title[language]}: ${remark[language]}` : remark[language])),
    ),
    ...endpoints
      .filter(({ remark }) => remark[language] !== '')
      .map(({ pattern, remark }) => `${pattern}: ${remark[language]}`),
  ];
  return [...new Set(said)];
}

function names(ids: readonly FeatureId[], language: Language): string {
  return ids.map((id) => featureOf(id).name[language]).join(', ');
}

/** Why there is nothing to list, and where there is. */
function absence(result: EndpointsResult): Text {
  const { feature, cloud, elsewhere, listedPorts, query, sets } = result;
  const where = (language: Language) => elsewhere.map((id) => cloudWords(id, language)).join(', ');
  if (feature !== null && listedPorts.length === 0) {
    const name = featureOf(feature).name;
    return elsewhere.length > 0
      ? text(
          `No document lists endpoints of “${name.en}” for the ${cloudWords(cloud, 'en')}; there is a list for the ${where('en')}.`,
          `Geen document noemt eindpunten van “${name.nl}” voor de ${cloudWords(cloud, 'nl')}; wel voor de ${where('nl')}.`,
        )
      : text(
          `No document lists endpoints of its own for “${name.en}”; there are lists for: ${names(listedFeatures, 'en')}.`,
          `Geen document noemt eigen eindpunten voor “${name.nl}”; wel voor: ${names(listedFeatures, 'nl')}.`,
        );
  }
  const asked = formatSpans(query.ports);
  const listed = listedPorts.join(', ');
  return sets.length > 0
    ? text(`No host is listed for ${asked}.`, `Voor ${asked} is geen host genoemd.`)
    : text(
        `No endpoint here takes ${asked}; listed ports are ${listed}.`,
        `Geen eindpunt hier gebruikt ${asked}; genoemd zijn ${listed}.`,
      );
}

function title({ feature, cloud, query }: EndpointsResult, language: Language): string {
  return [
    say.endpoints[language],
    feature === null ? say.all[language] : featureOf(feature).name[language],
    ...(query.ports.length === 0 ? [] : [`${say.port[language]} ${formatSpans(query.ports)}`]),
    cloudOf(cloud).name[language],
  ].join(' · ');
}

function actions(result: EndpointsResult, language: Language): readonly Action[] {
  const { feature, query, elsewhere } = result;
  const others = feature === null ? clouds.map(({ id }) => id).filter((id) => id !== result.cloud) : elsewhere;
  const role = [...featureOfRole].find(([, served]) => served === feature)?.[0];
  return [
    ...others.map((cloud) => ({
      label: cloudOf(cloud).name[language],
      command: spellEndpoints({ ...query, cloud }),
    })),
    ...(query.ports.length === 0
      ? []
      : [{ label: say.everyPort[language], command: spellEndpoints({ ...query, ports: [] }) }]),
    ...(feature === null
      ? []
      : [
          { label: say.flows[language], command: `ports ${role ?? feature}` },
          { label: say.every[language], command: spellEndpoints({ ...query, feature: null }) },
        ]),
    ...(result.endpoints.length === 0 ? [] : [{ label: say.inspection[language], command: 'explain tls inspection' }]),
  ];
}

function counted({ endpoints, feature }: EndpointsResult, language: Language): string {
  const hosts = new Set(endpoints.map(({ pattern }) => pattern)).size;
  const wildcards = new Set(endpoints.filter(({ wildcard }) => wildcard).map(({ pattern }) => pattern)).size;
  const named = (one: string, many: string) => (hosts === 1 ? `1 ${one}` : `${hosts} ${many}`);
  const joker = (words: string) => (wildcards === 0 ? '' : `, ${wildcards} ${words}`);
  const terms =
    feature === null
      ? text(
          'Ask for one feature to see what each is for and on which terms.',
          'Vraag één functie om te zien waarvoor elke regel dient en onder welke voorwaarden.',
        )
      : text('Required unless it says otherwise.', 'Vereist, tenzij anders vermeld.');
  return text(
    `${named('entry', 'entries')} for the allow list${joker('with a wildcard')}; outbound, TCP. ${terms.en}`,
    `${named('regel', 'regels')} voor de acceptatielijst${joker('met een jokerteken')}; uitgaand, TCP. ${terms.nl}`,
  )[language];
}

/** The answer to an endpoints question: the count, the list, and what must be known beside it. */
export function viewEndpoints(result: EndpointsResult, language: Language, command: string): Card {
  const { endpoints, sets, without, cloud } = result;
  const beside = [...portLines(result, language), ...remarks(result, language)];
  const body: Element[] =
    endpoints.length === 0
      ? [{ kind: 'note', tone: sets.length === 0 ? 'warning' : 'neutral', text: absence(result)[language] }]
      : [{ kind: 'paragraph', text: counted(result, language) }, allowTable(result, language)];
  if (without.length > 0)
    body.push({
      kind: 'note',
      tone: 'warning',
      text: text(
        `No document lists endpoints for the ${cloudWords(cloud, 'en')} for: ${names(without, 'en')}.`,
        `Geen document noemt voor de ${cloudWords(cloud, 'nl')} eindpunten van: ${names(without, 'nl')}.`,
      )[language],
    });
  if (beside.length > 0) body.push({ kind: 'list', ordered: false, items: beside });
  return card({
    title: title(result, language),
    tone: sets.length === 0 ? 'warning' : 'neutral',
    command,
    body,
    sources: citeFacts(sets.map(({ source }) => source)),
    actions: actions(result, language),
  });
}
