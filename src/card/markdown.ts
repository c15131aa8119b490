import type { Language } from '../catalog/text.ts';
import { shownCode } from './attachment.ts';
import type { Card, Code, Element, Image, Row, Table } from './card.ts';
import { emojiMarks, markedTitle } from './marks.ts';
import { pictureUrl } from './picture-url.ts';
import { visible } from './visible.ts';
import { image, source, tryThis } from './words.ts';

/**
 * A card as GitHub-flavoured Markdown, ending in a line feed. Text from outside shows as it was written: markup in it
 * is escaped, and words that a site would make a mention, a reference, an emoji or a mail link of stand in code spans,
 * which no site looks into.
 */
export function renderMarkdown(card: Card, { language }: { readonly language: Language }): string {
  const blocks = [
    `# ${escapeMarkdown(markedTitle(card.title, card.tone))}`,
    ...card.body.map((element) => elementMarkdown(element, language)),
    card.sources.map((line) => `- ${source[language]}: ${escapeMarkdown(line)}`).join('\n'),
    card.actions
      .map(({ label, command }) =>
        `- ${tryThis[language]}: ${codeSpan(visible(command))} ${escapeMarkdown(label)}`.trimEnd(),
      )
      .join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function elementMarkdown(element: Element, language: Language): string {
  switch (element.kind) {
    case 'paragraph':
      return escapeMarkdown(element.text);
    case 'heading':
      return `## ${escapeMarkdown(element.text)}`;
    case 'note':
      return `> ${emojiMarks[element.tone]} ${escapeMarkdown(element.text)}`;
    case 'fields':
      return element.fields
        .map(({ label, value }) => `- ${bold(label)}: ${escapeMarkdown(value)}`.trimEnd())
        .join('\n');
    case 'list':
      return element.items
        .map((item, index) => `${element.ordered ? `${index + 1}.` : '-'} ${escapeMarkdown(item)}`.trimEnd())
        .join('\n');
    case 'table':
      return tableMarkdown(element);
    case 'code':
      return fenced(element);
    case 'image':
      return imageMarkdown(element, language);
  }
}

function tableMarkdown({ columns, rows }: Table): string {
  if (columns.length === 0 || rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => escapeMarkdown(title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.cells.map((text) => rowCell(text, row)))),
  ].join('\n');
}

function rowCell(text: string, { emphasis }: Row): string {
  const shown = escapeMarkdown(text);
  return emphasis === 'muted' && shown !== '' ? `~~${shown}~~` : shown;
}

function fenced(code: Code): string {
  const text = shownCode(code);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${code.language.replaceAll(/[^a-z0-9+#-]/gi, '')}\n${text.replace(/\n$/, '')}\n${fence}`;
}

function imageMarkdown({ alt, url }: Image, language: Language): string {
  const href = pictureUrl(url);
  if (href === undefined) return alt === '' ? '' : `${image[language]}: ${escapeMarkdown(alt)}`;
  const address = href.replaceAll(/[()<>\\]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `![${escapeMarkdown(alt)}](${address})`;
}

function bold(text: string): string {
  const shown = escapeMarkdown(text);
  return shown === '' ? '' : `**${shown}**`;
}

/** Words that GitHub turns into a mention, a reference to an issue, a mail link or an emoji after reading Markdown. */
const active = /@|#\d|:[a-z0-9_+-]+:/i;

/**
 * Plain text of one line as Markdown that shows exactly that text, in a table's cell too: a bar ends a cell even inside
 * a code span, so it stands between spans, escaped.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .trim()
    .split(' ')
    .map((word) => word.split('|').map(escapeWord).join('\\|'))
    .join(' ')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

function escapeWord(word: string): string {
  if (active.test(word)) return codeSpan(word);
  return word
    .replaceAll(/[\\`*_{}[\]<>#!~&$]/g, '\\$&')
    .replaceAll('://', '\\://')
    .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}\\.`);
}

/** Text between more backticks than it holds in a row, with blanks where it begins or ends in one. */
function codeSpan(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1);
  const blank = /^`|`$/.test(text) ? ' ' : '';
  return `${ticks}${blank}${text}${blank}${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
