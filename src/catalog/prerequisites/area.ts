import { byId } from '../by-id.ts';
import { same, type Text, text } from '../text.ts';

/** A subject that prerequisites are asked by. Its order is that of the document's headings. */
export interface Area {
  readonly id: string;
  readonly name: Text;
  /** The heading of the prerequisites page that the area comes from. */
  readonly heading: string;
  /**
   * What people type, lower case, English and Dutch. A word that already names a role (`sql`, `tenant`) is not among
   * them: it asks for the prerequisites of that role.
   */
  readonly aliases: readonly string[];
}

/** Every area, in the order of the page. */
export const areas = [
  {
    id: 'tenant',
    name: text('Tenant and domain', 'Tenant en domein'),
    heading: 'Microsoft Entra ID',
    aliases: ['verified domain', 'tenant and domain', 'domain verification', 'custom domain', 'geverifieerd domein'],
  },
  {
    id: 'data',
    name: text('On-premises data', 'Lokale gegevens'),
    heading: 'Prepare your on-premises data',
    aliases: ['data', 'idfix', 'data quality', 'on-premises data', 'gegevens', 'lokale gegevens'],
  },
  {
    id: 'directory',
    name: text('On-premises directory', 'Lokale adreslijst'),
    heading: 'On-premises Active Directory',
    aliases: [
      'directory',
      'schema',
      'ad schema',
      'functional level',
      'forest functional level',
      'rodc',
      'recycle bin',
      'adreslijst',
      'functioneel niveau',
      'prullenbak',
    ],
  },
  {
    id: 'powershell',
    name: same('PowerShell'),
    heading: 'PowerShell execution policy',
    aliases: ['powershell', 'execution policy', 'transcription', 'uitvoeringsbeleid', 'transcriptie'],
  },
  {
    id: 'server',
    name: text('Server and operating system', 'Server en besturingssysteem'),
    heading: 'Microsoft Entra Connect server',
    aliases: [
      'server',
      'servers',
      'os',
      'windows',
      'windows server',
      'operating system',
      'installation',
      'besturingssysteem',
      'installatie',
    ],
  },
  {
    id: 'hardening',
    name: text('Hardening', 'Beveiliging van de server'),
    heading: 'Harden your Microsoft Entra Connect server',
    aliases: ['hardening', 'harden', 'security', 'tier 0', 'control plane', 'beveiliging', 'beveiligen'],
  },
  {
    id: 'sql',
    name: text('Database server', 'Databaseserver'),
    heading: 'SQL Server used by Microsoft Entra Connect',
    aliases: ['sql requirements', 'collation', 'azure sql', 'databases', 'sortering', 'sql-vereisten'],
  },
  {
    id: 'accounts',
    name: text('Accounts for the installation', 'Accounts voor de installatie'),
    heading: 'Accounts',
    aliases: ['accounts', 'account', 'permissions', 'rechten', 'machtigingen'],
  },
  {
    id: 'connectivity',
    name: text('Connectivity', 'Verbindingen'),
    heading: 'Connectivity',
    aliases: [
      'connectivity',
      'network',
      'outbound proxy',
      'machine.config',
      'verbindingen',
      'netwerk',
      'uitgaande proxy',
    ],
  },
  {
    id: 'other',
    name: text('Trial run', 'Proefdraaien'),
    heading: 'Other',
    aliases: ['test user', 'other', 'test account', 'overig', 'testgebruiker'],
  },
  {
    id: 'components',
    name: text('.NET Framework on the server', '.NET Framework op de server'),
    heading: 'PowerShell and .NET Framework',
    aliases: ['components', 'component', '.net', 'dotnet', 'dot net', '.net framework', 'onderdelen'],
  },
  {
    id: 'tls',
    name: same('TLS 1.2'),
    heading: 'Enable TLS 1.2 for Microsoft Entra Connect',
    aliases: ['tls', 'tls 1.2', 'ssl', 'strong crypto', 'schusestrongcrypto'],
  },
  {
    id: 'dcom',
    name: text('DCOM registry values', 'DCOM-registerwaarden'),
    heading: 'DCOM prerequisites on the synchronization server',
    aliases: ['dcom', 'com', 'ole'],
  },
  {
    id: 'winrm',
    name: text('Remote management (WinRM)', 'Extern beheer (WinRM)'),
    heading: 'Windows Remote Management',
    aliases: [
      'winrm',
      'remote management',
      'windows remote management',
      'psremoting',
      'trusted hosts',
      'trustedhosts',
      'extern beheer',
    ],
  },
  {
    id: 'certificates',
    name: text('Federation certificate', 'Federatiecertificaat'),
    heading: 'TLS/SSL certificate requirements',
    aliases: ['certificates', 'certificate', 'cert', 'certs', 'san', 'wildcard', 'certificaat', 'certificaten'],
  },
  {
    id: 'name-resolution',
    name: text('Name resolution of the federation service', 'Naamomzetting van de federatieservice'),
    heading: 'Name resolution for federation servers',
    aliases: ['name-resolution', 'dns', 'a record', 'load balancer', 'intranet zone', 'naamomzetting', 'intranetzone'],
  },
  {
    id: 'supporting-components',
    name: text('What set-up installs', 'Wat de installatie plaatst'),
    heading: 'Microsoft Entra Connect supporting components',
    aliases: [
      'supporting-components',
      'supporting',
      'native client',
      'visual c++',
      'ondersteunende onderdelen',
      'meegeleverde onderdelen',
    ],
  },
  {
    id: 'hardware',
    name: text('Machine size', 'Omvang van de machine'),
    heading: 'Hardware requirements for Microsoft Entra Connect',
    aliases: ['hardware', 'cpu', 'memory', 'disk', 'processor', 'geheugen', 'schijf'],
  },
] as const satisfies readonly Area[];

export type AreaId = (typeof areas)[number]['id'];

/** The area with this id. */
export const areaOf = byId<Area, AreaId>('area', areas);
