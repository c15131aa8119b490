import type { Endpoint } from '../../catalog/endpoints/endpoint.ts';
import type { Flow } from '../../catalog/ports/flow.ts';
import type { Need } from '../../catalog/ports/row.ts';
import type { PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';
import type { Reference } from '../../catalog/source.ts';
import type { Text } from '../../catalog/text.ts';
import type { Probe } from '../probe.ts';

/** What a probe proves: a flow of the catalog, or an endpoint as `endpoint:SET/PATTERN`. A job bears it as its `flow`. */
export type FlowKey = Flow['id'] | `endpoint:${string}`;

/** The key of an endpoint. */
export function endpointKey({ id }: Pick<Endpoint, 'id'>): FlowKey {
  return `endpoint:${id}`;
}

/** One probe and the one thing that it proves. */
export interface Planned {
  readonly probe: Probe;
  readonly flow: FlowKey;
  /** The role that has to ask, and the role that answers. */
  readonly from: RoleId;
  readonly to: RoleId;
  readonly need: Need;
  /** What the probe stands for, or what it cannot say; null where it is the flow itself. */
  readonly note: Text | null;
  readonly source: Reference;
}

/**
 * One probe and everything that it proves, in catalog order. `flow`, `from`, `to` and `source` are the first one's, which
 * is what a job bears; `need` is the strongest of all.
 */
export interface PlannedProbe extends Planned {
  readonly flows: readonly FlowKey[];
}

/** What no probe of a plan proves, and why. */
export interface Unprobed {
  /** The flows and endpoints that stay unproven; none where the question itself names what the catalog does not. */
  readonly flows: readonly FlowKey[];
  /** The host or pattern that it is about; null where no host is known. */
  readonly pattern: string | null;
  readonly ports: readonly PortSpan[];
  readonly reason: Text;
}

/** A part of a plan, as it comes together: a probe may stand in it once for each thing that it proves. */
export interface Pieces {
  readonly planned: readonly Planned[];
  readonly unprobed: readonly Unprobed[];
}

/** Every probe of a question, each once, and what they leave out. */
export interface Plan {
  readonly planned: readonly PlannedProbe[];
  readonly unprobed: readonly Unprobed[];
}

const strength = ['required', 'conditional', 'recommended', 'optional'] as const satisfies readonly Need[];

/** The strongest of several needs. */
export function strongest(needs: readonly Need[]): Need {
  return strength.find((need) => needs.includes(need)) ?? 'optional';
}

/** The weakest of several needs: what holds for a thing that is needed only as part of another. */
export function weakest(needs: readonly Need[]): Need {
  return strength.findLast((need) => needs.includes(need)) ?? 'required';
}
