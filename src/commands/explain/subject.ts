import { byId } from '../../catalog/by-id.ts';
import type { Concept } from '../../catalog/concepts/concept.ts';
import { type ConceptId, concepts } from '../../catalog/concepts/concept-lookup.ts';
import { type FeatureId, features } from '../../catalog/feature.ts';
import { type ProtocolId, protocolOf, protocols } from '../../catalog/ports/protocol.ts';
import { formatSpan, type PortSpan } from '../../catalog/ports/span.ts';
import { type RoleId, roles } from '../../catalog/role.ts';
import { same as asIs, languages, type Text } from '../../catalog/text.ts';
import { type Lexicon, lexicon } from '../grammar/lexicon.ts';
import { portShape, type TypedPorts } from '../grammar/port-shape.ts';
import { fold } from '../grammar/words.ts';

/** What can be explained by name. */
export type Named =
  | { readonly kind: 'concept'; readonly id: ConceptId }
  | { readonly kind: 'role'; readonly id: RoleId }
  | { readonly kind: 'feature'; readonly id: FeatureId }
  | { readonly kind: 'protocol'; readonly id: ProtocolId };

/** What an explain question is about; `index` lists what can be asked. */
export type Subject = Named | { readonly kind: 'port'; readonly ports: PortSpan } | { readonly kind: 'index' };

interface NamedPhrases {
  readonly named: Named;
  /** Folded. */
  readonly phrases: readonly string[];
}

/** `443` and `port 443` ask for the port, which tells more than the one concept that bears its number. */
const bareNumber = /^(?:port |poort )?\d+(?: \d+)?$/u;

/** A title as people would type it: without the number of a step, what stands in brackets, and commas. */
function typed(title: Text): readonly string[] {
  return languages.map((language) => title[language].replace(/^\d+\. |\(.*?\)|,/gu, ''));
}

function phrasesOf(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(fold))].filter((phrase) => !bareNumber.test(phrase));
}

/** What a protocol is called. The ports page names one after its transport, which tells nothing among protocols. */
export function protocolName(id: ProtocolId): Text {
  const { name, gloss } = protocolOf(id);
  return id === 'certificate-tls' ? gloss : asIs(name);
}

/**
 * Everything that has a name, in the order in which a shared name is decided: concepts tell most, then roles. Of a
 * concept the first phrase is one that people type; ids come last, since some read like a port.
 */
const namedPhrases: readonly NamedPhrases[] = [
  ...concepts.map(
    ({ id, aliases, title }): NamedPhrases => ({
      named: { kind: 'concept', id },
      phrases: phrasesOf([...aliases, id, ...typed(title)]),
    }),
  ),
  ...roles.map(
    ({ id, aliases, name, label }): NamedPhrases => ({
      named: { kind: 'role', id },
      phrases: phrasesOf([id, ...aliases, label, ...typed(name)]),
    }),
  ),
  ...features.map(
    ({ id, aliases, name }): NamedPhrases => ({
      named: { kind: 'feature', id },
      phrases: phrasesOf([id, ...aliases, ...typed(name)]),
    }),
  ),
  ...protocols.map(
    ({ id, aliases }): NamedPhrases => ({
      named: { kind: 'protocol', id },
      phrases: phrasesOf([...aliases, id, ...typed(protocolName(id))]),
    }),
  ),
];

type Entry = readonly [phrase: string, named: Named];

/** Each phrase with the kind that wins it; within a kind a shared phrase stays ambiguous. */
function decidedEntries(): readonly Entry[] {
  const winner = new Map<string, Named['kind']>();
  for (const { named, phrases } of namedPhrases)
    for (const phrase of phrases) if (!winner.has(phrase)) winner.set(phrase, named.kind);
  return namedPhrases.flatMap(({ named, phrases }) =>
    phrases.filter((phrase) => winner.get(phrase) === named.kind).map((phrase): Entry => [phrase, named]),
  );
}

/** What a word of an explain question may mean. */
export type ExplainMeaning =
  | Named
  | TypedPorts
  /** A transport beside a port asks nothing more: `123/udp`, `Time (123, UDP)`. */
  | { readonly kind: 'transport' };

export const explainLexicon: Lexicon<ExplainMeaning> = lexicon<ExplainMeaning>(
  [...decidedEntries(), ['tcp', { kind: 'transport' }], ['udp', { kind: 'transport' }]],
  [portShape],
);

function same(a: Named, b: Named): boolean {
  return a.kind === b.kind && a.id === b.id;
}

/** A phrase survives a line only if no character of it is punctuation there. */
const typable = /^[\p{L}\p{N}]+(?:[ /][\p{L}\p{N}]+)*$/u;

/** The phrase that asks for this and nothing else; undefined where every name of it belongs to something else. */
export function phraseFor(named: Named): string | undefined {
  return namedPhrases
    .find((candidate) => same(candidate.named, named))
    ?.phrases.find((phrase) => {
      const [meaning, ...more] = explainLexicon.phrases.get(phrase) ?? [];
      return (
        meaning !== undefined && 'id' in meaning && more.length === 0 && same(meaning, named) && typable.test(phrase)
      );
    });
}

/** Everything that can be asked for by a name of its own. */
export const explainable: readonly { readonly named: Named; readonly phrase: string }[] = namedPhrases.flatMap(
  ({ named }) => {
    const phrase = phraseFor(named);
    return phrase === undefined ? [] : [{ named, phrase }];
  },
);

/** Roles, features, protocols and concepts that share a name with this one: the same thing seen from another side. */
export function namesakes(named: Named): readonly Named[] {
  const own = new Set(namedPhrases.find((candidate) => same(candidate.named, named))?.phrases);
  return namedPhrases
    .filter(
      (other) => !same(other.named, named) && other.phrases.some((phrase) => own.has(phrase) && phrase !== 'agent'),
    )
    .map((other) => other.named);
}

/** The concept with this id. */
export const conceptOf = byId<Concept, ConceptId>('concept', concepts);

/** A subject as one types it; nothing for the index. */
export function spellSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'index':
      return '';
    case 'port':
      return formatSpan(subject.ports);
    default:
      return phraseFor(subject) ?? subject.id;
  }
}
