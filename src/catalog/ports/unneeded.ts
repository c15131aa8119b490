import type { Flow } from './flow.ts';
import { anyOverlap, type PortSpan } from './span.ts';

/**
 * The ports of a flow that none of the needed flows uses towards the same destination, whoever opens the connection: a
 * rule for them may be closed. 5671 of the old connector is not among them, since the Health agent still uses it.
 */
export function unneeded(flow: Pick<Flow, 'to' | 'ports'>, needed: readonly Flow[]): readonly PortSpan[] {
  return flow.ports.filter((span) => !needed.some((other) => other.to === flow.to && anyOverlap(other.ports, [span])));
}
