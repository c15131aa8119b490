import type { FlowFacts } from '../../catalog/ports/facts.ts';
import type { Need, Phase, Transport } from '../../catalog/ports/row.ts';
import { same, type Text, text } from '../../catalog/text.ts';

/** How badly a flow is needed, in words. */
export const needWords: Readonly<Record<Need, Text>> = {
  required: text('required', 'vereist'),
  conditional: text('conditional', 'voorwaardelijk'),
  recommended: text('recommended', 'aanbevolen'),
  optional: text('optional', 'optioneel'),
};

/** When a flow carries traffic, in words; both phases need none. */
export const phaseWords: Readonly<Record<Phase, Text>> = {
  'set-up': text('set-up only', 'alleen bij inrichting'),
  'run-time': text('run time', 'in bedrijf'),
  both: same(''),
};

/** How a flow stands, in words. */
export const statusWords: Readonly<Record<FlowFacts['status'], Text>> = {
  current: text('current', 'actueel'),
  retired: text('retired', 'vervallen'),
  supplement: text('other document', 'ander document'),
};

/** Transports as the source prints them; a star marks TCP that Portolan assumes, where the source prints none. */
export function transportWords(flow: { readonly transports: readonly Transport[] }): string {
  return flow.transports.length === 0 ? 'TCP*' : flow.transports.map((transport) => transport.toUpperCase()).join('/');
}

/** What the star behind TCP means. */
export const assumedTcp = text(
  '* The source prints no transport here; TCP is assumed for rules and probes.',
  '* De bron noemt hier geen transport; voor regels en proeven wordt TCP aangenomen.',
);
