import { byId } from './by-id.ts';
import { same, type Text, text } from './text.ts';

/**
 * The documents that every fact of the catalog stands on. `sha256` is the hash of the exact text that was read, since
 * a publication date is no version key: two texts of the prerequisites page bear 2026-01-16. It is null where only the
 * page's facts were recorded and not its text.
 */
export interface Source {
  readonly id: string;
  readonly title: string;
  /** The document's own date, ISO 8601. */
  readonly date: string;
  /** File of the text that was read, or the page's name in the publisher's documentation. */
  readonly file: string;
  readonly sha256: string | null;
  readonly publisher: 'Microsoft' | 'community';
  /** What a reader should know before relying on it; empty when there is nothing. */
  readonly remark: Text;
}

export const sources = [
  {
    id: 'ports-2017',
    title: 'Hybrid Identity Required Ports and Protocols',
    date: '2017-02-15',
    file: '001_2d5ec18621e57041.txt',
    sha256: '4a1fe19428cd22d0787c200f34c6d37cb61aa8be07847a9e02833c7bcf691992',
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'ports-2020',
    title: 'Hybrid Identity Required Ports and Protocols (Dutch)',
    date: '2020-03-04',
    file: '003_acdc4800eb74bf73.txt',
    sha256: '239a04ca63075348fbaa132dbfd5ad6eeb4855fa29778d1cfabbb9a29bbe73fb',
    publisher: 'Microsoft',
    remark: text(
      'Machine translation; figures agree with the English tables.',
      'Machinevertaling; de cijfers komen overeen met de Engelse tabellen.',
    ),
  },
  {
    id: 'ports-2023',
    title: 'Hybrid Identity Required Ports and Protocols',
    date: '2023-01-19',
    file: '000_8fe8e50e5e180f1f.txt',
    sha256: '0de4f4ba97ab21f3276799672cccef0ef4b57fa1a239f6c2b80ddea5805fe1cc',
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'ports-2025',
    title: 'Hybrid Identity Required Ports and Protocols',
    date: '2025-04-09',
    file: 'reference-connect-ports',
    sha256: null,
    publisher: 'Microsoft',
    remark: text(
      'Row for row the same as the edition of 2023-01-19.',
      'Regel voor regel gelijk aan de editie van 2023-01-19.',
    ),
  },
  {
    id: 'prerequisites-2023',
    title: 'Prerequisites for Microsoft Entra Connect',
    date: '2023-11-06',
    file: '004_fcea8578b09d78d1.txt',
    sha256: '608f76bf01514d2ae4a6e9870b0a6afd989645e83a5dcd9d05475d86465e81c6',
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'prerequisites-2026-a',
    title: 'Prerequisites for Microsoft Entra Connect (text with version floor 2.5.79.0)',
    date: '2026-01-16',
    file: 'how-to-connect-install-prerequisites',
    sha256: null,
    publisher: 'Microsoft',
    remark: text(
      'Another text with other figures bears the same date.',
      'Een andere tekst met andere cijfers draagt dezelfde datum.',
    ),
  },
  {
    id: 'prerequisites-2026-b',
    title: 'Prerequisites for Microsoft Entra Connect (text with version floor 2.6.84.0)',
    date: '2026-01-16',
    file: 'how-to-connect-install-prerequisites',
    sha256: null,
    publisher: 'Microsoft',
    remark: text(
      'Another text with other figures bears the same date.',
      'Een andere tekst met andere cijfers draagt dezelfde datum.',
    ),
  },
  {
    id: 'port-443',
    title: 'Azure AD Connect Port 443 (concept page 1.0)',
    date: '2026-01-20',
    file: '002_ea1d6e7ba7e89688.txt',
    sha256: '452be7d6c3b64927049b60e4853fb636ffaa0aa6b805c0f22fc2439d66261eb3',
    publisher: 'community',
    remark: text(
      'Declares itself written by a language model; followed for concepts, never for figures.',
      'Noemt zichzelf door een taalmodel geschreven; gevolgd voor begrippen, nooit voor cijfers.',
    ),
  },
  {
    id: 'connectivity-2025',
    title: 'Troubleshoot Microsoft Entra Connect connectivity',
    date: '2025-04-09',
    file: 'tshoot-connect-connectivity',
    sha256: null,
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'health-agent-2026',
    title: 'Microsoft Entra Connect Health agent installation',
    date: '2026-05-26',
    file: 'how-to-connect-health-agent-install',
    sha256: null,
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'pta-2025',
    title: 'Microsoft Entra pass-through authentication',
    date: '2025-09-09',
    file: 'how-to-connect-pta-quick-start',
    sha256: null,
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'seamless-sso-2025',
    title: 'Microsoft Entra seamless single sign-on',
    date: '2025-04-09',
    file: 'how-to-connect-sso-quick-start',
    sha256: null,
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'cloud-sync-2026',
    title: 'Microsoft Entra Cloud Sync prerequisites',
    date: '2026-07-27',
    file: 'cloud-sync-prerequisites',
    sha256: null,
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'adfs-requirements-2025',
    title: 'AD FS requirements',
    date: '2025-04-08',
    file: 'ad-fs-requirements',
    sha256: null,
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'performance-2025',
    title: 'Factors influencing the performance of Microsoft Entra Connect',
    date: '2025-04-09',
    file: 'plan-connect-performance-factors',
    sha256: null,
    publisher: 'Microsoft',
    remark: same(''),
  },
  {
    id: 'field-practice',
    title: 'Field practice',
    date: '2026-11-01',
    file: 'domain notes of this project',
    sha256: null,
    publisher: 'community',
    remark: text(
      'Not on the ports page: confirm against your own estate before asking for the rule.',
      'Staat niet op de poortenpagina: toets aan uw eigen omgeving voordat u de regel aanvraagt.',
    ),
  },
] as const satisfies readonly Source[];

export type SourceId = (typeof sources)[number]['id'];

/** Where in a source a fact stands. */
export interface Reference {
  readonly source: SourceId;
  /** Table, section or paragraph, in the words of the document's own headings. */
  readonly place: string;
}

/** The document behind a reference. */
export const sourceOf = byId<Source, SourceId>('source', sources);

/** A reference as a person reads it: `Prerequisites for Microsoft Entra Connect, 2023-11-06, Connectivity`. */
export function cite(reference: Reference): string {
  const { title, date } = sourceOf(reference.source);
  return `${title}, ${date}${reference.place === '' ? '' : `, ${reference.place}`}`;
}

/** A source as answers carry it: enough to find the document and to know it again. */
export interface SourceFacts extends Pick<Source, 'title' | 'date' | 'file' | 'sha256'> {
  readonly id: SourceId;
  /** Table or section. */
  readonly place: string;
}

/** The document behind a reference, spelled out. */
export function sourceFacts({ source, place }: Reference): SourceFacts {
  const { title, date, file, sha256 } = sourceOf(source);
  return { id: source, title, date, file, sha256, place };
}
