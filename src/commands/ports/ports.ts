import { flowFacts } from '../../catalog/ports/facts.ts';
import { type FlowQuery, selectFlows } from '../../catalog/ports/lookup.ts';
import { answering, type Command } from '../command.ts';
import { findNearby } from './nearby.ts';
import { readQuery, spellQuery } from './query.ts';
import type { PortsResult } from './result.ts';
import { flowSheet } from './sheet.ts';
import { viewPorts } from './view.ts';

/** How many living flows a question would find beside those that are required. */
function countOmitted(query: FlowQuery): number {
  if (!query.requiredOnly) return 0;
  const { flows, supplements } = selectFlows({ ...query, requiredOnly: false });
  const living = flows.filter((flow) => flow.status !== 'retired' || query.edition !== null);
  return [...living, ...supplements].filter((flow) => flow.need !== 'required').length;
}

/** Answers a ports question from the catalog. */
export function answerPorts(query: FlowQuery): PortsResult {
  const { flows, supplements } = selectFlows(query);
  const found = flows.length + supplements.length > 0;
  return {
    kind: 'ports',
    query,
    edition: query.edition,
    flows: flows.map(flowFacts),
    supplements: supplements.map(flowFacts),
    omitted: countOmitted(query),
    nearby: found ? null : findNearby(query),
  };
}

const command: Command<FlowQuery, PortsResult> = {
  name: 'ports',
  parse: readQuery,
  run: answerPorts,
  line: (query) => spellQuery('ports', query),
  view: viewPorts,
  sheet: (result, language) => flowSheet([...result.flows, ...result.supplements], language),
};

export const ports = answering(command);
