import { type CloudId, clouds } from '../../catalog/endpoints/cloud.ts';
import { endpointSets } from '../../catalog/endpoints/endpoint-lookup.ts';
import { type FeatureId, features } from '../../catalog/feature.ts';
import type { PortSpan } from '../../catalog/ports/span.ts';
import { type RoleId, roles } from '../../catalog/role.ts';
import { text } from '../../catalog/text.ts';
import { type Lexicon, lexicon } from '../grammar/lexicon.ts';
import { portShape, type TypedPorts } from '../grammar/port-shape.ts';
import type { Asked } from '../grammar/understand.ts';
import { fold } from '../grammar/words.ts';

/** What a word of an endpoints question may mean. */
export type EndpointsMeaning =
  | { readonly kind: 'feature'; readonly feature: FeatureId }
  | { readonly kind: 'cloud'; readonly cloud: CloudId }
  /** A port by name: revocation is checked on 80. */
  | { readonly kind: 'named-port'; readonly span: PortSpan }
  | { readonly kind: 'everything' }
  | TypedPorts;

type Entry = readonly [phrase: string, meaning: EndpointsMeaning];

/** Roles whose endpoints are those of a feature: who asks for the server asks for what it reaches. */
export const featureOfRole: ReadonlyMap<RoleId, FeatureId> = new Map<RoleId, FeatureId>([
  ['connect', 'sync'],
  ['pta-agent', 'pta'],
  ['health-agent', 'health'],
  ['cloud-sync-agent', 'cloud-sync'],
]);

/** The features that some document lists endpoints for, in the order of the catalog. */
export const listedFeatures: readonly FeatureId[] = [...new Set(endpointSets.map(({ feature }) => feature))];

const featureEntries = features.flatMap(({ id, aliases }) =>
  [id, ...aliases].map((phrase): Entry => [phrase, { kind: 'feature', feature: id }]),
);

const roleEntries = roles.flatMap(({ id, aliases }): readonly Entry[] => {
  const phrases = [id, ...aliases];
  const feature = featureOfRole.get(id);
  if (feature !== undefined) return phrases.map((phrase) => [phrase, { kind: 'feature', feature }]);
  // Every endpoint leads to Entra ID, so that naming it narrows nothing; revocation is checked on 80.
  if (id === 'entra') return phrases.map((phrase) => [phrase, { kind: 'everything' }]);
  if (id === 'crl') return phrases.map((phrase) => [phrase, { kind: 'named-port', span: [80, 80] }]);
  return [];
});

const cloudEntries = clouds.flatMap(({ id, aliases }) =>
  [id, ...aliases].map((phrase): Entry => [phrase, { kind: 'cloud', cloud: id }]),
);

const cloudWords: ReadonlyMap<string, CloudId> = new Map(
  clouds.flatMap(({ id, aliases }) => [id, ...aliases].map((phrase) => [fold(phrase), id] as const)),
);

/** The cloud of that name; undefined when none has it. */
export function cloudNamed(typed: string): CloudId | undefined {
  return cloudWords.get(fold(typed));
}

/** The names of clouds, folded, for suggestions. */
export function cloudNames(): Iterable<string> {
  return cloudWords.keys();
}

export const endpointsLexicon: Lexicon<EndpointsMeaning> = lexicon<EndpointsMeaning>(
  [
    ...featureEntries,
    ...roleEntries,
    ...cloudEntries,
    ['http', { kind: 'named-port', span: [80, 80] }],
    ['https', { kind: 'named-port', span: [443, 443] }],
    ...['all', 'everything', 'alles', 'alle'].map((phrase): Entry => [phrase, { kind: 'everything' }]),
  ],
  [portShape],
);

/** A meaning as one types it. */
export function spellMeaning(meaning: EndpointsMeaning): string {
  switch (meaning.kind) {
    case 'feature':
      return meaning.feature;
    case 'cloud':
      return `--cloud ${meaning.cloud}`;
    case 'named-port':
      return String(meaning.span[0]);
    case 'everything':
      return '';
    case 'ports':
      return meaning.from === meaning.to ? String(meaning.from) : `${meaning.from}-${meaning.to}`;
  }
}

/** What a refusal says an endpoints question takes. */
export const askedOfEndpoints: Asked<EndpointsMeaning> = {
  legal: text(
    `a feature (${listedFeatures.join(', ')}), a port (80, 443) or a cloud (${clouds.map(({ id }) => id).join(', ')})`,
    `een functie (${listedFeatures.join(', ')}), een poort (80, 443) of een cloud (${clouds.map(({ id }) => id).join(', ')})`,
  ),
  spell: spellMeaning,
};
