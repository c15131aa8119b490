/** Longer text than any question, with its markup. It goes on as it is, to be refused for its length. */
const longest = 8_000;

const entities: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
]);

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,5});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities.get(name.toLowerCase()) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The tags that Teams' editor writes around words and lines. An arrow such as `<-` is none of them. */
const tags =
  /<\/?(?:at|p|br|div|span|b|strong|i|em|u|s|a|pre|code|ul|ol|li|blockquote|font|attachment)(?:\s[^<>]*)?\/?>/gi;

/** Slack's way to show an answer to everybody, which in Teams every answer is; keyboards make one dash of two. */
const share = /(?:^|\s)(?:--|—|–)share(?=\s|$)/giu;

/**
 * What a person typed, out of what Teams sends: without the bot's own mention, without the editor's tags, with entities
 * as the characters they stand for. Mentions of other people leave their names. `--share` is granted anyhow, and no part of the question.
 */
export function typedText(text: string, mentions: readonly string[] = []): string {
  if (text.length > longest) return text;
  let line = text;
  for (const mention of mentions) if (mention !== '') line = line.replace(mention, ' ');
  return decoded(line.replace(tags, ' ')).replace(share, ' ').replace(/\s+/gu, ' ').trim();
}
