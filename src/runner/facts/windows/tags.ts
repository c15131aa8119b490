/** A tag of an XML file. */
export interface Tag {
  readonly kind: 'start' | 'end' | 'empty';
  readonly name: string;
  /** The text of its attributes. */
  readonly inside: string;
}

/** Where the tag ends that begins at `from`: the first `>` outside quotes; -1 where it does not end. */
function endOf(xml: string, from: number): number {
  let quote = '';
  for (let at = from; at < xml.length; at++) {
    const character = xml.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return -1;
}

/**
 * The tags of an XML file in order; comments, declarations and instructions are passed over. Null where one does not end.
 * Takes time in proportion to the text.
 */
export function tagsOf(xml: string): readonly Tag[] | null {
  const tags: Tag[] = [];
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const [closing, from] = xml.startsWith('<!--', at) ? ['-->', at + 4] : ['>', at + 1];
    const end = closing === '>' ? endOf(xml, from) : xml.indexOf(closing, from);
    if (end < 0) return null;
    const body = xml.slice(from, end);
    at = end + closing.length;
    if (closing === '-->' || /^[!?]/.test(body)) continue;
    const [, slash = '', name = '', inside = ''] = /^(\/?)([^\s/]*)(.*)$/s.exec(body) ?? [];
    if (name === '') return null;
    tags.push({ kind: slash === '/' ? 'end' : inside.endsWith('/') ? 'empty' : 'start', name, inside });
  }
  return tags;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An attribute of a tag, whatever its case; null where it has none of that name. */
export function attributeOf({ inside }: Tag, name: string): string | null {
  for (const [, key = '', double, single] of inside.matchAll(
    /\s([^\s=/"']{1,64})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/g,
  ))
    if (key.toLowerCase() === name.toLowerCase())
      return (double ?? single ?? '').replace(/&([a-z]{2,4});/g, (whole, entity: string) => entities[entity] ?? whole);
  return null;
}
