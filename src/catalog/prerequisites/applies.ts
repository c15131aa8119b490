import { byId } from '../by-id.ts';
import type { FeatureId } from '../feature.ts';
import { type Text, text } from '../text.ts';

/** A circumstance of an estate, apart from its features, that brings a prerequisite about. */
export interface Case {
  readonly id: string;
  /** Completes the sentence "matters when …". */
  readonly label: Text;
}

/** Every case that an item can depend on; none is known from the features of an estate alone. */
export const cases = [
  {
    id: 'windows-2016-or-older',
    label: text('a server runs Windows Server 2016 or older', 'een server Windows Server 2016 of ouder draait'),
  },
  { id: 'wizard-manages-adfs', label: text('the wizard manages AD FS', 'de wizard AD FS beheert') },
  {
    id: 'wizard-manages-sync',
    label: text('the wizard manages only synchronization', 'de wizard alleen de synchronisatie beheert'),
  },
  {
    id: 'admin-mfa',
    label: text(
      'Hybrid Identity Administrators sign in with MFA',
      'Hybrid Identity Administrators zich met MFA aanmelden',
    ),
  },
  { id: 'soft-match-unneeded', label: text('soft matching is not needed', 'zachte koppeling niet nodig is') },
  {
    id: 'large-directory',
    label: text('there are more objects than LocalDB holds', 'er meer objecten zijn dan LocalDB aankan'),
  },
  {
    id: 'own-sql',
    label: text('Connect uses another SQL Server than LocalDB', 'Connect een andere SQL Server dan LocalDB gebruikt'),
  },
  { id: 'local-sql', label: text('SQL Server runs on the Connect server', 'SQL Server op de Connect-server draait') },
  {
    id: 'remote-sql',
    label: text(
      'a remote SQL Server is to be reached over TLS 1.2',
      'een externe SQL Server over TLS 1.2 bereikt moet worden',
    ),
  },
  {
    id: 'express-or-dirsync-upgrade',
    label: text(
      'express settings are used or DirSync is upgraded',
      'de snelle installatie wordt gebruikt of DirSync wordt bijgewerkt',
    ),
  },
  { id: 'custom-settings', label: text('custom settings are used', 'de aangepaste installatie wordt gebruikt') },
  {
    id: 'internal-firewall',
    label: text('a firewall stands between Connect and the DCs', 'er een firewall tussen Connect en de DC’s staat'),
  },
  {
    id: 'filtered-internet',
    label: text(
      'a proxy or firewall limits which addresses can be reached',
      'een proxy of firewall beperkt welke adressen bereikbaar zijn',
    ),
  },
  {
    id: 'sovereign-cloud',
    label: text(
      'the tenant is in the German or the US government cloud',
      'de tenant in de Duitse cloud of die van de Amerikaanse overheid staat',
    ),
  },
  { id: 'before-1-1-614', label: text('Connect is older than 1.1.614.0', 'Connect ouder is dan 1.1.614.0') },
  { id: 'from-1-1-614', label: text('Connect is 1.1.614.0 or newer', 'Connect 1.1.614.0 of nieuwer is') },
  {
    id: 'before-2-0',
    label: text(
      'Connect is 1.1.614.0 or newer, and older than 2.0',
      'Connect 1.1.614.0 of nieuwer is, en ouder dan 2.0',
    ),
  },
  { id: 'from-2-0', label: text('Connect is 2.0 or newer', 'Connect 2.0 of nieuwer is') },
  { id: 'tls-1-2-to-enable', label: text('TLS 1.2 still has to be enabled', 'TLS 1.2 nog moet worden ingeschakeld') },
  {
    id: 'outbound-proxy',
    label: text('Connect reaches the internet through a proxy', 'Connect het internet via een proxy bereikt'),
  },
  {
    id: 'proxy-with-authentication',
    label: text('the proxy asks for authentication', 'de proxy om verificatie vraagt'),
  },
  {
    id: 'existing-setup',
    label: text(
      'the proxy is set on a Connect that is already installed',
      'de proxy wordt ingesteld op een Connect die al is geïnstalleerd',
    ),
  },
  {
    id: 'domain-joined-target',
    label: text('the wizard deploys to a domain-joined server', 'de wizard naar een server in een domein uitrolt'),
  },
  {
    id: 'non-domain-joined-wap',
    label: text(
      'the wizard deploys to a WAP server outside any domain',
      'de wizard naar een WAP-server buiten elk domein uitrolt',
    ),
  },
  {
    id: 'target-without-trust',
    label: text(
      'the wizard deploys to a server outside any domain or in an untrusted one',
      'de wizard uitrolt naar een server buiten elk domein of in een niet-vertrouwd domein',
    ),
  },
  { id: 'test-lab', label: text('it is a test lab', 'het een testomgeving is') },
  { id: 'production', label: text('it is production', 'het productie is') },
  {
    id: 'untrusted-certificate',
    label: text('the certificate is not publicly trusted', 'het certificaat niet publiek wordt vertrouwd'),
  },
  {
    id: 'certificate-without-san',
    label: text('the certificate has no SAN at all', 'het certificaat geen enkele SAN heeft'),
  },
  {
    id: 'several-federation-servers',
    label: text('there is more than one AD FS or WAP server', 'er meer dan één AD FS- of WAP-server is'),
  },
  {
    id: 'integrated-authentication',
    label: text(
      'browsers sign in with Windows integrated authentication',
      'browsers zich met geïntegreerde Windows-verificatie aanmelden',
    ),
  },
] as const satisfies readonly Case[];

export type CaseId = (typeof cases)[number]['id'];

/** When an item matters: in every estate, in one with a certain feature, or in a certain case. */
export type Applies =
  | { readonly kind: 'always' }
  | { readonly kind: 'feature'; readonly feature: FeatureId }
  | { readonly kind: 'case'; readonly case: CaseId };

/** Matters in every estate. */
export const always: Applies = { kind: 'always' };

/** Matters in an estate with this feature. */
export function withFeature(feature: FeatureId): Applies {
  return { kind: 'feature', feature };
}

/** Matters in this case. */
export function inCase(id: CaseId): Applies {
  return { kind: 'case', case: id };
}

/** The case with this id. */
export const caseOf = byId<Case, CaseId>('case', cases);
