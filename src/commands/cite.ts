import type { SourceFacts } from '../catalog/source.ts';

/** Where facts stand, one line a document: `Title, 2023-01-19: Table 1, Table 2`. Each place once. */
export function citeFacts(facts: readonly Pick<SourceFacts, 'title' | 'date' | 'place'>[]): readonly string[] {
  const documents = Map.groupBy(facts, ({ title, date }) => `${title}, ${date}`);
  return [...documents].map(([document, group]) => {
    const places = new Map<string, string>();
    // The rows say `table 2`, the concepts `Table 2`: one place.
    for (const { place } of group)
      if (place !== '') places.set(place.toLowerCase(), place.replace(/^table /u, 'Table '));
    return places.size === 0 ? document : `${document}: ${[...places.values()].join(', ')}`;
  });
}
