/** Invisible, and part of no word: they vanish. The bidirectional ones are left out, since they part words below. */
const unseen = /[\p{Default_Ignorable_Code_Point}--[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]]/gv;
// Controls, blanks of any width, bidirectional marks and annotation marks part words; they mean nothing here and must
// not survive into an echo.
const separators = /[\p{Cc}\p{Cs}\p{Z}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffc]/gu;

/** Mentions as Slack and Teams write them, wherever they stand: they name a person or the bot, and ask nothing. */
const mentions = /<@\w+(?:\|[^>]*)?>|<at(?:\s[^>]*)?>[^<]*<\/at>|@portolan\b/giu;
/** What stands before a question: a quotation mark of chat, a name that it is addressed to, the terminal's own prompt. */
const address = /^[\s>]*(?:(?:@[\p{L}\p{N}_.-]+|\/?portolan(?=[\s,:!>]|$))[\s,:!>]*)*/iu;

const leftHeads = '↔⇔⟷⟺⇄⇆⇿⬌⬄←⇐⟵⟸⇦⬅↤⇠';
const rightHeads = '↔⇔⟷⟺⇄⇆⇿⬌⬄→⇒⟶⟹⇨➡➔➙➛➜➝➞➟➠➢➣➤⮕↦⇢';
const shaft = '[-=~–—]';
/** Every way people draw an arrow; a shaft of any length, a head on either side or both, a blank between them if at all. */
const arrow = new RegExp(
  [
    `<\\s?${shaft}*\\s?>`,
    // Behind a blank the shaft stands alone: in `< --udp` it is an option’s.
    `${shaft}+>+|${shaft}+\\s>+(?=\\s|$)`,
    `<+${shaft}+|<+\\s${shaft}+(?=\\s|$)`,
    `[${leftHeads}${rightHeads}]`,
  ].join('|'),
  'gu',
);
const pointsLeft = new RegExp(`^[<${leftHeads}]`, 'u');
const pointsRight = new RegExp(`[>${rightHeads}]$`, 'u');

function drawn(text: string): string {
  const left = pointsLeft.test(text);
  const right = pointsRight.test(text);
  return left && right ? ' <-> ' : left ? ' <- ' : ' -> ';
}

/** `<role>`, as usage lines and links are written: the brackets say nothing. */
const bracketed = /<(?<inside>[\p{L}\p{N}](?:[^<>-]|-(?!>))*)>/gu;
/** `adfs > wap`, `adfs>wap`: a head alone, with blanks on both sides or on neither. */
const bareHead = /(?<=\s)[<>]+(?=\s|$)|(?<=\p{L})[<>]+(?=\p{L})/gu;
/** `49152- 65535`, as the ports page prints it, and `49152 - 65535`. */
const spacedRange = /(?<![\p{L}\p{N}.,])(?<from>\d{1,5})\s*-\s+(?=\d{1,5}(?![\p{L}\p{N}%]|[.,]\d))/gu;

/**
 * A typed line with everything undone that chat clients and keyboards do to it: smart quotes, long dashes, arrows of all
 * kinds (`->`, `<-` and `<->` from here on), blanks and digits of any width, invisible and control characters, mentions.
 */
export function tidy(line: string): string {
  return (
    line
      .normalize('NFKC')
      .replace(unseen, '')
      .replace(separators, ' ')
      .replace(mentions, ' ')
      .replace(address, '')
      .replace(/[“”„‟«»]/gu, '"')
      .replace(/[‘’‚‛`´]/gu, "'")
      .replace(arrow, drawn)
      .replace(bracketed, ' $<inside> ')
      .replace(bareHead, drawn)
      // A long dash is what keyboards make of two hyphens before a word, and of one hyphen between two numbers.
      .replace(/(^|\s)[—–―](?=\p{L})/gu, '$1--')
      .replace(/[‐‑‒–—―−]/gu, '-')
      .replace(spacedRange, '$<from>-')
      // A whole question in quotes, as it stands in the examples for a shell.
      .replace(/^\s*"(?<question>[^"]*)"\s*$/u, '$<question>')
  );
}
