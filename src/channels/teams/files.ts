import type { AdaptiveCard, CodeBlock } from '../../card/adaptive-card.ts';
import type { Attachment } from '../../card/attachment.ts';
import { visible, visibleLines } from '../../card/visible.ts';
import type { Language } from '../../catalog/text.ts';
import type { Message } from './transport.ts';

/** UTF-8 bytes of a card: as `renderTeams` keeps them. */
const maxBytes = 27_000;

function codeCard(title: string, lines: readonly string[], language: Language): AdaptiveCard {
  const code: CodeBlock = {
    type: 'CodeBlock',
    codeSnippet: lines.join('\n'),
    language: 'PlainText',
    fallback: {
      type: 'Container',
      style: 'emphasis',
      items: lines.map((line) => ({
        type: 'RichTextBlock',
        inlines: [{ type: 'TextRun', text: line, fontType: 'Monospace' }],
        spacing: 'None',
      })),
    },
  };
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: language,
    msteams: { width: 'Full' },
    body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: `📎 ${title}`, weight: 'Bolder' }] }, code],
  };
}

/** Lines longer than a card are cut, at no place that matters to JSON, CSV or a script more than any other. */
function shortLines(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.match(/[\s\S]{1,4000}/gu) ?? ['']);
}

/**
 * A file as messages to copy it from: as many cards as its text needs, each bearing its name. Bots can hand over real
 * files in personal chats only and after the reader agreed, so a file that every chat can take is one of these.
 */
export function fileMessages({ filename, content }: Attachment, language: Language): readonly Message[] {
  const name = visible(filename);
  const lines = shortLines(visibleLines(content.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')).split('\n'));
  const parts: string[][] = [];
  let size = maxBytes;
  for (const line of lines) {
    // A line stands in the card twice, and its fallback's own JSON is about 110 bytes.
    const bytes = 2 * Buffer.byteLength(JSON.stringify(line)) + 110;
    if (size + bytes > maxBytes - 1_000) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(line);
    size += bytes;
  }
  return parts.map((part, index) => {
    const title = parts.length === 1 ? name : `${name} (${index + 1}/${parts.length})`;
    return { card: codeCard(title, part, language), summary: title };
  });
}
