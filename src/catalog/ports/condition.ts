import { byId } from '../by-id.ts';
import type { FeatureId } from '../feature.ts';
import { type Text, text } from '../text.ts';

/** When a flow is needed, as data that a plan can evaluate against the features of an estate. */
export interface Condition {
  readonly id: string;
  readonly label: Text;
  /** The feature that brings the condition about; null where it is an act and not a feature. */
  readonly feature: FeatureId | null;
}

export const conditions = [
  {
    id: 'initial-configuration',
    label: text('while the Connect wizard sets the server up', 'terwijl de Connect-wizard de server inricht'),
    feature: null,
  },
  {
    id: 'password-hash-sync',
    label: text('password hashes are synchronized', 'wachtwoord-hashes worden gesynchroniseerd'),
    feature: 'phs',
  },
  { id: 'seamless-sso', label: text('seamless SSO is used', 'naadloze SSO in gebruik'), feature: 'seamless-sso' },
  {
    id: 'password-writeback',
    label: text('password writeback is used', 'wachtwoorden worden teruggeschreven'),
    feature: 'password-writeback',
  },
  {
    id: 'ldap-over-tls',
    label: text('the AD connector uses LDAP over TLS', 'de AD-connector gebruikt LDAP over TLS'),
    feature: 'ldaps',
  },
  {
    id: 'adfs-gmsa-wizard',
    label: text('the Connect wizard installs AD FS with a gMSA', 'de Connect-wizard installeert AD FS met een gMSA'),
    feature: 'adfs-wizard',
  },
  {
    id: 'certificate-authentication',
    label: text('users sign in with a certificate', 'gebruikers melden zich aan met een certificaat'),
    feature: 'certificate-auth',
  },
  {
    id: 'sso-registration',
    label: text('only while seamless SSO is registered', 'alleen tijdens de registratie van naadloze SSO'),
    feature: 'seamless-sso',
  },
  {
    id: 'connector-registration',
    label: text('only while a connector is registered', 'alleen tijdens de registratie van een connector'),
    feature: 'pta',
  },
  {
    id: 'connector-bootstrap',
    label: text('connector bootstrap and automatic update', 'opstarten en automatisch bijwerken van de connector'),
    feature: 'pta',
  },
  {
    id: 'connector-renewal',
    label: text(
      'automatic renewal of the connector certificate',
      'automatische vernieuwing van het connectorcertificaat',
    ),
    feature: 'pta',
  },
  {
    id: 'older-health-agent',
    label: text('a Health agent that is not the newest', 'een Health-agent die niet de nieuwste is'),
    feature: 'health',
  },
  {
    id: 'farm',
    label: text('the farm has more than one AD FS server', 'de farm telt meer dan één AD FS-server'),
    feature: 'federation',
  },
  {
    id: 'load-balancer',
    label: text('a load balancer watches the farm', 'een load balancer bewaakt de farm'),
    feature: 'federation',
  },
  {
    id: 'password-change',
    label: text(
      'passwords are changed or reset over Kerberos',
      'wachtwoorden worden via Kerberos gewijzigd of hersteld',
    ),
    feature: 'password-writeback',
  },
  {
    id: 'gc-over-tls',
    label: text('the global catalog is queried over TLS', 'de globale catalogus wordt over TLS bevraagd'),
    feature: 'ldaps',
  },
] as const satisfies readonly Condition[];

export type ConditionId = (typeof conditions)[number]['id'];

/** The condition with this id. */
export const conditionOf = byId<Condition, ConditionId>('condition', conditions);
