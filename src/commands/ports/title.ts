import { featureOf } from '../../catalog/feature.ts';
import { editionSource } from '../../catalog/ports/edition.ts';
import type { FlowFacts } from '../../catalog/ports/facts.ts';
import type { Ends, FlowQuery } from '../../catalog/ports/lookup.ts';
import { protocolOf } from '../../catalog/ports/protocol.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { roleLabel } from '../../catalog/role.ts';
import { sourceOf } from '../../catalog/source.ts';
import { type Language, text } from '../../catalog/text.ts';
import { needWords } from './words.ts';

const say = {
  everything: text('All flows', 'Alle stromen'),
  port: text('port', 'poort'),
  of: text('Ports', 'Poorten'),
} as const;

/** `WAP → AD FS`. */
export function way(from: FlowFacts['from'], to: FlowFacts['to']): string {
  return `${roleLabel(from)} → ${roleLabel(to)}`;
}

/** The ends of a question: `AD FS ↔ WAP`, `→ DC`; nothing for any. */
export function endsTitle(ends: Ends): string {
  switch (ends.kind) {
    case 'any':
      return '';
    case 'at':
      return roleLabel(ends.role);
    case 'between':
      return ends.roles.map(roleLabel).join(' ↔ ');
    case 'from':
      return `${roleLabel(ends.role)} →`;
    case 'to':
      return `→ ${roleLabel(ends.role)}`;
    case 'directed':
      return way(ends.from, ends.to);
  }
}

/** What was asked, part by part; nothing for everything. */
export function queryParts(query: FlowQuery, language: Language): string {
  return [
    endsTitle(query.ends),
    query.protocols.map((id) => protocolOf(id).name).join(', '),
    query.features.map((id) => featureOf(id).name[language]).join(', '),
    query.ports.length === 0 ? '' : `${say.port[language]} ${formatSpans(query.ports)}`,
    query.transport?.toUpperCase() ?? '',
    query.requiredOnly ? needWords.required[language] : '',
    query.edition === null ? '' : sourceOf(editionSource(query.edition)).date,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** What was asked, as a title. */
export function queryTitle(query: FlowQuery, language: Language): string {
  const parts = queryParts(query, language);
  return parts === '' ? say.everything[language] : `${say.of[language]} · ${parts}`;
}
