import type { Frame } from '../net/conversation.ts';
import { type Element, readHead } from './read.ts';

/**
 * Frames one element that `accepts` takes, of at most `longest` bytes. A first byte other than those of `first` is not
 * the protocol, whatever follows it.
 */
export function frameElement(first: readonly number[], longest: number, accepts: (element: Element) => boolean): Frame {
  return (bytes) => {
    if (!first.some((tag) => tag === bytes[0])) return 'wrong';
    const head = readHead(bytes);
    if (head.kind === 'wrong' || (head.kind === 'part' && head.needs > longest)) return 'wrong';
    if (head.kind === 'part') return 'more';
    return accepts(head.element) ? { kind: 'whole', length: head.element.end } : 'wrong';
  };
}
