import { byId } from '../by-id.ts';
import { type Text, text } from '../text.ts';

/** An application protocol as the documents name it. */
export interface Protocol {
  readonly id: string;
  /** The name that the ports page prints, in its latest English edition. */
  readonly name: string;
  /** What it is, for those who meet it in a firewall log. */
  readonly gloss: Text;
  /** Names people type, lower case; the first is the one that answers use. One that several share is ambiguous. */
  readonly aliases: readonly string[];
}

export const protocols = [
  { id: 'dns', name: 'DNS', gloss: text('name resolution', 'naamomzetting'), aliases: ['dns', 'name resolution'] },
  {
    id: 'kerberos',
    name: 'Kerberos',
    gloss: text('authentication to the forest', 'verificatie bij het forest'),
    aliases: ['kerberos', 'krb', 'krb5', 'kdc'],
  },
  {
    id: 'ms-rpc',
    name: 'MS-RPC',
    gloss: text('RPC endpoint mapper', 'RPC endpoint mapper'),
    aliases: ['ms-rpc', 'msrpc', 'ms rpc', 'endpoint mapper', 'epm', 'rpc endpoint mapper', 'rpc'],
  },
  {
    id: 'ldap',
    name: 'LDAP',
    gloss: text('directory access', 'adreslijsttoegang'),
    aliases: ['ldap', 'cldap'],
  },
  {
    id: 'smb',
    name: 'SMB',
    gloss: text('file and named-pipe access', 'toegang tot bestanden en named pipes'),
    aliases: ['smb', 'cifs', 'smb2', 'smb3'],
  },
  {
    id: 'ldaps',
    name: 'LDAP/SSL',
    gloss: text('directory access over TLS', 'adreslijsttoegang over TLS'),
    aliases: ['ldaps', 'ldap/ssl', 'ldap-ssl', 'ldap ssl', 'ldap tls', 'ldap/tls', 'secure ldap'],
  },
  {
    id: 'rpc',
    name: 'RPC',
    gloss: text('dynamic RPC ports', 'dynamische RPC-poorten'),
    aliases: [
      'dynamic rpc',
      'rpc',
      'rpc dynamic',
      'rpc ports',
      'high ports',
      'dynamic ports',
      'random ports',
      'ephemeral',
      'ephemeral ports',
      'dynamische poorten',
    ],
  },
  {
    id: 'winrm',
    name: 'WinRM',
    gloss: text('Windows Remote Management', 'extern Windows-beheer'),
    aliases: ['winrm', 'ws-management', 'wsman', 'windows remote management', 'psremoting', 'powershell remoting'],
  },
  {
    id: 'adws',
    name: 'AD DS Web Services',
    gloss: text('Active Directory web services', 'webservices van Active Directory'),
    aliases: ['adws', 'ad ds web services', 'ad web services', 'active directory web services', 'ad ds-webservices'],
  },
  {
    id: 'gc',
    name: 'Global Catalog',
    gloss: text('forest-wide directory search', 'zoeken in het hele forest'),
    aliases: ['gc', 'global catalog', 'globalcatalog', 'globale catalogus'],
  },
  {
    id: 'http',
    name: 'HTTP',
    gloss: text('plain web traffic', 'onversleuteld webverkeer'),
    aliases: ['http'],
  },
  {
    id: 'https',
    name: 'HTTPS',
    gloss: text('web traffic over TLS', 'webverkeer over TLS'),
    aliases: ['https', 'tls', 'ssl'],
  },
  {
    id: 'certificate-tls',
    name: 'TCP',
    gloss: text('TLS that asks for a client certificate', 'TLS die om een clientcertificaat vraagt'),
    aliases: ['client tls', 'certificate port'],
  },
  {
    id: 'service-bus',
    name: 'Azure Service Bus',
    gloss: text('messaging over AMQP with TLS', 'berichtenverkeer over AMQP met TLS'),
    aliases: ['service bus', 'azure service bus', 'servicebus', 'amqp', 'amqps'],
  },
  {
    id: 'ntp',
    name: 'NTP',
    gloss: text('time', 'tijd'),
    aliases: ['ntp', 'time', 'w32time', 'tijd'],
  },
  {
    id: 'kpasswd',
    name: 'Kerberos password change',
    gloss: text('password change and reset', 'wachtwoord wijzigen en opnieuw instellen'),
    aliases: ['kpasswd', 'password change', 'kerberos password change', 'wachtwoordwijziging'],
  },
  {
    id: 'gcs',
    name: 'Global Catalog over TLS',
    gloss: text('forest-wide directory search over TLS', 'zoeken in het hele forest over TLS'),
    aliases: ['gcs', 'gc ssl', 'gc tls', 'global catalog ssl', 'global catalog tls', 'global catalog over tls'],
  },
] as const satisfies readonly Protocol[];

export type ProtocolId = (typeof protocols)[number]['id'];

/** The protocol with this id. */
export const protocolOf = byId<Protocol, ProtocolId>('protocol', protocols);
