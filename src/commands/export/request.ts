import type { ConditionId } from '../../catalog/ports/condition.ts';
import { conditionText, type FlowFacts } from '../../catalog/ports/facts.ts';
import type { FlowQuery } from '../../catalog/ports/lookup.ts';
import type { Need, Phase, Transport } from '../../catalog/ports/row.ts';
import { distinctSpans, formatSpans, type PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';
import type { SourceFacts } from '../../catalog/source.ts';
import type { Text } from '../../catalog/text.ts';
import { answerPorts } from '../ports/ports.ts';
import { type Placeholder, placeholderOf } from './placeholder.ts';

/** One flow behind a rule: why the rule is there, and which document says so. */
export interface Reason
  extends Pick<FlowFacts, 'protocol' | 'need' | 'condition' | 'phase' | 'purpose' | 'status' | 'retired' | 'source'> {
  readonly flow: FlowFacts['id'];
  /** The source prints no transport; TCP is what Portolan takes it to be. */
  readonly transportAssumed: boolean;
}

/** One line of a firewall change request: one source role, one destination role, one transport. */
export interface FirewallRule {
  /** The id of its first flow and the transport, `connect-dc-ldap-tcp`: the same in every request and every format. */
  readonly id: string;
  /** The role that opens the connection. */
  readonly from: RoleId;
  readonly to: RoleId;
  readonly transport: Transport;
  /** At the destination, ascending; any port at the source. */
  readonly ports: readonly PortSpan[];
  readonly direction: FlowFacts['direction'];
  /** Distinct protocol names of its reasons. */
  readonly protocols: readonly string[];
  /** The strongest need of its reasons. */
  readonly need: Need;
  /** Null as soon as one reason of that need holds unconditionally. */
  readonly condition: FlowFacts['condition'];
  readonly phase: Phase;
  /** The purposes of its reasons, one after the other. */
  readonly purpose: Text;
  /** No reason's source prints the transport. */
  readonly transportAssumed: boolean;
  /** Distinct sources of its reasons. */
  readonly sources: readonly SourceFacts[];
  readonly reasons: readonly Reason[];
}

/** A flow that once was and that nobody should open again. */
export type LeftOut = Pick<FlowFacts, 'id' | 'from' | 'to' | 'protocol' | 'ports' | 'retired'>;

/** What goes to the people who run the firewalls: rules, the addresses they must fill in, and what is not asked. */
export interface FirewallRequest {
  readonly query: FlowQuery;
  readonly rules: readonly FirewallRule[];
  readonly placeholders: readonly Placeholder[];
  /** Retired flows that the question touches and that no rule asks for. */
  readonly leftOut: readonly LeftOut[];
}

const strongestFirst = ['required', 'conditional', 'recommended', 'optional'] as const satisfies readonly Need[];

function strongestNeed(reasons: readonly Reason[]): Need {
  return strongestFirst.find((need) => reasons.some((reason) => reason.need === need)) ?? 'optional';
}

function jointCondition(reasons: readonly Reason[]): FlowFacts['condition'] {
  const found = new Set<ConditionId>();
  for (const { condition } of reasons) {
    if (condition === null) return null;
    for (const id of condition.anyOf) found.add(id);
  }
  const anyOf = [...found];
  return anyOf.length === 0 ? null : { anyOf, label: conditionText(anyOf) };
}

function jointPhase(reasons: readonly Reason[]): Phase {
  const [phase = 'both', ...others] = new Set(reasons.map((reason) => reason.phase));
  return others.length === 0 ? phase : 'both';
}

function jointPurpose(reasons: readonly Reason[]): Text {
  const joined = (language: keyof Text) => [...new Set(reasons.map(({ purpose }) => purpose[language]))].join(' ');
  return { en: joined('en'), nl: joined('nl') };
}

function distinctSources(reasons: readonly Reason[]): readonly SourceFacts[] {
  return [...new Map(reasons.map(({ source }) => [`${source.id} ${source.place}`, source])).values()];
}

function reasonOf(flow: FlowFacts): Reason {
  const { id, protocol, transports, need, condition, phase, purpose, status, retired, source } = flow;
  return {
    flow: id,
    protocol,
    need,
    condition,
    phase,
    purpose,
    status,
    retired,
    source,
    transportAssumed: transports.length === 0,
  };
}

function ruleOf(transport: Transport, first: FlowFacts, all: readonly FlowFacts[]): FirewallRule {
  const reasons = all.map(reasonOf);
  const need = strongestNeed(reasons);
  return {
    id: `${first.id}-${transport}`,
    from: first.from,
    to: first.to,
    transport,
    ports: distinctSpans(first.ports),
    direction: first.direction,
    protocols: [...new Set(reasons.map(({ protocol }) => protocol))],
    need,
    condition: jointCondition(reasons.filter((reason) => reason.need === need)),
    phase: jointPhase(reasons),
    purpose: jointPurpose(reasons),
    transportAssumed: reasons.every((reason) => reason.transportAssumed),
    sources: distinctSources(reasons),
    reasons,
  };
}

/** One rule per flow and transport, way by way; flows that ask for the very same rule share it. */
export function rulesOf(flows: readonly FlowFacts[], only: Transport | null): readonly FirewallRule[] {
  const wanted = flows.flatMap((flow) =>
    flow.allow
      .filter((transport) => only === null || transport === only)
      .map((transport) => ({
        flow,
        transport,
        way: `${flow.from} ${flow.to}`,
        ports: formatSpans(distinctSpans(flow.ports)),
      })),
  );
  const byWay = Map.groupBy(wanted, ({ way }) => way);
  return [...byWay.values()].flatMap((there) =>
    [...Map.groupBy(there, ({ transport, ports }) => `${transport} ${ports}`).values()].flatMap((alike) => {
      const [first] = alike;
      return first === undefined
        ? []
        : [
            ruleOf(
              first.transport,
              first.flow,
              alike.map(({ flow }) => flow),
            ),
          ];
    }),
  );
}

/**
 * The firewall change request for a ports question. Retired flows are asked for only with an edition that lists them;
 * a question about one transport asks for rules of that transport only.
 */
export function firewallRequest(query: FlowQuery): FirewallRequest {
  const { flows, supplements } = answerPorts(query);
  const asked = flows.filter((flow) => query.edition !== null || flow.status !== 'retired');
  const rules = rulesOf([...asked, ...supplements], query.transport);
  return {
    query,
    rules,
    placeholders: [...new Set(rules.flatMap(({ from, to }) => [from, to]))].map(placeholderOf),
    leftOut: flows
      .filter((flow) => !asked.includes(flow))
      .map(({ id, from, to, protocol, ports, retired }) => ({ id, from, to, protocol, ports, retired })),
  };
}
