import { text } from '../../catalog/text.ts';
import type { Parsed } from '../command.ts';
import { everythingPhrases, type Lexicon, lexicon } from '../grammar/lexicon.ts';
import { type Asked, understand } from '../grammar/understand.ts';
import type { Line } from '../line.ts';
import { refuse } from '../refusal.ts';
import { type SourcePart, type SourcesQuery, sourceParts } from './answer.ts';

type Meaning = { readonly kind: 'part'; readonly part: SourcePart } | { readonly kind: 'everything' };

type Entry = readonly [phrase: string, meaning: Meaning];

const phrases: Readonly<Record<SourcePart, readonly string[]>> = {
  documents: ['document', 'documenten', 'pages', 'sources', 'bronnen', 'hashes', 'hash', 'sha256', 'sha-256'],
  editions: ['edition', 'editie', 'edities'],
  contradictions: [
    'contradiction',
    'conflicts',
    'conflict',
    'disagreements',
    'tegenstrijdigheden',
    'tegenstrijdigheid',
    'tegenspraak',
    'conflicten',
  ],
};

const sourcesLexicon: Lexicon<Meaning> = lexicon<Meaning>([
  ...sourceParts.flatMap((part) => [part, ...phrases[part]].map((phrase): Entry => [phrase, { kind: 'part', part }])),
  ...everythingPhrases.map((phrase): Entry => [phrase, { kind: 'everything' }]),
]);

const asked: Asked<Meaning> = {
  legal: text(
    `nothing, or one of ${sourceParts.join(', ')}`,
    `niets, of een van documents, editions, contradictions (documenten, edities, tegenstrijdigheden)`,
  ),
  spell: (meaning) => (meaning.kind === 'part' ? meaning.part : ''),
};

/** Reads a sources question. */
export function readSources(line: Line): Parsed<SourcesQuery> {
  const reading = understand(line, sourcesLexicon, asked);
  if (reading.kind === 'refusal') return reading;
  const parts = new Set(
    reading.pieces.flatMap((piece) =>
      piece.kind === 'known' && piece.meaning.kind === 'part' ? [piece.meaning.part] : [],
    ),
  );
  const [part = null, ...more] = parts;
  if (more.length > 0)
    return refuse(
      'too-many-words',
      text('Ask for one part, or for all of them with none.', 'Vraag één deel, of alle door er geen te noemen.'),
      [...[...parts].map((one) => `sources ${one}`), 'sources'],
    );
  return { kind: 'parsed', arguments: { part } };
}

/** The line that asks this question again. */
export function spellSources({ part }: SourcesQuery): string {
  return part === null ? 'sources' : `sources ${part}`;
}
