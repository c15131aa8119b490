import { tiers } from '../../catalog/sizing/sizing.ts';

/** The boundary between two tiers that an object count is at or near. */
export interface Boundary {
  /** The figure that the document prints at the end of one band and at the start of the next. */
  readonly at: number;
  /** How many objects are counted above it; negative below, 0 at the boundary. */
  readonly distance: number;
  /** Whether the document's wording decides to which tier the figure itself belongs; if not, the higher is followed. */
  readonly exact: boolean;
}

/** Printed boundaries. 600,000 still belongs to the tier below it, the others to the one above. */
const boundaries = tiers.slice(1).map(({ from }) => (from === 600_001 ? 600_000 : from));

/** "Fewer than 10,000", "100,000 or more" and "more than 600,000" are exact; 50,000 and 300,000 are left open. */
const exactOnes: readonly number[] = [10_000, 100_000, 600_000];

/** A count within 2 % of a boundary may be on the other side of it tomorrow: few directories are counted more exactly. */
const near = 0.02;

/** The boundary that a count is at or near, if there is one. */
export function boundaryNear(objects: number): Boundary | null {
  const at = boundaries.find((boundary) => Math.abs(objects - boundary) <= boundary * near);
  return at === undefined ? null : { at, distance: objects - at, exact: exactOnes.includes(at) };
}
