import type { Change } from '../../catalog/ports/diff.ts';
import type { EditionId } from '../../catalog/ports/edition.ts';
import type { FlowFacts } from '../../catalog/ports/facts.ts';
import type { Ends } from '../../catalog/ports/lookup.ts';
import type { PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';

/** Ports towards one destination, with the flows that give the reason. */
export interface PortsToward {
  readonly to: RoleId;
  readonly ports: readonly PortSpan[];
  readonly flows: readonly string[];
}

/** What one edition changed against an earlier one, and what a firewall team has to do about it. */
export interface ChangesResult {
  readonly kind: 'changes';
  readonly from: EditionId;
  readonly to: EditionId;
  readonly ends: Ends;
  /** How many flows one or both of the editions list between those ends. */
  readonly compared: number;
  readonly added: readonly FlowFacts[];
  readonly removed: readonly FlowFacts[];
  readonly changed: readonly { readonly flow: FlowFacts; readonly changes: readonly Change[] }[];
  readonly consequence: {
    readonly close: readonly PortsToward[];
    /** Removed from a flow, yet still needed by `flows` towards the same destination. */
    readonly keep: readonly PortsToward[];
    readonly open: readonly PortsToward[];
    /** Ports that lost UDP. */
    readonly narrow: readonly PortsToward[];
  };
}
