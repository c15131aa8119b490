import type { Reference } from '../source.ts';
import type { Text } from '../text.ts';
import type { ConditionId } from './condition.ts';
import type { EditionId } from './edition.ts';
import type { FlowId } from './flow-definition.ts';
import type { ProtocolId } from './protocol.ts';
import type { PortSpan } from './span.ts';

/** The tables of the ports page that list ports. 7b lists endpoints and points elsewhere. */
export const tables = ['1', '2', '3', '4', '5', '6a', '6b', '7a'] as const;

export type TableId = (typeof tables)[number];

export type Transport = 'tcp' | 'udp';

/**
 * How badly a flow is needed: `required` always, `conditional` when its condition holds, `recommended` and `optional` as
 * the document says.
 */
export type Need = 'required' | 'conditional' | 'recommended' | 'optional';

/** When a flow carries traffic: while something is installed or registered, from day to day, or both. */
export type Phase = 'set-up' | 'run-time' | 'both';

/** What a document says of a flow: the part that can differ from edition to edition. */
export interface Statement {
  /** In printed order. */
  readonly ports: readonly PortSpan[];
  /** Empty where the source prints none; see `probedTransports`. */
  readonly transports: readonly Transport[];
  readonly need: Need;
  /** Any of these brings the need about; empty when the flow is not conditional. */
  readonly when: readonly ConditionId[];
  readonly phase: Phase;
  readonly purpose: Text;
  readonly reference: Reference;
}

/** One line of one table of one edition, as that edition states it; the edition and the table are its reference. */
export interface Row extends Omit<Statement, 'reference'> {
  readonly table: TableId;
  /** The flows it states: two where the table names two destinations (table 3: AD FS and WAP). */
  readonly flows: readonly FlowId[];
  readonly protocol: ProtocolId;
  /** The ports cell as it is printed. */
  readonly printed: string;
}

/** A row with the edition that it stands in. */
export interface EditionRow extends Row {
  readonly edition: EditionId;
}
