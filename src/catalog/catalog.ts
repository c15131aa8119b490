/**
 * The published face of the catalog: `import { catalog, selectFlows, size } from 'portolan/catalog'`. Pure data and pure
 * functions: no I/O, no clock, no dependency, nothing happens on import.
 */
import { concepts } from './concepts/concept-lookup.ts';
import { contradictions } from './contradictions/contradiction-lookup.ts';
import { clouds } from './endpoints/cloud.ts';
import { endpointSets, endpoints } from './endpoints/endpoint-lookup.ts';
import { features } from './feature.ts';
import { conditions } from './ports/condition.ts';
import { editions } from './ports/edition.ts';
import { flowFacts, rowFacts } from './ports/facts.ts';
import { flows, supplementFlows } from './ports/flow.ts';
import { protocols } from './ports/protocol.ts';
import { areas } from './prerequisites/area.ts';
import { certificateRules } from './prerequisites/certificate-rule.ts';
import { dcomKey, dcomValues } from './prerequisites/dcom.ts';
import { prerequisites } from './prerequisites/prerequisites.ts';
import { machineConfig, proxyFragments, proxyIdle } from './prerequisites/proxy-config.ts';
import { tlsRegistry } from './prerequisites/tls-registry.ts';
import { winrmSteps } from './prerequisites/winrm.ts';
import { roles } from './role.ts';
import { hostMinimums } from './sizing/host-minimum.ts';
import { deltaSync, localDbLimit, tenantLimits, widLimit, writeRate } from './sizing/limits.ts';
import { tiers } from './sizing/sizing.ts';
import { sqlRules } from './sizing/sql-rule.ts';
import { sourceOf, sources } from './source.ts';

export { conceptNamed, conceptsOf, conceptsOnPort } from './concepts/concept-lookup.ts';
export { contradictionOf, contradictionsIn } from './contradictions/contradiction-lookup.ts';
export { probeHosts } from './endpoints/endpoint.ts';
export { destinationsOf, endpointsFor } from './endpoints/endpoint-lookup.ts';
export { diffEditions } from './ports/diff.ts';
export type { FlowFacts, RowFacts } from './ports/facts.ts';
export type { Flow } from './ports/flow.ts';
export { everyFlow, type FlowQuery, selectFlows } from './ports/lookup.ts';
export type { Prerequisite } from './prerequisites/prerequisite.ts';
export { prerequisiteOf, prerequisitesFor } from './prerequisites/prerequisites.ts';
export { proxyFragmentXml } from './prerequisites/proxy-config.ts';
export { registryLines } from './prerequisites/tls-registry.ts';
export { winrmStepsIn } from './prerequisites/winrm.ts';
export { project } from './sizing/growth.ts';
export { size } from './sizing/sizing.ts';
export type { Source } from './source.ts';
export type { Language, Text } from './text.ts';

/** Everything the catalog holds, as plain JSON. `rows` are the lines of every edition, `flows` what they merge into. */
export const catalog = {
  editions: editions.map(({ id, source, restatedBy }) => {
    const { title, date, file, sha256 } = sourceOf(source);
    return { id, title, date, file, sha256, restatedBy };
  }),
  sources,
  roles,
  features,
  protocols,
  conditions,
  rows: rowFacts(),
  flows: flows.map(flowFacts),
  supplements: supplementFlows.map(flowFacts),
  clouds,
  endpointSets: endpointSets.map(({ endpoints: _, ...set }) => set),
  endpoints,
  sizingTiers: tiers,
  hostMinimums,
  sqlRules,
  limits: { tenant: tenantLimits, localDb: localDbLimit, wid: widLimit, deltaSync, writeRate },
  areas,
  prerequisites,
  certificateRules,
  tlsRegistry,
  dcom: { key: dcomKey, values: dcomValues },
  winrmSteps,
  proxy: { machineConfig, fragments: proxyFragments, idle: proxyIdle },
  concepts,
  contradictions,
} as const;
