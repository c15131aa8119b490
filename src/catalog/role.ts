import { byId } from './by-id.ts';
import { same, type Text, text } from './text.ts';

/** A part that a machine, a service or a person plays in a hybrid identity estate. */
export interface Role {
  readonly id: string;
  /** Today's name in full. */
  readonly name: Text;
  /** Short label for tables and arrows. */
  readonly label: string;
  /** Where it stands: decides which way a flow crosses the edge of the organisation. */
  readonly zone: 'internal' | 'perimeter' | 'internet';
  /** Names people type, lower case, old and new, English and Dutch. One that several roles share is ambiguous. */
  readonly aliases: readonly string[];
}

export const roles = [
  {
    id: 'connect',
    name: text('Microsoft Entra Connect server', 'Microsoft Entra Connect-server'),
    label: 'Connect',
    zone: 'internal',
    aliases: [
      'connect',
      'aadc',
      'aad connect',
      'azure ad connect',
      'azuread connect',
      'entra connect',
      'microsoft entra connect',
      'entra connect sync',
      'sync',
      'sync server',
      'synchronisation server',
      'synchronization server',
      'sync engine',
      'connect server',
      'adconnect',
      'dirsync',
      'synchronisatieserver',
      'synchronisatie',
    ],
  },
  {
    id: 'dc',
    name: text('Active Directory domain controller', 'Active Directory-domeincontroller'),
    label: 'DC',
    zone: 'internal',
    aliases: [
      'dc',
      'dcs',
      'ad',
      'ad ds',
      'adds',
      'active directory',
      'domain controller',
      'domain controllers',
      'on-prem ad',
      'onprem ad',
      'on-premises ad',
      'on premises ad',
      'on-premises active directory',
      'forest',
      'domeincontroller',
      'domeincontrollers',
      'lokale ad',
    ],
  },
  {
    id: 'entra',
    name: same('Microsoft Entra ID'),
    label: 'Entra ID',
    zone: 'internet',
    aliases: [
      'entra',
      'entra id',
      'microsoft entra id',
      'entraid',
      'aad',
      'azure ad',
      'azure active directory',
      'azuread',
      'cloud',
      'tenant',
      'de cloud',
    ],
  },
  {
    id: 'adfs',
    name: text('AD FS federation server', 'AD FS-federatieserver'),
    label: 'AD FS',
    zone: 'internal',
    aliases: [
      'adfs',
      'ad fs',
      'ad-fs',
      'sts',
      'federation server',
      'federation servers',
      'federation',
      'active directory federation services',
      'federatieserver',
      'federatieservers',
      'federatie',
    ],
  },
  {
    id: 'wap',
    name: same('Web Application Proxy'),
    label: 'WAP',
    zone: 'perimeter',
    aliases: [
      'wap',
      'proxy',
      'web application proxy',
      'webapplicationproxy',
      'application proxy',
      'federation proxy',
      'adfs proxy',
      'ad fs proxy',
      'webtoepassingsproxy',
      'federatieproxy',
    ],
  },
  {
    id: 'client',
    name: text('User and browser', 'Gebruiker en browser'),
    label: 'Client',
    zone: 'internet',
    aliases: ['client', 'clients', 'user', 'users', 'browser', 'end user', 'gebruiker', 'gebruikers', 'eindgebruiker'],
  },
  {
    id: 'pta-agent',
    name: text('Pass-through authentication agent', 'Agent voor pass-through-verificatie'),
    label: 'PTA agent',
    zone: 'internal',
    aliases: [
      'pta',
      'pta-agent',
      'pta agent',
      'pass-through',
      'passthrough',
      'pass-through authentication',
      'passthrough authentication',
      'pass through authentication',
      'pass-through agent',
      'pass-through authentication agent',
      'authentication agent',
      'connector',
      'agent',
      'pass-through-verificatie',
      'pass-through verificatie',
      'doorgiftverificatie',
      'verificatieagent',
    ],
  },
  {
    id: 'health-agent',
    name: text('Microsoft Entra Connect Health agent', 'Microsoft Entra Connect Health-agent'),
    label: 'Health agent',
    zone: 'internal',
    aliases: [
      'health',
      'health-agent',
      'health agent',
      'connect health',
      'connect health agent',
      'entra connect health',
      'aad connect health',
      'azure ad connect health',
      'agent',
      'statusagent',
      'gezondheidsagent',
    ],
  },
  {
    id: 'cloud-sync-agent',
    name: text('Microsoft Entra Cloud Sync provisioning agent', 'Inrichtingsagent van Microsoft Entra Cloud Sync'),
    label: 'Cloud Sync agent',
    zone: 'internal',
    aliases: [
      'cloud-sync-agent',
      'cloud sync agent',
      'cloud sync',
      'cloud-sync',
      'cloudsync',
      'entra cloud sync',
      'provisioning agent',
      'agent',
      'cloudsynchronisatie',
    ],
  },
  {
    id: 'sql',
    name: text('SQL Server of the synchronization service', 'SQL Server van de synchronisatieservice'),
    label: 'SQL Server',
    zone: 'internal',
    aliases: ['sql', 'sql server', 'sqlserver', 'database', 'localdb', 'mssql', 'databaseserver'],
  },
  {
    id: 'crl',
    name: text(
      'Certificate revocation (CRL and OCSP) distribution points',
      'Distributiepunten voor certificaatintrekking (CRL en OCSP)',
    ),
    label: 'CRL/OCSP',
    zone: 'internet',
    aliases: [
      'crl',
      'crls',
      'ocsp',
      'cdp',
      'crl distribution point',
      'crl distribution points',
      'revocation',
      'certificate revocation list',
      'intrekkingslijst',
      'certificaatintrekkingslijst',
    ],
  },
] as const satisfies readonly Role[];

export type RoleId = (typeof roles)[number]['id'];

/** The role with this id. */
export const roleOf = byId<Role, RoleId>('role', roles);

/** Short label of a role, as tables and arrows show it. */
export function roleLabel(id: RoleId): string {
  return roleOf(id).label;
}
