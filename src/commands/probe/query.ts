import type { FeatureId } from '../../catalog/feature.ts';
import type { EditionId } from '../../catalog/ports/edition.ts';
import { type ProtocolId, protocolOf } from '../../catalog/ports/protocol.ts';
import { formatSpan, type PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';
import { spellFeature } from '../ports/lexicon.ts';

/** One end of what is to be proven: a role, a host, or a host in a role. */
export interface End {
  readonly role: RoleId | null;
  readonly host: string | null;
}

/** Which flows are to be proven, from where to where. */
export interface ProbeQuestion {
  readonly kind: 'start';
  readonly from: RoleId | null;
  readonly to: End;
  /** The one runner that is to do it; null lets every fitting one. */
  readonly runner: string | null;
  readonly ports: readonly PortSpan[];
  readonly protocols: readonly ProtocolId[];
  readonly features: readonly FeatureId[];
  readonly edition: EditionId | null;
  readonly requiredOnly: boolean;
}

/** What a line about probes asks. */
export type ProbeQuery =
  | ProbeQuestion
  | { readonly kind: 'recent' }
  | { readonly kind: 'status'; readonly id: string; readonly all: boolean }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'request'; readonly id: string };

function spellEnds({ from, to }: Pick<ProbeQuestion, 'from' | 'to'>): readonly string[] {
  const { role, host } = to;
  const target = host === null ? (role === null ? [] : [role]) : role === null ? [host] : [host, 'as', role];
  if (from !== null) return target.length === 0 ? [from] : [from, 'to', ...target];
  return host === null && role !== null ? ['to', role] : target;
}

function spellQuestion(question: ProbeQuestion): string {
  const { runner, ports, protocols, features, edition, requiredOnly } = question;
  return [
    'probe',
    ...spellEnds(question),
    ...protocols.map((protocol) => protocolOf(protocol).aliases[0] ?? protocol),
    ...features.map(spellFeature),
    ...ports.map(formatSpan),
    runner === null ? '' : `from ${runner}`,
    edition === null ? '' : `--edition ${edition}`,
    requiredOnly ? '--required' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The line of a query. */
export function spellProbe(query: ProbeQuery): string {
  switch (query.kind) {
    case 'start':
      return spellQuestion(query);
    case 'recent':
      return 'probe status';
    case 'status':
      return `probe status ${query.id}${query.all ? ' --all' : ''}`;
    case 'cancel':
      return `probe cancel ${query.id}`;
    case 'request':
      return `probe request ${query.id}`;
  }
}
