import type { Concept } from '../../catalog/concepts/concept.ts';
import { concepts } from '../../catalog/concepts/concept-lookup.ts';
import { type FlowFacts, flowFacts } from '../../catalog/ports/facts.ts';
import type { Flow } from '../../catalog/ports/flow.ts';
import { everyFlow, type FlowQuery, nearestPorts, selectFlows } from '../../catalog/ports/lookup.ts';
import { anyOverlap, distinctSpans, type PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';
import { type SourceFacts, sourceFacts, sourceOf } from '../../catalog/source.ts';
import type { Text } from '../../catalog/text.ts';
import { type ContradictionFacts, contradictionFacts } from '../sources/contradictions.ts';
import { contradictionsOn } from './disputed.ts';
import { conceptOf, type Named, namesakes, type Subject } from './subject.ts';

/** A concept as scripts read it; `remark` is what must be known of its source, empty when there is nothing. */
export interface ConceptFacts extends Omit<Concept, 'source'> {
  readonly source: SourceFacts;
  readonly remark: Text;
}

/** A way between two roles, and how many flows it carries: now, by other documents only, and no more. */
export interface WayFacts {
  readonly from: RoleId;
  readonly to: RoleId;
  readonly current: number;
  readonly supplement: number;
  readonly retired: number;
}

/** What a term or a port means. */
export interface ExplainResult {
  readonly kind: 'explain';
  readonly subject: Subject;
  /** The concept itself, or those that concern the port or share the name; for the index all of them. */
  readonly concepts: readonly ConceptFacts[];
  /** Roles, features and protocols of the same name. */
  readonly namesakes: readonly Named[];
  /** Names of the protocols of the living flows. */
  readonly protocols: readonly string[];
  /** Ports of the living flows, for a subject that is no port itself. */
  readonly ports: readonly PortSpan[];
  readonly ways: readonly WayFacts[];
  /** Flows that the latest edition no longer lists; what to close of them stands in `retired.close`. */
  readonly retired: readonly FlowFacts[];
  readonly contradictions: readonly ContradictionFacts[];
  /** Where the counted flows stand. */
  readonly flowSources: readonly SourceFacts[];
  /** Listed ports nearest to one that nothing uses. */
  readonly nearby: readonly PortSpan[];
}

function conceptFacts(concept: Concept): ConceptFacts {
  return {
    ...concept,
    source: sourceFacts(concept.source),
    remark: sourceOf(concept.source.source).remark,
  };
}

function queryOf(named: Named): FlowQuery | null {
  switch (named.kind) {
    case 'concept':
      return null;
    case 'role':
      return { ...everyFlow, ends: { kind: 'at', role: named.id } };
    case 'feature':
      return { ...everyFlow, features: [named.id] };
    case 'protocol':
      return { ...everyFlow, protocols: [named.id] };
  }
}

/** The flows of the page and of other documents that a question finds, as one list. */
function flowsOf(query: FlowQuery): readonly Flow[] {
  const { flows, supplements } = selectFlows(query);
  return [...flows, ...supplements];
}

function flowsAbout(subject: Subject, others: readonly Named[]): readonly Flow[] {
  if (subject.kind === 'index') return [];
  if (subject.kind === 'port') return flowsOf({ ...everyFlow, ports: [subject.ports] });
  // A concept has no flows itself; those of the protocol or feature of its name are its flows. A role would bring all
  // that the server does.
  const asked = subject.kind === 'concept' ? others.filter(({ kind }) => kind !== 'role') : [subject];
  const found = asked.flatMap((named) => {
    const query = queryOf(named);
    return query === null ? [] : flowsOf(query);
  });
  return [...new Map(found.map((flow) => [flow.id, flow])).values()];
}

function waysOf(flows: readonly Flow[]): readonly WayFacts[] {
  const groups = Map.groupBy(flows, ({ from, to }) => `${from} ${to}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const count = (status: Flow['status']) => group.filter((flow) => flow.status === status).length;
    return [
      {
        from: first.from,
        to: first.to,
        current: count('current'),
        supplement: count('supplement'),
        retired: count('retired'),
      },
    ];
  });
}

function conceptsAbout(subject: Subject, others: readonly Named[]): readonly Concept[] {
  const all: readonly Concept[] = concepts;
  switch (subject.kind) {
    case 'index':
      return all;
    case 'concept':
      return [conceptOf(subject.id)];
    case 'port':
      return all.filter((concept) => anyOverlap(concept.ports, [subject.ports]));
    default:
      return others.flatMap((named) => (named.kind === 'concept' ? [conceptOf(named.id)] : []));
  }
}

/** Explains a subject from the catalog. */
export function answerExplain(subject: Subject): ExplainResult {
  const others = subject.kind === 'port' || subject.kind === 'index' ? [] : namesakes(subject);
  const flows = flowsAbout(subject, others);
  const facts = flows.map(flowFacts);
  const living = facts.filter(({ status }) => status !== 'retired');
  const about = conceptsAbout(subject, others);
  return {
    kind: 'explain',
    subject,
    concepts: about.map(conceptFacts),
    namesakes: others.filter(({ kind }) => kind !== 'concept'),
    protocols: [...new Set(living.map(({ protocol }) => protocol))],
    ports: subject.kind === 'port' ? [] : distinctSpans(living.flatMap(({ ports }) => ports)),
    ways: waysOf(flows),
    retired: facts.filter(({ status }) => status === 'retired'),
    contradictions: contradictionsOn(subject).map(contradictionFacts),
    flowSources: [...new Map(facts.map(({ source }) => [`${source.id} ${source.place}`, source])).values()],
    nearby: subject.kind === 'port' && flows.length === 0 ? nearestPorts(subject.ports[0]) : [],
  };
}
