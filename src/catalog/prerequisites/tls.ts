import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { inCase } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact, probe } from './verify.ts';

const connectivity: Reference = { source: 'prerequisites-2023', place: 'Connectivity' };
const enable: Reference = { source: 'prerequisites-2023', place: 'Enable TLS 1.2 for Microsoft Entra Connect' };

/** TLS between the sync engine, Entra ID and SQL Server. The setting itself stands in tls-registry.ts. */
export const tlsPrerequisites = [
  {
    id: 'tls-1-2-default',
    area: 'tls',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'From 1.1.614.0 on, the sync engine encrypts its traffic with Entra ID with TLS 1.2 unless told otherwise.',
      'Vanaf 1.1.614.0 versleutelt de synchronisatie-engine het verkeer met Entra ID met TLS 1.2, tenzij anders ingesteld.',
    ),
    verify: hostFact(
      'connect-version',
      'The version of Connect is 1.1.614.0 or higher.',
      'De versie van Connect is 1.1.614.0 of hoger.',
    ),
    applies: inCase('from-1-1-614'),
    source: connectivity,
  },
  {
    id: 'tls-fallback',
    area: 'tls',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'Where Windows offers no TLS 1.2, Connect before 2.0 steps down to TLS 1.1 and then to 1.0.',
      'Waar Windows geen TLS 1.2 biedt, gaat Connect vóór 2.0 terug naar TLS 1.1 en daarna naar 1.0.',
    ),
    verify: probe(
      'tls',
      'The version that a handshake with login.microsoftonline.com settles on.',
      'De versie waarop een handshake met login.microsoftonline.com uitkomt.',
    ),
    applies: inCase('before-2-0'),
    source: connectivity,
  },
  {
    id: 'tls-1-2-enabled',
    area: 'tls',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'TLS 1.2 is enabled on the server. Without it, set-up of Connect 2.0 or newer fails.',
      'TLS 1.2 is op de server ingeschakeld. Anders mislukt de installatie van Connect 2.0 of nieuwer.',
    ),
    verify: probe(
      'tls',
      'A handshake with login.microsoftonline.com settles on TLS 1.2 or higher.',
      'Een handshake met login.microsoftonline.com komt uit op TLS 1.2 of hoger.',
    ),
    applies: inCase('from-2-0'),
    source: connectivity,
  },
  {
    id: 'tls-1-0-and-1-1',
    area: 'tls',
    role: 'connect',
    severity: 'unsupported',
    requirement: text(
      'TLS 1.0 or 1.1 between the sync engine and Entra ID.',
      'TLS 1.0 of 1.1 tussen de synchronisatie-engine en Entra ID.',
    ),
    verify: probe(
      'tls',
      'No proxy on the way brings the handshake down to TLS 1.0 or 1.1.',
      'Geen proxy onderweg brengt de handshake terug tot TLS 1.0 of 1.1.',
    ),
    applies: inCase('from-2-0'),
    source: connectivity,
  },
  {
    id: 'tls-1-0-default',
    area: 'tls',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'Connect before 1.1.614.0 uses TLS 1.0 until TLS 1.2 is enabled on the server.',
      'Connect vóór 1.1.614.0 gebruikt TLS 1.0 totdat TLS 1.2 op de server is ingeschakeld.',
    ),
    verify: hostFact(
      'connect-version',
      'The version of Connect, for the record.',
      'De versie van Connect, ter informatie.',
    ),
    applies: inCase('before-1-1-614'),
    source: connectivity,
  },
  {
    id: 'dotnet-can-use-tls-1-2',
    area: 'tls',
    role: 'connect',
    severity: 'optional',
    requirement: text(
      '.NET applications on the server can be told to prefer TLS 1.2. Microsoft Security Advisory 2960358 has the background.',
      '.NET-toepassingen op de server kunnen de voorkeur aan TLS 1.2 geven. Microsoft Security Advisory 2960358 geeft de achtergrond.',
    ),
    verify: hostFact(
      'registry-value',
      'Whether SchUseStrongCrypto is set, for the record.',
      'Of SchUseStrongCrypto is ingesteld, ter informatie.',
    ),
    applies: inCase('before-1-1-614'),
    source: enable,
  },
  {
    id: 'dotnet-4-5-1-hotfix',
    area: 'tls',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The .NET 4.5.1 hotfix for the operating system of the server is installed, or a later release that includes it.',
      'De hotfix voor .NET 4.5.1 voor het besturingssysteem van de server is geïnstalleerd, of een latere versie die hem bevat.',
    ),
    verify: hostFact(
      'hotfix',
      'The hotfix of advisory 2960358 is present, or .NET is newer.',
      'De hotfix van advies 2960358 is aanwezig, of .NET is nieuwer.',
    ),
    applies: inCase('tls-1-2-to-enable'),
    source: enable,
  },
  {
    id: 'strong-crypto',
    area: 'tls',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'SchUseStrongCrypto is 1 for .NET Framework 4, whatever the operating system.',
      'SchUseStrongCrypto is 1 voor .NET Framework 4, ongeacht het besturingssysteem.',
    ),
    verify: hostFact(
      'registry-value',
      String.raw`HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319 has SchUseStrongCrypto, a DWORD of 1.`,
      String.raw`HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319 bevat SchUseStrongCrypto, een DWORD met waarde 1.`,
    ),
    applies: inCase('tls-1-2-to-enable'),
    source: enable,
  },
  {
    id: 'strong-crypto-restart',
    area: 'tls',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The server has been restarted since SchUseStrongCrypto was set.',
      'De server is opnieuw gestart nadat SchUseStrongCrypto is ingesteld.',
    ),
    verify: hostFact(
      'last-restart',
      'Windows started later than the key was last written.',
      'Windows is later gestart dan de sleutel voor het laatst is geschreven.',
    ),
    applies: inCase('tls-1-2-to-enable'),
    source: enable,
  },
  {
    id: 'sql-tls-1-2',
    area: 'tls',
    role: 'sql',
    severity: 'required',
    requirement: text(
      'Server and client of the remote SQL Server have the versions that support TLS 1.2. Microsoft’s KB 3135244 lists them.',
      'Server en client van de externe SQL Server hebben de versies die TLS 1.2 ondersteunen. KB 3135244 van Microsoft noemt ze.',
    ),
    verify: attest('Have both versions been held against KB 3135244?', 'Zijn beide versies naast KB 3135244 gelegd?'),
    applies: inCase('remote-sql'),
    source: enable,
  },
] as const satisfies readonly Prerequisite[];
