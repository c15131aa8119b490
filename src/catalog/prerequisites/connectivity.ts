import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, probe } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Connectivity' };

/** What the Connect server must resolve and reach. Ports and addresses themselves stand with the flows and endpoints. */
export const connectivityPrerequisites = [
  {
    id: 'dns-intranet',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The DNS server that Connect uses resolves the names of the on-premises Active Directory.',
      'De DNS-server die Connect gebruikt, zet de namen van de lokale Active Directory om.',
    ),
    verify: probe(
      'dns',
      'The SRV record _ldap._tcp.dc._msdcs of every domain resolves.',
      'Het SRV-record _ldap._tcp.dc._msdcs van elk domein wordt omgezet.',
    ),
    applies: always,
    source,
  },
  {
    id: 'dns-internet',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The DNS server that Connect uses resolves the endpoints of Entra ID too.',
      'De DNS-server die Connect gebruikt, zet ook de eindpunten van Entra ID om.',
    ),
    verify: probe(
      'dns',
      'login.microsoftonline.com resolves from the Connect server.',
      'login.microsoftonline.com wordt vanaf de Connect-server omgezet.',
    ),
    applies: always,
    source,
  },
  {
    id: 'domains-reachable',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'Connect reaches each domain that it is configured for.',
      'Connect bereikt elk domein waarvoor het is ingesteld.',
    ),
    verify: probe(
      'ldap',
      'A DC of every configured domain answers a rootDSE search.',
      'Een DC van elk ingesteld domein beantwoordt een rootDSE-zoekopdracht.',
    ),
    applies: always,
    source,
  },
  {
    id: 'root-domains-reachable',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'Connect reaches the root domain of each configured forest.',
      'Connect bereikt het hoofddomein van elk ingesteld forest.',
    ),
    verify: probe(
      'ldap',
      'A DC of every forest root answers a rootDSE search.',
      'Een DC van elk hoofddomein beantwoordt een rootDSE-zoekopdracht.',
    ),
    applies: always,
    source,
  },
  {
    id: 'internal-ports-open',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'Internal firewalls let the ports between Connect and the domain controllers through. The ports answer lists them.',
      'Interne firewalls laten de poorten tussen Connect en de domeincontrollers door. Het antwoord over poorten noemt ze.',
    ),
    verify: probe(
      'ldap',
      'Every required flow from Connect to a DC is proven, LDAP first.',
      'Elke vereiste stroom van Connect naar een DC is aangetoond, LDAP eerst.',
    ),
    applies: inCase('internal-firewall'),
    source,
  },
  {
    id: 'office-365-urls-open',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The addresses on Microsoft’s list of Office 365 URLs and IP ranges are allowed out. The endpoints answer lists what Connect uses.',
      'De adressen op de lijst met Office 365-URL’s en IP-bereiken van Microsoft mogen naar buiten. Het antwoord over eindpunten noemt wat Connect gebruikt.',
    ),
    verify: probe(
      'https',
      'Every required endpoint of Connect answers over TLS.',
      'Elk vereist eindpunt van Connect antwoordt over TLS.',
    ),
    applies: inCase('filtered-internet'),
    source,
  },
  {
    id: 'admin-center-urls-open',
    area: 'connectivity',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'The addresses of the Microsoft Entra admin center are allowed out as well.',
      'Ook de adressen van het Microsoft Entra-beheercentrum mogen naar buiten.',
    ),
    verify: probe(
      'https',
      'entra.microsoft.com answers from the server.',
      'entra.microsoft.com antwoordt vanaf de server.',
    ),
    applies: inCase('filtered-internet'),
    source,
  },
  {
    id: 'sovereign-cloud-urls',
    area: 'connectivity',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The addresses opened are those of the German or Azure Government cloud: these clouds have their own.',
      'De geopende adressen zijn die van de Duitse cloud of Azure Government: deze clouds hebben eigen adressen.',
    ),
    verify: probe(
      'https',
      'The sign-in and synchronization addresses of that cloud answer over TLS.',
      'De aanmeldings- en synchronisatieadressen van die cloud antwoorden over TLS.',
    ),
    applies: inCase('sovereign-cloud'),
    source,
  },
  {
    id: 'connectivity-troubleshooting',
    area: 'connectivity',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'When a connection fails, Microsoft’s page on troubleshooting connectivity says more, and .NET’s reference for defaultProxy explains the proxy setting.',
      'Als een verbinding mislukt, zegt Microsofts pagina over verbindingsproblemen meer; de .NET-naslag over defaultProxy verklaart de proxy-instelling.',
    ),
    verify: attest(
      'Do those who will be on call know these pages?',
      'Kennen degenen die storingsdienst hebben deze pagina’s?',
    ),
    applies: always,
    source,
  },
] as const satisfies readonly Prerequisite[];
