import type { Reference } from '../source.ts';
import { type Text, text } from '../text.ts';

/** A rule about the database of the synchronization service. */
export interface SqlRule {
  readonly id: string;
  readonly verdict: 'default' | 'supported' | 'required' | 'unsupported' | 'advice';
  readonly statement: Text;
  readonly source: Reference;
}

const sqlSection: Reference = { source: 'prerequisites-2023', place: 'SQL Server used by Microsoft Entra Connect' };
const hardware: Reference = {
  source: 'prerequisites-2023',
  place: 'Hardware requirements for Microsoft Entra Connect',
};

/** What the database must be, may be and must not be: the default first, then the rules for an SQL Server of your own. */
export const sqlRules = [
  {
    id: 'localdb',
    verdict: 'default',
    statement: text(
      'Connect brings SQL Server Express LocalDB along. It stops at 10 GB, about 100,000 objects.',
      'Connect brengt SQL Server Express LocalDB mee. Die stopt bij 10 GB, ongeveer 100.000 objecten.',
    ),
    source: sqlSection,
  },
  {
    id: 'full-server',
    verdict: 'required',
    statement: text(
      'From 100,000 objects on, Connect needs a full SQL Server.',
      'Vanaf 100.000 objecten heeft Connect een volledige SQL Server nodig.',
    ),
    source: hardware,
  },
  {
    id: 'same-machine',
    verdict: 'advice',
    statement: text(
      'A full SQL Server works fastest on the Connect server itself; then that machine needs more than its tier says.',
      'Een volledige SQL Server werkt het snelst op de Connect-server zelf; die machine heeft dan meer nodig dan haar klasse aangeeft.',
    ),
    source: hardware,
  },
  {
    id: 'versions',
    verdict: 'supported',
    statement: text(
      'Versions in mainstream support, up to SQL Server 2022, on Windows.',
      'Versies met basisondersteuning, tot en met SQL Server 2022, op Windows.',
    ),
    source: sqlSection,
  },
  {
    id: 'sql-2012',
    verdict: 'unsupported',
    statement: text('SQL Server 2012: support has ended.', 'SQL Server 2012: de ondersteuning is beëindigd.'),
    source: sqlSection,
  },
  {
    id: 'azure-sql',
    verdict: 'unsupported',
    statement: text(
      'Azure SQL, be it Database or Managed Instance.',
      'Azure SQL, zowel Database als Managed Instance.',
    ),
    source: sqlSection,
  },
  {
    id: 'collation-insensitive',
    verdict: 'required',
    statement: text(
      'A collation that ignores case: its name contains _CI_.',
      'Een sortering die geen hoofdletters onderscheidt: de naam bevat _CI_.',
    ),
    source: sqlSection,
  },
  {
    id: 'collation-sensitive',
    verdict: 'unsupported',
    statement: text(
      'A collation that tells case apart: its name contains _CS_.',
      'Een sortering die hoofdletters onderscheidt: de naam bevat _CS_.',
    ),
    source: sqlSection,
  },
  {
    id: 'one-engine',
    verdict: 'required',
    statement: text('One sync engine to an SQL instance.', 'Eén synchronisatie-engine per SQL-instantie.'),
    source: sqlSection,
  },
  {
    id: 'shared-instance',
    verdict: 'unsupported',
    statement: text(
      'An instance that MIM Sync, DirSync or Azure AD Sync already uses.',
      'Een instantie die MIM Sync, DirSync of Azure AD Sync al gebruikt.',
    ),
    source: sqlSection,
  },
  {
    id: 'tls-remote',
    verdict: 'advice',
    statement: text(
      'For TLS 1.2 to a remote SQL Server, check that its version supports it.',
      'Controleer voor TLS 1.2 naar een externe SQL Server of die versie dat ondersteunt.',
    ),
    source: { source: 'prerequisites-2023', place: 'Enable TLS 1.2 for Microsoft Entra Connect' },
  },
] as const satisfies readonly SqlRule[];

export type SqlRuleId = (typeof sqlRules)[number]['id'];
