import { byId } from '../by-id.ts';
import type { SourceId } from '../source.ts';

/** A dated edition of the ports page. Ids sort by age. */
export interface Edition {
  readonly id: string;
  readonly source: SourceId;
  /** Names people type for it. */
  readonly aliases: readonly string[];
  /** Later publications that say the same row for row. */
  readonly restatedBy: readonly SourceId[];
}

/** Oldest first. */
export const editions = [
  { id: '2017-02', source: 'ports-2017', aliases: ['2017', '2017-02', '2017-02-15'], restatedBy: [] },
  { id: '2020-03', source: 'ports-2020', aliases: ['2020', '2020-03', '2020-03-04'], restatedBy: [] },
  {
    id: '2023-01',
    source: 'ports-2023',
    aliases: [
      '2023',
      '2023-01',
      '2023-01-19',
      '2025',
      '2025-04',
      '2025-04-09',
      'latest',
      'newest',
      'current',
      'nieuwste',
      'laatste',
    ],
    restatedBy: ['ports-2025'],
  },
] as const satisfies readonly Edition[];

export type EditionId = (typeof editions)[number]['id'];

/** The edition that answers follow. */
export const latestEdition: EditionId = '2023-01';

const editionOf = byId<Edition, EditionId>('edition', editions);

/** The source document of an edition. */
export function editionSource(id: EditionId): SourceId {
  return editionOf(id).source;
}

/** The year of an edition, by which people call it. */
export function yearOf(id: EditionId): string {
  return id.slice(0, 4);
}
