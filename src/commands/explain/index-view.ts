import type { Element } from '../../card/card.ts';
import { conceptKinds } from '../../catalog/concepts/concept.ts';
import { flows, supplementFlows } from '../../catalog/ports/flow.ts';
import { distinctSpans, formatSpans } from '../../catalog/ports/span.ts';
import { roleLabel } from '../../catalog/role.ts';
import { type Language, text } from '../../catalog/text.ts';
import { conceptOf, explainable, type Named } from './subject.ts';
import { kindHeadings, nameOf } from './words.ts';

/** Step titles bear a number that means nothing in a list of names. */
function bare(name: string): string {
  return name.replace(/^\d+\. /u, '');
}

function names(kind: Named['kind'], language: Language): string {
  return explainable
    .filter(({ named }) => named.kind === kind)
    .map(({ named }) => (named.kind === 'role' ? roleLabel(named.id) : nameOf(named, language)))
    .toSorted((a, b) => a.localeCompare(b, language))
    .join(', ');
}

/** Everything that can be explained, by kind, as names only. */
export function indexElements(language: Language): readonly Element[] {
  const concepts = conceptKinds.map((kind) => ({
    label: kindHeadings[kind][language],
    value: explainable
      .flatMap(({ named }) => (named.kind === 'concept' && conceptOf(named.id).kind === kind ? [named] : []))
      .map((named) => bare(nameOf(named, language)))
      .toSorted((a, b) => (kind === 'step' ? 0 : a.localeCompare(b, language)))
      .join(', '),
  }));
  const ports = distinctSpans([...flows, ...supplementFlows].flatMap((flow) => flow.ports));
  return [
    {
      kind: 'paragraph',
      text: text('Ask for one of these, or for any port.', 'Vraag een hiervan, of een willekeurige poort.')[language],
    },
    {
      kind: 'fields',
      fields: [
        { label: text('Ports', 'Poorten')[language], value: formatSpans(ports) },
        ...concepts,
        { label: text('Roles', 'Rollen')[language], value: names('role', language) },
        { label: text('Protocols', 'Protocollen')[language], value: names('protocol', language) },
        { label: text('Features', 'Functies')[language], value: names('feature', language) },
      ],
    },
  ];
}
