import type { ConceptKind } from '../../catalog/concepts/concept.ts';
import { featureOf } from '../../catalog/feature.ts';
import { type Role, roleOf } from '../../catalog/role.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { conceptOf, type Named, protocolName } from './subject.ts';

/** What a concept is, in the singular. */
export const kindWords: Readonly<Record<ConceptKind, Text>> = {
  definition: text('definition', 'definitie'),
  core: text('principle', 'uitgangspunt'),
  step: text('step of a connection', 'stap van een verbinding'),
  pattern: text('pattern to follow', 'patroon om te volgen'),
  'anti-pattern': text('pattern to avoid', 'patroon om te mijden'),
  'edge-case': text('edge case', 'randgeval'),
  related: text('related topic', 'verwant onderwerp'),
  term: text('term', 'begrip'),
};

/** The heading over concepts of one kind. */
export const kindHeadings: Readonly<Record<ConceptKind, Text>> = {
  definition: text('Definitions', 'Definities'),
  core: text('Principles', 'Uitgangspunten'),
  step: text('How a connection is made', 'Hoe een verbinding tot stand komt'),
  pattern: text('Patterns to follow', 'Patronen om te volgen'),
  'anti-pattern': text('Patterns to avoid', 'Patronen om te mijden'),
  'edge-case': text('Edge cases', 'Randgevallen'),
  related: text('Related', 'Verwant'),
  term: text('Terms', 'Begrippen'),
};

/** Where a role stands, in words. */
export const zoneWords: Readonly<Record<Role['zone'], Text>> = {
  internal: text('on the internal network', 'op het interne netwerk'),
  perimeter: text('in the perimeter network', 'in het perimeternetwerk'),
  internet: text('on the internet', 'op internet'),
};

/** The name of anything that has one. */
export function nameOf(named: Named, language: Language): string {
  switch (named.kind) {
    case 'concept':
      return conceptOf(named.id).title[language];
    case 'role':
      return roleOf(named.id).name[language];
    case 'feature':
      return featureOf(named.id).name[language];
    case 'protocol':
      return protocolName(named.id)[language];
  }
}
