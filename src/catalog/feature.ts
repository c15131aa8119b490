import { byId } from './by-id.ts';
import { same, type Text, text } from './text.ts';

/** A choice that an estate makes, which decides flows, endpoints and prerequisites. */
export interface Feature {
  readonly id: string;
  readonly name: Text;
  /** Names people type, lower case, English and Dutch. */
  readonly aliases: readonly string[];
}

export const features = [
  {
    id: 'sync',
    name: text('Directory synchronization', 'Adreslijstsynchronisatie'),
    aliases: ['sync', 'directory sync', 'directory synchronization', 'directory synchronisation', 'synchronisatie'],
  },
  {
    id: 'phs',
    name: text('Password hash synchronization', 'Wachtwoord-hashsynchronisatie'),
    aliases: [
      'phs',
      'password hash sync',
      'password-hash-sync',
      'password hash synchronization',
      'password sync',
      'wachtwoordhashsynchronisatie',
      'wachtwoordsynchronisatie',
    ],
  },
  {
    id: 'pta',
    name: text('Pass-through authentication', 'Pass-through-verificatie'),
    aliases: [
      'pta',
      'pass-through',
      'passthrough',
      'pass-through authentication',
      'passthrough authentication',
      'pass through authentication',
      'pass-through-verificatie',
    ],
  },
  {
    id: 'seamless-sso',
    name: text('Seamless single sign-on', 'Naadloze eenmalige aanmelding'),
    aliases: [
      'seamless-sso',
      'seamless sso',
      'seamlesssso',
      'sso',
      'single sign-on',
      'single sign on',
      'seamless single sign-on',
      'desktop sso',
      'eenmalige aanmelding',
      'naadloze sso',
    ],
  },
  {
    id: 'federation',
    name: text('Federation with AD FS', 'Federatie met AD FS'),
    aliases: ['federation', 'federated', 'ad fs federation', 'federatie'],
  },
  {
    id: 'password-writeback',
    name: text('Password writeback', 'Wachtwoorden terugschrijven'),
    aliases: ['password-writeback', 'password writeback', 'writeback', 'sspr', 'wachtwoord terugschrijven'],
  },
  {
    id: 'certificate-auth',
    name: text('Certificate authentication at AD FS', 'Certificaatverificatie bij AD FS'),
    aliases: [
      'certificate-auth',
      'certificate auth',
      'certificate authentication',
      'certauth',
      'client certificate',
      'client certificates',
      'smart card',
      'smartcard',
      'certificaatverificatie',
    ],
  },
  {
    id: 'ldaps',
    name: text('LDAP over TLS for the AD connector', 'LDAP over TLS voor de AD-connector'),
    aliases: ['ldap over tls', 'ldap over ssl', 'ldap-over-tls'],
  },
  {
    id: 'adfs-wizard',
    name: text(
      'AD FS installed by the Connect wizard, with a gMSA',
      'AD FS geïnstalleerd door de Connect-wizard, met een gMSA',
    ),
    aliases: ['adfs-wizard', 'adfs wizard', 'ad fs wizard', 'gmsa', 'wizard', 'group managed service account'],
  },
  {
    id: 'health',
    name: text('Connect Health monitoring', 'Bewaking met Connect Health'),
    aliases: ['health', 'connect health', 'entra connect health', 'monitoring'],
  },
  {
    id: 'cloud-sync',
    name: same('Cloud Sync'),
    aliases: ['cloud-sync', 'cloud sync', 'cloudsync', 'entra cloud sync', 'cloudsynchronisatie'],
  },
  {
    id: 'device-registration',
    name: text('Device registration (Workplace Join)', 'Apparaatregistratie (Workplace Join)'),
    aliases: [
      'device-registration',
      'device registration',
      'workplace join',
      'workplace-join',
      'drs',
      'apparaatregistratie',
    ],
  },
] as const satisfies readonly Feature[];

export type FeatureId = (typeof features)[number]['id'];

/** The feature with this id. */
export const featureOf = byId<Feature, FeatureId>('feature', features);
