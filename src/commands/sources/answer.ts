import { contradictions } from '../../catalog/contradictions/contradiction-lookup.ts';
import { type EditionId, editions } from '../../catalog/ports/edition.ts';
import { rows } from '../../catalog/ports/rows.ts';
import { type Source, type SourceId, sourceOf, sources } from '../../catalog/source.ts';
import { type ContradictionFacts, contradictionFacts } from './contradictions.ts';

/** What a sources question may be narrowed to. */
export const sourceParts = ['documents', 'editions', 'contradictions'] as const;

export type SourcePart = (typeof sourceParts)[number];

/** What a sources question asks: one part, or everything (null). */
export interface SourcesQuery {
  readonly part: SourcePart | null;
}

/** An edition of the ports page: its document, how many rows were read from it, and which publications restate it. */
export interface EditionFacts {
  readonly id: EditionId;
  readonly source: Pick<Source, 'title' | 'date'> & { readonly id: SourceId };
  readonly rows: number;
  readonly restatedBy: readonly (Pick<Source, 'title' | 'date'> & { readonly id: SourceId })[];
}

/** The documents behind the answers. Parts that were not asked for are empty. */
export interface SourcesResult {
  readonly kind: 'sources';
  readonly part: SourcePart | null;
  readonly sources: readonly Source[];
  readonly editions: readonly EditionFacts[];
  readonly contradictions: readonly ContradictionFacts[];
}

function named(id: SourceId): EditionFacts['source'] {
  const { title, date } = sourceOf(id);
  return { id, title, date };
}

/** Answers a sources question from the catalog. */
export function answerSources({ part }: SourcesQuery): SourcesResult {
  const asked = (one: SourcePart) => part === null || part === one;
  return {
    kind: 'sources',
    part,
    sources: asked('documents') ? sources : [],
    editions: asked('editions')
      ? editions.map(({ id, source, restatedBy }) => ({
          id,
          source: named(source),
          rows: rows.filter(({ edition }) => edition === id).length,
          restatedBy: restatedBy.map(named),
        }))
      : [],
    contradictions: asked('contradictions') ? contradictions.map(contradictionFacts) : [],
  };
}
