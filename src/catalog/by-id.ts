/**
 * A look-up of items by their id. The id's type comes from the same list, so that it always finds one; it throws only
 * where a cast or plain JavaScript has let another id through.
 */
export function byId<Item extends { readonly id: string }, Id extends Item['id']>(
  kind: string,
  items: readonly (Item & { readonly id: Id })[],
): (id: Id) => Item {
  const found = new Map<Id, Item>(items.map((item) => [item.id, item]));
  return (id) => {
    const item = found.get(id);
    if (item === undefined) throw new TypeError(`no ${kind} ${id}`);
    return item;
  };
}
