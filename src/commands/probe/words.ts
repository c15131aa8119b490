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

/** `dc01.contoso.com tcp 636`; an IPv6 address in brackets. */
export function targetLine({ probe }: Pick<TaskView, 'probe'>): string {
  const host = probe.host.includes(':') ? `[${probe.host}]` : probe.host;
  return `${host} ${kindOf(probe.kind).transport} ${probe.port}`;
}

/** `Connect → DC`. */
export function wayLine({ from, to }: Pick<TaskView, 'from' | 'to'>): string {
  return `${roleLabel(from)} → ${roleLabel(to)}`;
}
