import type { Following } from '../commands/command.ts';
import type { Followed } from './live-keeper.ts';

/**
 * Shows what takes the place of a first item in one message, and gives how the last of it fared. An item is shown without
 * waiting for the one before: whatever carries the message keeps its changes apart, and leaves out what is old by then.
 * It is over early once one is shown as `done`, or `signal` is aborted.
 */
export async function fillIn<Item, Shown extends { readonly followed: Followed }>(
  { items }: Following<Item>,
  parts: { readonly first: Shown; show(item: Item): Promise<Shown>; readonly signal: AbortSignal },
): Promise<Shown> {
  const { first, show, signal } = parts;
  const over = new AbortController();
  let last: Promise<Shown> | null = null;
  for await (const item of items(AbortSignal.any([signal, over.signal]))) {
    last = show(item);
    last.then(
      ({ followed }) => (followed === 'done' ? over.abort() : undefined),
      () => over.abort(),
    );
  }
  return last === null ? first : await last;
}
