import { type Action, type Card, card, type Element, type Field } from '../../card/card.ts';
import { protocolOf } from '../../catalog/ports/protocol.ts';
import { formatSpan, formatSpans } from '../../catalog/ports/span.ts';
import { roleOf } from '../../catalog/role.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { featureOfRole, listedFeatures } from '../endpoints/lexicon.ts';
import type { ExplainResult } from './answer.ts';
import { citeAll, disagreements, groups, livingWays, remarkNotes, retiredElements, toClose } from './elements.ts';
import { indexElements } from './index-view.ts';
import { conceptOf, type Named } from './subject.ts';
import { kindWords, nameOf, zoneWords } from './words.ts';

const say = {
  explain: text('What can be explained', 'Wat uitgelegd kan worden'),
  port: text('Port', 'Poort'),
  ports: text('Ports', 'Poorten'),
  flows: text('Flows', 'Stromen'),
  portsAction: text('Its ports', 'De poorten ervan'),
  endpointsAction: text('Its endpoints', 'De eindpunten ervan'),
  indexAction: text('Everything that can be explained', 'Alles wat uitgelegd kan worden'),
} as const satisfies Record<string, Text>;

function portVerdict(result: ExplainResult, language: Language): string {
  const { ways, protocols, nearby, concepts } = result;
  const retired = toClose(result);
  const current = ways.reduce((total, way) => total + way.current, 0);
  const supplement = ways.reduce((total, way) => total + way.supplement, 0);
  if (current + supplement === 0) {
    if (retired.length > 0)
      return text('The latest edition no longer asks for this.', 'De laatste editie vraagt hier niet meer om.')[
        language
      ];
    const near = nearby.map(formatSpan).join(', ');
    const known =
      concepts.length === 0
        ? text(` The nearest listed ports are ${near}.`, ` De dichtstbijzijnde genoemde poorten zijn ${near}.`)
        : text('', '');
    return `${text('No edition lists a flow here.', 'Geen editie noemt hier een stroom.')[language]}${known[language]}`;
  }
  const named = protocols.join(', ');
  const flows =
    current === 0
      ? text('no flow', 'geen stroom')
      : current === 1
        ? text('1 flow', '1 stroom')
        : text(`${current} flows`, `${current} stromen`);
  const beside = (words: string) => (supplement === 0 ? '' : `, ${supplement} ${words}`);
  const gone = (words: string) => (retired.length === 0 ? '' : `, ${retired.length} ${words}`);
  return text(
    `${named}: ${flows.en} in the latest edition${beside('asked for by other documents')}${gone('retired')}.`,
    `${named}: ${flows.nl} in de laatste editie${beside('gevraagd door andere documenten')}${gone('vervallen')}.`,
  )[language];
}

function fieldElements(fields: readonly Field[]): readonly Element[] {
  const filled = fields.filter(({ value }) => value !== '');
  return filled.length === 0 ? [] : [{ kind: 'fields', fields: filled }];
}

function viewPort(result: ExplainResult, ports: string, language: Language, command: string): Card {
  const listed = result.ways.length > 0;
  return card({
    title: `${say.port[language]} ${ports}`,
    command,
    body: [
      { kind: 'paragraph', text: portVerdict(result, language) },
      ...fieldElements([{ label: say.flows[language], value: livingWays(result.ways) }]),
      ...retiredElements(result, language),
      ...remarkNotes(result.concepts, language),
      ...groups(result.concepts, language),
      ...disagreements(result, language),
    ],
    sources: citeAll(result),
    actions: [
      ...(listed ? [{ label: say.portsAction[language], command: `ports ${ports}` }] : []),
      { label: say.indexAction[language], command: 'explain' },
    ],
  });
}

/** What a thing is, in one sentence beside its name. */
function gloss(named: Named, language: Language): string {
  switch (named.kind) {
    case 'concept':
      return conceptOf(named.id).body[language];
    case 'role': {
      const zone = zoneWords[roleOf(named.id).zone];
      return text(`A role that stands ${zone.en}.`, `Een rol die ${zone.nl} staat.`)[language];
    }
    case 'feature':
      return text(
        'A feature: a choice that decides which flows an estate needs.',
        'Een functie: een keuze die bepaalt welke stromen een omgeving nodig heeft.',
      )[language];
    case 'protocol': {
      const { gloss: about } = protocolOf(named.id);
      return text(`A protocol, for ${about.en}.`, `Een protocol, voor ${about.nl}.`)[language];
    }
  }
}

function askable(named: readonly Named[], result: ExplainResult, language: Language): readonly Action[] {
  const listed = result.ways.length > 0;
  return named.flatMap((one): readonly Action[] => {
    const feature = one.kind === 'feature' ? one.id : one.kind === 'role' ? featureOfRole.get(one.id) : undefined;
    const asked = one.kind === 'protocol' ? (protocolOf(one.id).aliases[0] ?? one.id) : one.id;
    return [
      ...(one.kind === 'concept' || (one.kind !== 'role' && !listed)
        ? []
        : [{ label: say.portsAction[language], command: `ports ${asked}` }]),
      ...(feature !== undefined && listedFeatures.includes(feature)
        ? [{ label: say.endpointsAction[language], command: `endpoints ${feature}` }]
        : []),
    ];
  });
}

/** Ports of a concept that are worth explaining themselves: one or two, and single ones. */
function portActions({ concepts }: ExplainResult, language: Language): readonly Action[] {
  const spans = concepts.length === 1 ? (concepts[0]?.ports ?? []) : [];
  return spans.length > 2
    ? []
    : spans.map((span) => ({
        label: `${say.port[language]} ${formatSpan(span)}`,
        command: `explain ${formatSpan(span)}`,
      }));
}

/** One button of a kind: where a role and a feature share a name, that of the first. */
function distinctActions(actions: readonly Action[]): readonly Action[] {
  return actions.filter(({ label }, at) => actions.findIndex((other) => other.label === label) === at).slice(0, 5);
}

function viewNamed(result: ExplainResult, subject: Named, language: Language, command: string): Card {
  const [concept] = result.concepts;
  const isConcept = subject.kind === 'concept' && concept !== undefined;
  const kind = isConcept && concept.kind !== 'term' ? ` · ${kindWords[concept.kind][language]}` : '';
  const fields: readonly Field[] = [
    { label: say.ports[language], value: formatSpans(isConcept ? concept.ports : result.ports) },
    { label: say.flows[language], value: livingWays(result.ways) },
  ];
  return card({
    title: `${nameOf(subject, language)}${kind}`,
    command,
    body: [
      { kind: 'paragraph', text: gloss(subject, language) },
      ...fieldElements(fields),
      ...retiredElements(result, language),
      ...remarkNotes(result.concepts, language),
      ...(isConcept ? [] : groups(result.concepts, language)),
      ...disagreements(result, language),
    ],
    sources: citeAll(result),
    actions: distinctActions([
      ...askable([subject, ...result.namesakes], result, language),
      ...portActions(result, language),
      { label: say.indexAction[language], command: 'explain' },
    ]),
  });
}

/** What a term or a port means; for the index, what can be asked. */
export function viewExplain(result: ExplainResult, language: Language, command: string): Card {
  const { subject } = result;
  switch (subject.kind) {
    case 'index':
      return card({
        title: say.explain[language],
        command,
        body: indexElements(language),
        actions: [
          { label: `${say.port[language]} 443`, command: 'explain 443' },
          { label: nameOf({ kind: 'concept', id: 'tls-inspection' }, language), command: 'explain tls inspection' },
        ],
      });
    case 'port':
      return viewPort(result, formatSpan(subject.ports), language, command);
    default:
      return viewNamed(result, subject, language, command);
  }
}
