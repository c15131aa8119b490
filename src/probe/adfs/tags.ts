/** A tag of XML. Names are without their prefix; the values of attributes are as they stand, no reference is resolved. */
export interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Where it ends, and the text behind it begins. */
  readonly end: number;
}

const blank = /\s/;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Where a comment, a CDATA section, an instruction or a declaration at `at` ends; the end of the text where it does not. */
function passOver(xml: string, at: number): number {
  const closing = xml.startsWith('<!--', at)
    ? '-->'
    : xml.startsWith('<![CDATA[', at)
      ? ']]>'
      : xml.startsWith('<?', at)
        ? '?>'
        : '>';
  const found = xml.indexOf(closing, at + 2);
  return found < 0 ? xml.length : found + closing.length;
}

/** Where the tag at `at` ends, after its `>`, which may stand in quotes before; null where it does not end. */
function endOfTag(xml: string, at: number): number | null {
  let quote: string | null = null;
  for (let here = at; here < xml.length; here++) {
    const character = xml.charAt(here);
    if (quote !== null) quote = character === quote ? null : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return here + 1;
  }
  return null;
}

function readAttributes(text: string): Tag['attributes'] {
  const attributes = new Map<string, string>();
  // A name begins after a blank: without that, a long text that is none would be tried from each of its characters.
  for (const [, name = '', double, single] of text.matchAll(/(?<=\s)([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    attributes.set(localName(name), double ?? single ?? '');
  return attributes;
}

function readTag(xml: string, at: number, end: number): Tag {
  const closes = xml.charAt(at + 1) === '/';
  const empty = xml.charAt(end - 2) === '/';
  const inner = xml.slice(at + (closes ? 2 : 1), end - (empty ? 2 : 1));
  const space = inner.search(blank);
  const name = localName(space < 0 ? inner : inner.slice(0, space));
  const attributes: Tag['attributes'] = space < 0 || closes ? new Map() : readAttributes(inner.slice(space));
  return { kind: closes ? 'close' : empty ? 'empty' : 'open', name, attributes, end };
}

/**
 * The tags of a text that should be XML, in order. It is read in one pass, nothing is resolved or included, and what is
 * not well-formed is passed over: good for finding a few known elements in a document of a stranger.
 */
export function* readTags(xml: string): Generator<Tag> {
  let at = xml.indexOf('<');
  while (at >= 0) {
    const mark = xml.charAt(at + 1);
    const end = mark === '!' || mark === '?' ? passOver(xml, at) : endOfTag(xml, at);
    if (end === null) return;
    if (mark !== '!' && mark !== '?') yield readTag(xml, at, end);
    at = xml.indexOf('<', end);
  }
}
