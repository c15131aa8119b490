import { flows, supplementFlows } from '../../catalog/ports/flow.ts';
import { protocolOf } from '../../catalog/ports/protocol.ts';
import { roleLabel } from '../../catalog/role.ts';
import { type Text, text } from '../../catalog/text.ts';
import { kindOf } from '../../probe/kind.ts';
import type { Verdict } from '../../probe/outcome.ts';
import type { TaskView } from '../estate.ts';

/** Verdicts in words, for tables; the sentences are the explanation's. */
export const verdictWords: Readonly<Record<Verdict, Text>> = {
  open: text('open', 'open'),
  'open-wrong-service': text('wrong service', 'verkeerde dienst'),
  'open-silent': text('open, silent', 'open, zwijgt'),
  'open-then-closed': text('open, then cut', 'open, dan verbroken'),
  refused: text('refused', 'geweigerd'),
  filtered: text('filtered', 'gefilterd'),
  unreachable: text('unreachable', 'onbereikbaar'),
  unresolved: text('name not found', 'naam niet gevonden'),
  'open-or-filtered': text('no answer (UDP)', 'geen antwoord (UDP)'),
  'tls-too-old': text('TLS too old', 'TLS te oud'),
  'certificate-invalid': text('certificate invalid', 'certificaat ongeldig'),
  intercepted: text('TLS intercepted', 'TLS onderschept'),
  'proxy-blocked': text('blocked by proxy', 'geblokkeerd door proxy'),
  'refused-by-policy': text('refused by policy', 'geweigerd door beleid'),
  error: text('not proven', 'niet bewezen'),
};

/** A host as it is said; an IPv6 address in brackets. */
export function hostWords({ probe: { host } }: Pick<TaskView, 'probe'>): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** `dc01.contoso.com tcp 636`. */
export function targetLine(task: Pick<TaskView, 'probe'>): string {
  return `${hostWords(task)} ${portLine(task)}`;
}

/** `tcp 636`. */
export function portLine({ probe: { kind, port } }: Pick<TaskView, 'probe'>): string {
  return `${kindOf(kind).transport} ${port}`;
}

/** `Connect → DC`. */
export function wayLine({ from, to }: Pick<TaskView, 'from' | 'to'>): string {
  return `${roleLabel(from)} → ${roleLabel(to)}`;
}

/** A flow as people know it: `Connect → DC, LDAPS`; what is no flow of the catalog as it is spelt. */
export function flowWords(id: string): string {
  const flow = [...flows, ...supplementFlows].find((known) => known.id === id);
  return flow === undefined ? id : `${wayLine(flow)}, ${protocolOf(flow.protocol).name}`;
}
