import type { CloudId } from '../../catalog/endpoints/cloud.ts';
import type { FeatureId } from '../../catalog/feature.ts';
import type { EditionId } from '../../catalog/ports/edition.ts';
import { type Flow, flows, inEdition, livingFlows } from '../../catalog/ports/flow.ts';
import { serves } from '../../catalog/ports/lookup.ts';
import type { ProtocolId } from '../../catalog/ports/protocol.ts';
import { anyOverlap, overlaps, type PortSpan } from '../../catalog/ports/span.ts';
import { type RoleId, roleLabel, roleOf } from '../../catalog/role.ts';
import { text } from '../../catalog/text.ts';
import { coverOf, featuresOf, isListed, listedEndpoints } from './destination.ts';
import { endpointPieces } from './endpoint-probes.ts';
import { probesOf, unaskedOf } from './flow-probes.ts';
import { mergePlan } from './merge.ts';
import { outwardPieces } from './outward.ts';
import type { Pieces, Plan, Planned, PlannedProbe, Unprobed } from './planned.ts';
import type { Target } from './target.ts';

/** Which flows to prove, one way between two roles. */
export interface PlanQuestion {
  readonly from: RoleId;
  readonly to: RoleId;
  /**
   * The hosts that play `to`. Towards Entra ID and the revocation hosts none means all that the catalog names, and those
   * that are given narrow it.
   */
  readonly hosts: readonly Target[];
  /** Flows of any of these; null takes every feature. */
  readonly features: readonly FeatureId[] | null;
  /** The flows of one edition as it states them, retired ones among them; null takes what is needed today. */
  readonly edition: EditionId | null;
  /** Null takes every protocol. */
  readonly protocols: readonly ProtocolId[] | null;
  /** Null takes every port. A flow of several ports is proven on those that were asked for. */
  readonly ports: readonly PortSpan[] | null;
  readonly cloud: CloudId;
}

/** What two spans share; they must overlap. */
function shared([a, b]: PortSpan, [c, d]: PortSpan): PortSpan {
  return [Math.max(a, c), Math.min(b, d)];
}

/** The flow on the ports that were asked for; null where it has none of them. */
function narrow(flow: Flow, ports: readonly PortSpan[] | null): Flow | null {
  if (ports === null) return flow;
  if (!anyOverlap(flow.ports, ports)) return null;
  const within = flow.ports.flatMap((span) =>
    ports.filter((port) => overlaps(span, port)).map((port) => shared(span, port)),
  );
  // Dynamic RPC is proven by way of the endpoint mapper, whichever of its ports is asked for.
  return flow.protocol === 'rpc' ? flow : { ...flow, ports: within };
}

/** The flows that a question is about, in catalog order. */
function selected({ from, to, features, edition, protocols, ports }: PlanQuestion): readonly Flow[] {
  const stated = edition === null ? livingFlows : flows.flatMap((flow) => inEdition(flow, edition) ?? []);
  return stated
    .filter((flow) => flow.from === from && flow.to === to)
    .filter((flow) => features === null || features.some((feature) => serves(flow, feature)))
    .filter((flow) => protocols === null || protocols.includes(flow.protocol))
    .flatMap((flow) => narrow(flow, ports) ?? []);
}

/** Hosts that were named towards the internet and that the catalog does not know for this role. */
function strangers({ from, to, hosts, cloud }: PlanQuestion): readonly Unprobed[] {
  const known = featuresOf(from).flatMap((feature) => listedEndpoints(feature, cloud));
  return hosts
    .filter(({ host }) => !known.some((endpoint) => coverOf(endpoint, host) !== null))
    .map(({ host }) => ({
      flows: [],
      pattern: host,
      ports: [],
      reason: text(
        `no document names ${host} among the addresses that ${roleLabel(from)} reaches at ${roleLabel(to)}`,
        `geen document noemt ${host} bij de adressen die ${roleLabel(from)} bij ${roleLabel(to)} bereikt`,
      ),
    }));
}

/** Endpoints that hosts of the catalog are asked for beside the flows: some lie on ports that no flow names. */
function endpointsBeside(question: PlanQuestion, covered: ReadonlySet<string>): Pieces {
  const { from, to, features, edition, protocols, ports, hosts, cloud } = question;
  // An edition lists flows; the addresses come from other documents.
  if (edition !== null) return { planned: [], unprobed: [] };
  const pieces = featuresOf(from)
    .filter((feature) => features === null || features.includes(feature))
    .map((feature) => endpointPieces(feature, cloud));
  const everything = to === 'entra' && protocols === null && ports === null;
  const named = ({ probe }: Planned) => hosts.length === 0 || hosts.some(({ host }) => host === probe.host);
  return {
    planned: pieces
      .flatMap(({ planned }) => planned)
      .filter((one) => covered.has(JSON.stringify(one.probe)) || (everything && named(one)))
      .map((one) => ({ ...one, to })),
    unprobed: [],
  };
}

/** Towards the internet hosts are compared with those of the catalog, which are lower case. */
function outward(asked: PlanQuestion): Plan {
  const hosts = asked.hosts.map((target) => ({ ...target, host: target.host.toLowerCase() }));
  const question = { ...asked, hosts };
  const { cloud, ports } = question;
  const pieces = selected(question).map((flow) => outwardPieces(flow, { cloud, hosts, portNamed: ports !== null }));
  const planned = pieces.flatMap((one) => one.planned);
  const beside = endpointsBeside(question, new Set(planned.map(({ probe }) => JSON.stringify(probe))));
  return mergePlan({
    planned: [...planned, ...beside.planned],
    unprobed: [...pieces.flatMap((one) => one.unprobed), ...strangers(question)],
  });
}

/**
 * Every probe that proves the flows from one role to another, in catalog order, each once; and what stays unproven, with
 * the reason.
 */
export function planBetween(question: PlanQuestion): Plan {
  if (isListed(question.to)) return outward(question);
  const asked = selected(question);
  return mergePlan({
    planned: asked.flatMap((flow) => question.hosts.flatMap((target) => probesOf(flow, target))),
    unprobed: asked.flatMap(unaskedOf),
  });
}

/**
 * What a host can be asked whose part in the estate is not known: every kind and port of today's flows inside the
 * organisation and at its edge, each once. `roles` are those that the asking runner plays, since a job bears one of
 * them; null takes all.
 */
export function planKinds(target: Target, roles: readonly RoleId[] | null = null): readonly PlannedProbe[] {
  const within = livingFlows
    .filter(({ to }) => roleOf(to).zone !== 'internet')
    .filter(({ from }) => roles === null || roles.includes(from));
  return mergePlan({ planned: within.flatMap((flow) => probesOf(flow, target)), unprobed: [] }).planned;
}
