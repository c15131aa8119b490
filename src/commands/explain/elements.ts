import type { Element } from '../../card/card.ts';
import { conceptKinds } from '../../catalog/concepts/concept.ts';
import { yearOf } from '../../catalog/ports/edition.ts';
import type { FlowFacts, Retirement } from '../../catalog/ports/facts.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { roleLabel } from '../../catalog/role.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { citeFacts } from '../cite.ts';
import { contradictionList } from '../sources/contradictions.ts';
import type { ConceptFacts, ExplainResult, WayFacts } from './answer.ts';
import { kindHeadings } from './words.ts';

const say = {
  retired: text('Retired: close what still allows these', 'Vervallen: sluit wat deze nog toelaat'),
  disagree: text('Where documents disagree', 'Waar documenten elkaar tegenspreken'),
  alsoHere: text('Other terms here', 'Andere begrippen hier'),
} as const satisfies Record<string, Text>;

/** More terms than this are named only: they can be asked for one by one. */
const mostTermsInFull = 5;

function wayWords({ from, to, current, supplement }: WayFacts): string {
  return `${roleLabel(from)} → ${roleLabel(to)} (${current + supplement})`;
}

/** Ways that carry living flows, with their number: `Connect → DC (12), …`. */
export function livingWays(ways: readonly WayFacts[]): string {
  return ways
    .filter(({ current, supplement }) => current + supplement > 0)
    .map(wayWords)
    .join(', ');
}

function retiredItem({ from, to, protocol }: FlowFacts, retired: Retirement, language: Language): string {
  const name = `${formatSpans(retired.close)} ${protocol}, ${roleLabel(from)} → ${roleLabel(to)}`;
  const last = yearOf(retired.last);
  const gone = yearOf(retired.goneIn);
  const heir = retired.replacedBy;
  const now = heir === null ? '' : ` ${heir.protocol} ${formatSpans(heir.ports)}`;
  return text(
    `${name}: last in ${last}, gone in ${gone}${now === '' ? '' : `; now${now}`}.`,
    `${name}: laatst in ${last}, weg sinds ${gone}${now === '' ? '' : `; nu${now}`}.`,
  )[language];
}

/** Retired flows that leave a port behind. */
export function toClose({ retired: flows }: ExplainResult): readonly FlowFacts[] {
  return flows.filter(({ retired }) => retired !== null && retired.close.length > 0);
}

/** What a firewall may still allow and nothing needs. */
export function retiredElements(result: ExplainResult, language: Language): readonly Element[] {
  const items = toClose(result).flatMap((flow) =>
    flow.retired === null ? [] : [retiredItem(flow, flow.retired, language)],
  );
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: say.retired[language] },
        { kind: 'list', ordered: false, items },
      ];
}

/** Where documents disagree about the subject. */
export function disagreements({ contradictions }: ExplainResult, language: Language): readonly Element[] {
  if (contradictions.length === 0) return [];
  return [
    { kind: 'heading', text: say.disagree[language] },
    ...contradictions.flatMap((one): readonly Element[] => [
      { kind: 'paragraph', text: `${one.subject[language]}:` },
      contradictionList(one, language),
    ]),
  ];
}

/** What must be known of the sources of these concepts, once each. */
export function remarkNotes(concepts: readonly ConceptFacts[], language: Language): readonly Element[] {
  const remarks = new Map(
    concepts
      .filter(({ remark }) => remark[language] !== '')
      .map(({ source, remark }) => [source.id, `${source.title}: ${remark[language]}`]),
  );
  return [...remarks.values()].map((sentence) => ({ kind: 'note', tone: 'neutral', text: sentence }));
}

/** Terms that are many are named only, and then their sources are not those of the answer. */
function inFull(concepts: readonly ConceptFacts[]): readonly ConceptFacts[] {
  const terms = concepts.filter(({ kind }) => kind === 'term');
  return terms.length > mostTermsInFull ? concepts.filter(({ kind }) => kind !== 'term') : concepts;
}

/** Where the concepts and the counted flows stand. */
export function citeAll({ concepts, flowSources }: ExplainResult): readonly string[] {
  return citeFacts([...inFull(concepts).map(({ source }) => source), ...flowSources]);
}

/** The concepts of an answer under the heading of their kind; many terms by name only. */
export function groups(concepts: readonly ConceptFacts[], language: Language): readonly Element[] {
  return conceptKinds.flatMap((kind): readonly Element[] => {
    const group = concepts.filter((concept) => concept.kind === kind);
    if (group.length === 0) return [];
    if (kind === 'term' && group.length > mostTermsInFull)
      return [
        { kind: 'heading', text: say.alsoHere[language] },
        { kind: 'paragraph', text: group.map(({ title }) => title[language]).join(', ') },
      ];
    return [
      { kind: 'heading', text: kindHeadings[kind][language] },
      {
        kind: 'list',
        ordered: false,
        items: group.map(({ title, body }) => `${title[language]}: ${body[language]}`),
      },
    ];
  });
}
