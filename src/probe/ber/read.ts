/**
 * One element of the Basic Encoding Rules as it stands in a buffer. `content` is a view: nothing is copied, however
 * large the length claims to be.
 */
export interface Element {
  /** The first byte: class, form and number. Numbers above 30 occur in no protocol that is read here. */
  readonly tag: number;
  readonly content: Buffer;
  /** Where the next element begins. */
  readonly end: number;
}

/** How the bytes from `at` begin: an element, the start of one (`needs` bytes from `at`, as far as is known), or neither. */
export type Head =
  | { readonly kind: 'element'; readonly element: Element }
  | { readonly kind: 'part'; readonly needs: number }
  | { readonly kind: 'wrong' };

const wrong: Head = { kind: 'wrong' };

/**
 * Reads the head of an element. Lengths are definite, as RFC 4511 section 5.1 and DER ask for, and take at most four
 * bytes; leading zeros are allowed, since Active Directory writes them.
 */
export function readHead(bytes: Buffer, at = 0): Head {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined) return { kind: 'part', needs: 2 };
  if ((tag & 0x1f) === 0x1f) return wrong;
  if (first === undefined) return { kind: 'part', needs: 2 };
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > 4) return wrong;
  const from = at + 2 + lengthBytes;
  if (from > bytes.length) return { kind: 'part', needs: from - at };
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes);
  const end = from + length;
  if (end > bytes.length) return { kind: 'part', needs: end - at };
  return { kind: 'element', element: { tag, content: bytes.subarray(from, end), end } };
}

/** The element at `at`; null where none stands there whole. */
export function readElement(bytes: Buffer, at = 0): Element | null {
  const head = readHead(bytes, at);
  return head.kind === 'element' ? head.element : null;
}

/** No answer that is read here nests more elements side by side than a rootDSE attribute has values. */
const mostChildren = 256;

/** The elements that fill a content, in order; null where it is not made of whole elements, or of too many. */
export function readChildren(content: Buffer): readonly Element[] | null {
  const children: Element[] = [];
  for (let at = 0; at < content.length; ) {
    const child = readElement(content, at);
    if (child === null || children.length === mostChildren) return null;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** The one element within an EXPLICIT tag; null where there is no such tag among the children, or not one element in it. */
export function within(children: readonly Element[], tag: number): Element | null {
  const outer = children.find((child) => child.tag === tag);
  if (outer === undefined) return null;
  const inner = readElement(outer.content);
  return inner !== null && inner.end === outer.content.length ? inner : null;
}

/** A whole number of up to 48 bits, signed; null where it is none. */
export function readInteger(element: Element | null): number | null {
  if (element === null || element.content.length < 1 || element.content.length > 6) return null;
  return element.content.readIntBE(0, element.content.length);
}
