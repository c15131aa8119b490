/** More pages than a card ever has: room for the longest "Page N of N" while the number is not known yet. */
export const manyPages = 9999;

/** What the packer must know about units that it cannot look into. */
export interface Packing<Unit> {
  /** Whether these units make a page that the platform takes. `index` counts pages from 0. */
  readonly fits: (page: readonly Unit[], index: number) => boolean;
  /** The same content in smaller units, for one that no page can hold; undefined where it cannot be smaller. */
  readonly split: (unit: Unit) => readonly Unit[] | undefined;
  /** Whether a page must not end with this unit, as with a heading. */
  readonly leads: (unit: Unit) => boolean;
}

/**
 * Units in order, on as few pages as taking them one by one gives, at least one page. Every unit stands on exactly one
 * page, whole unless it fits no page. A unit that fits none and cannot be split has a page of its own.
 */
export function pack<Unit>(units: readonly Unit[], packing: Packing<Unit>): readonly (readonly Unit[])[] {
  const pages: Unit[][] = [];
  const waiting = units.toReversed();
  let page: Unit[] = [];

  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    if (packing.fits([...page, unit], pages.length)) {
      page.push(unit);
    } else if (page.length > 0) {
      const kept = page.findLastIndex((other) => !packing.leads(other)) + 1;
      // A page of nothing but leading units stays: they do not fit beside what they lead to on any page.
      const end = kept === 0 ? page.length : kept;
      waiting.push(unit, ...page.slice(end).reverse());
      pages.push(page.slice(0, end));
      page = [];
    } else {
      const parts = packing.split(unit);
      if (parts === undefined) page.push(unit);
      else waiting.push(...parts.toReversed());
    }
  }

  if (page.length > 0 || pages.length === 0) pages.push(page);
  return pages;
}
