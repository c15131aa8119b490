import { type EditionId, editions } from '../../catalog/ports/edition.ts';
import { text } from '../../catalog/text.ts';
import { nearest } from '../grammar/nearest.ts';
import { fold } from '../grammar/words.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Folded name to edition. */
export const editionWords: ReadonlyMap<string, EditionId> = new Map(
  editions.flatMap(({ id, aliases }) => aliases.map((alias) => [fold(alias), id] as const)),
);

/** The edition of that name, or a refusal that lists the names. `again` writes the line with another edition. */
export function readEdition(typed: string, again: (edition: string) => string): EditionId | Refusal {
  const edition = editionWords.get(fold(typed));
  if (edition !== undefined) return edition;
  return refuse(
    'bad-value',
    text(
      `There is no edition “${typed}”; there are 2017, 2020, 2023 and latest.`,
      `De editie “${typed}” bestaat niet; wel 2017, 2020, 2023 en latest.`,
    ),
    nearest(fold(typed), editionWords.keys()).map(again),
  );
}
