import type { EditionId } from '../../catalog/ports/edition.ts';
import type { FlowFacts } from '../../catalog/ports/facts.ts';
import type { FlowQuery } from '../../catalog/ports/lookup.ts';
import type { Nearby } from './nearby.ts';

/** The flows that answer a ports question. */
export interface PortsResult {
  readonly kind: 'ports';
  readonly query: FlowQuery;
  /** The edition that the answer follows; null for all editions merged. */
  readonly edition: EditionId | null;
  /** Flows of the ports page; a retired one says so in `status`. */
  readonly flows: readonly FlowFacts[];
  /** Flows that only other documents ask for. */
  readonly supplements: readonly FlowFacts[];
  /** How many flows `--required` left out: conditional, recommended and optional ones, as far as they are not retired. */
  readonly omitted: number;
  /** Null unless nothing was found. */
  readonly nearby: Nearby | null;
}
