import type { FeatureId } from '../feature.ts';
import type { RoleId } from '../role.ts';
import type { Reference } from '../source.ts';
import { type Text, text } from '../text.ts';
import type { ConditionId } from './condition.ts';
import type { ProtocolId } from './protocol.ts';
import type { Need, Phase, Transport } from './row.ts';
import type { PortSpan } from './span.ts';

/**
 * A flow that no edition of the ports page lists and another document, or practice, asks for. Answers show these apart,
 * with their own source.
 */
export interface Supplement {
  readonly id: string;
  readonly from: RoleId;
  readonly to: RoleId;
  readonly protocol: ProtocolId;
  readonly feature: FeatureId;
  readonly ports: readonly PortSpan[];
  readonly transports: readonly Transport[];
  readonly need: Need;
  readonly when: readonly ConditionId[];
  readonly phase: Phase;
  readonly purpose: Text;
  readonly reference: Reference;
}

export const supplements = [
  {
    id: 'connect-dc-ntp',
    from: 'connect',
    to: 'dc',
    protocol: 'ntp',
    feature: 'sync',
    ports: [[123, 123]],
    transports: ['udp'],
    need: 'recommended',
    when: [],
    phase: 'run-time',
    purpose: text(
      'Keeps the clock within the five minutes that Kerberos forgives.',
      'Houdt de klok binnen de vijf minuten die Kerberos toestaat.',
    ),
    reference: { source: 'field-practice', place: 'often needed' },
  },
  {
    id: 'connect-dc-kpasswd',
    from: 'connect',
    to: 'dc',
    protocol: 'kpasswd',
    feature: 'password-writeback',
    ports: [[464, 464]],
    transports: ['tcp', 'udp'],
    need: 'conditional',
    when: ['password-change'],
    phase: 'run-time',
    purpose: text('Changes and resets passwords over Kerberos.', 'Wijzigt en herstelt wachtwoorden via Kerberos.'),
    reference: { source: 'field-practice', place: 'often needed' },
  },
  {
    id: 'connect-dc-gcs',
    from: 'connect',
    to: 'dc',
    protocol: 'gcs',
    feature: 'ldaps',
    ports: [[3269, 3269]],
    transports: ['tcp'],
    need: 'conditional',
    when: ['gc-over-tls'],
    phase: 'run-time',
    purpose: text(
      'Searches the forest over TLS where plain 3268 is not allowed.',
      'Doorzoekt het forest over TLS waar 3268 zonder TLS niet is toegestaan.',
    ),
    reference: { source: 'field-practice', place: 'often needed' },
  },
  {
    id: 'connect-crl-http',
    from: 'connect',
    to: 'crl',
    protocol: 'http',
    feature: 'sync',
    ports: [[80, 80]],
    transports: ['tcp'],
    need: 'required',
    when: [],
    phase: 'both',
    purpose: text(
      'Fetches revocation lists and OCSP answers from the certificate authorities themselves.',
      'Haalt intrekkingslijsten en OCSP-antwoorden op bij de certificeringsinstanties zelf.',
    ),
    reference: { source: 'connectivity-2025', place: 'minimum URLs, port 80' },
  },
  {
    id: 'pta-crl-http',
    from: 'pta-agent',
    to: 'crl',
    protocol: 'http',
    feature: 'pta',
    ports: [[80, 80]],
    transports: ['tcp'],
    need: 'required',
    when: [],
    phase: 'both',
    purpose: text(
      'Lets the agent check certificates against their authorities.',
      'Laat de agent certificaten controleren bij hun instanties.',
    ),
    reference: { source: 'pta-2025', place: 'URLs, port 80' },
  },
  {
    id: 'pta-entra-status',
    from: 'pta-agent',
    to: 'entra',
    protocol: 'https',
    feature: 'pta',
    ports: [[8080, 8080]],
    transports: ['tcp'],
    need: 'optional',
    when: [],
    phase: 'run-time',
    purpose: text(
      'Reports the agent’s status every ten minutes when 443 cannot.',
      'Meldt elke tien minuten de status van de agent wanneer 443 dat niet kan.',
    ),
    reference: { source: 'pta-2025', place: 'ports' },
  },
  {
    id: 'adfs-adfs-http',
    from: 'adfs',
    to: 'adfs',
    protocol: 'http',
    feature: 'federation',
    ports: [[80, 80]],
    transports: ['tcp'],
    need: 'conditional',
    when: ['farm'],
    phase: 'run-time',
    purpose: text(
      'Copies the configuration between the members of the farm.',
      'Kopieert de configuratie tussen de leden van de farm.',
    ),
    reference: { source: 'adfs-requirements-2025', place: 'ports' },
  },
  {
    id: 'wap-adfs-http',
    from: 'wap',
    to: 'adfs',
    protocol: 'http',
    feature: 'federation',
    ports: [[80, 80]],
    transports: ['tcp'],
    need: 'conditional',
    when: ['farm', 'load-balancer'],
    phase: 'run-time',
    purpose: text(
      'Reads configuration, and the health page that load balancers watch (/adfs/probe answers 200).',
      'Leest configuratie, en de statuspagina waar load balancers op letten (/adfs/probe antwoordt 200).',
    ),
    reference: { source: 'adfs-requirements-2025', place: 'ports' },
  },
  {
    id: 'cloud-sync-entra-https',
    from: 'cloud-sync-agent',
    to: 'entra',
    protocol: 'https',
    feature: 'cloud-sync',
    ports: [[443, 443]],
    transports: ['tcp'],
    need: 'required',
    when: [],
    phase: 'both',
    purpose: text(
      'Carries all that the agent says to the service.',
      'Draagt al het verkeer van de agent met de service.',
    ),
    reference: { source: 'cloud-sync-2026', place: 'ports' },
  },
  {
    id: 'cloud-sync-entra-http',
    from: 'cloud-sync-agent',
    to: 'entra',
    protocol: 'http',
    feature: 'cloud-sync',
    ports: [[80, 80]],
    transports: ['tcp'],
    need: 'required',
    when: [],
    phase: 'both',
    purpose: text(
      'Fetches revocation lists for TLS certificates.',
      'Haalt intrekkingslijsten voor TLS-certificaten op.',
    ),
    reference: { source: 'cloud-sync-2026', place: 'ports' },
  },
  {
    id: 'cloud-sync-entra-status',
    from: 'cloud-sync-agent',
    to: 'entra',
    protocol: 'https',
    feature: 'cloud-sync',
    ports: [[8080, 8080]],
    transports: ['tcp'],
    need: 'optional',
    when: [],
    phase: 'run-time',
    purpose: text(
      'Reports the agent’s status when 443 cannot.',
      'Meldt de status van de agent wanneer 443 dat niet kan.',
    ),
    reference: { source: 'cloud-sync-2026', place: 'ports' },
  },
  {
    id: 'cloud-sync-dc-ldap',
    from: 'cloud-sync-agent',
    to: 'dc',
    protocol: 'ldap',
    feature: 'cloud-sync',
    ports: [[389, 389]],
    transports: ['tcp'],
    need: 'required',
    when: [],
    phase: 'run-time',
    purpose: text('Reads directory objects.', 'Leest adreslijstobjecten.'),
    reference: { source: 'cloud-sync-2026', place: 'ports' },
  },
  {
    id: 'cloud-sync-dc-gc',
    from: 'cloud-sync-agent',
    to: 'dc',
    protocol: 'gc',
    feature: 'cloud-sync',
    ports: [[3268, 3268]],
    transports: ['tcp'],
    need: 'required',
    when: [],
    phase: 'run-time',
    purpose: text('Searches the global catalog.', 'Doorzoekt de globale catalogus.'),
    reference: { source: 'cloud-sync-2026', place: 'ports' },
  },
] as const satisfies readonly Supplement[];

export type SupplementId = (typeof supplements)[number]['id'];
