import { type EditionId, editions } from './edition.ts';
import type { EditionRow, Row } from './row.ts';
import { rows2017 } from './rows/2017-02.ts';
import { rows2020 } from './rows/2020-03.ts';
import { rows2023 } from './rows/2023-01.ts';

const rowsByEdition = {
  '2017-02': rows2017,
  '2020-03': rows2020,
  '2023-01': rows2023,
} as const satisfies Record<EditionId, readonly Row[]>;

/** Every row of every edition, oldest edition first, in the order of the page. */
export const rows: readonly EditionRow[] = editions.flatMap(({ id }) =>
  rowsByEdition[id].map((row) => ({ ...row, edition: id })),
);
