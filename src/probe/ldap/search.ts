import { element, integer, octets, sequence, tags } from '../ber/write.ts';
import { operations } from './message.ts';

/** Filters of RFC 4511 section 4.5.1.7, by their context tags. */
export const filters = {
  /** `(attribute=*)` */
  present: (attribute: string) => octets(attribute, 0x87),
  /** `(attribute=value)` */
  equal: (attribute: string, value: string | Uint8Array) => element(0xa3, octets(attribute), octets(value)),
  /** `(&…)` */
  and: (...parts: readonly Buffer[]) => element(0xa0, ...parts),
} as const;

const scopeBase = 0;
const neverDereference = 0;
const noLimit = 0;

/** A search of the root (RFC 4511 section 4.5.1): base "", scope base, without limits, types and values. */
export function searchRoot(id: number, filter: Buffer, attributes: readonly string[]): Buffer {
  return sequence(
    integer(id),
    element(
      operations.searchRequest,
      octets(''),
      integer(scopeBase, tags.enumerated),
      integer(neverDereference, tags.enumerated),
      integer(noLimit),
      integer(noLimit),
      integer(0, tags.boolean),
      filter,
      sequence(...attributes.map((attribute) => octets(attribute))),
    ),
  );
}
