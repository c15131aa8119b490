import type { ConceptId } from '../../catalog/concepts/concept-lookup.ts';
import type { Contradiction } from '../../catalog/contradictions/contradiction.ts';
import { type ContradictionId, contradictions } from '../../catalog/contradictions/contradiction-lookup.ts';
import type { FeatureId } from '../../catalog/feature.ts';
import type { ProtocolId } from '../../catalog/ports/protocol.ts';
import { anyOverlap, type PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';
import type { Subject } from './subject.ts';

/** The subjects that a contradiction touches. */
interface Touched {
  readonly concepts?: readonly ConceptId[];
  readonly ports?: readonly PortSpan[];
  readonly roles?: readonly RoleId[];
  readonly features?: readonly FeatureId[];
  readonly protocols?: readonly ProtocolId[];
}

const port80: PortSpan = [80, 80];
const port443: PortSpan = [443, 443];

const touched: Readonly<Record<ContradictionId, Touched>> = {
  'dot-net': { roles: ['connect'] },
  'localdb-version': { concepts: ['localdb'], roles: ['sql'] },
  'band-50k': { roles: ['connect'] },
  'band-300k': { roles: ['connect'] },
  'localdb-limit': { concepts: ['localdb', 'full-sql-server'], roles: ['sql'] },
  'version-floor': { concepts: ['version-floor'], roles: ['connect'] },
  'tls-fallback': { concepts: ['tls-versions', 'negotiation', 'strong-crypto'], ports: [port443] },
  'idle-timeout': { concepts: ['idle-timeout'] },
  'authenticated-proxy': { concepts: ['authenticated-proxy', 'proxy-bypass'], roles: ['health-agent'] },
  'ip-ranges': { concepts: ['azure-ip-ranges', 'hardcoded-addresses', 'fqdn-filtering'] },
  'crl-port': {
    concepts: ['crl', 'port-80', 'certificate-validation', 'disabling-crl-checks'],
    ports: [port80, port443],
    roles: ['crl'],
  },
  'sync-endpoint': { concepts: ['endpoint'], features: ['sync'] },
  'health-5671': {
    concepts: ['connect-health', 'service-bus'],
    ports: [[5671, 5671]],
    roles: ['health-agent'],
    features: ['health'],
    protocols: ['service-bus'],
  },
  'pta-8080': {
    concepts: ['agent-status', 'authentication-agent'],
    ports: [[8080, 8080]],
    roles: ['pta-agent'],
    features: ['pta'],
  },
  'agent-or-connect': {
    concepts: ['pass-through-authentication', 'authentication-agent'],
    roles: ['pta-agent'],
    features: ['pta'],
  },
  'https-transport': { concepts: ['secure-transport-layer'], ports: [port80, port443], protocols: ['http', 'https'] },
  'rpc-transport': {
    concepts: ['endpoint-mapper', 'dynamic-rpc-range'],
    ports: [
      [135, 135],
      [49_152, 65_535],
    ],
    protocols: ['ms-rpc', 'rpc'],
  },
  'winrm-transport': { concepts: ['winrm'], ports: [[5985, 5985]], protocols: ['winrm'] },
  'table-3-purpose': { ports: [port443] },
  'certificate-port': {
    concepts: ['certificate-authentication'],
    ports: [[49_443, 49_443]],
    features: ['certificate-auth'],
    protocols: ['certificate-tls'],
  },
  'farm-port-80': {
    concepts: ['farm-configuration-sync', 'load-balancer-probe'],
    ports: [port80],
    roles: ['adfs', 'wap'],
    features: ['federation'],
  },
};

function touches(parts: Touched, subject: Subject): boolean {
  switch (subject.kind) {
    case 'concept':
      return parts.concepts?.includes(subject.id) ?? false;
    case 'port':
      return anyOverlap(parts.ports ?? [], [subject.ports]);
    case 'role':
      return parts.roles?.includes(subject.id) ?? false;
    case 'feature':
      return parts.features?.includes(subject.id) ?? false;
    case 'protocol':
      return parts.protocols?.includes(subject.id) ?? false;
    case 'index':
      return false;
  }
}

/** The contradictions that touch a subject: who reads about it should know that the documents do not agree. */
export function contradictionsOn(subject: Subject): readonly Contradiction[] {
  return contradictions.filter(({ id }) => touches(touched[id], subject));
}
