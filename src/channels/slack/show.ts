import type { KnownBlock, RichTextBlock } from '@slack/types';
import { attachmentOf } from '../../card/attachment.ts';
import type { Card } from '../../card/card.ts';
import { renderSlack } from '../../card/slack.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import type { Answer } from '../../commands/command.ts';
import { type Reply, replyCard } from '../../commands/reply.ts';
import type { Content } from './content.ts';
import { toolsOf } from './tools.ts';

/** Slack's limit of blocks in a message. */
const maxBlocks = 50;

/** A line of small print. It is plain text: nothing in it is a mention or a link. */
export function smallPrint(words: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: words, emoji: false }] };
}

/** A message of one sentence from the bot itself. */
export function sentence(words: Text, language: Language): Content {
  const said = words[language];
  return {
    blocks: [{ type: 'section', text: { type: 'plain_text', text: said, emoji: false } }],
    text: said,
    files: [],
  };
}

function lastPage(pages: number): Text {
  return text(
    `There are no more than ${pages} pages; this is the last.`,
    `Er zijn niet meer dan ${pages} pagina's; dit is de laatste.`,
  );
}

/** Whether an answer is a file to hand to somebody else. */
function handsOver({ name, result }: Answer): boolean {
  return name === 'export' || result.kind === 'probe-request';
}

/** Files that such an answer hands over: its code always, also where it is short enough to be shown. */
function exported(card: Card) {
  return card.body.flatMap((element) => (element.kind === 'code' ? [attachmentOf(element)] : []));
}

/** A reply as the message that shows the page it was asked for. `share` offers to show it to the whole channel. */
export function show(reply: Reply, { share }: { readonly share: boolean }): Content {
  const { outcome, language } = reply;
  const card = replyCard(reply);
  const pages = renderSlack(card, { language });
  const page = Math.min(reply.page, pages.length);
  const shown = pages[page - 1];
  if (shown === undefined) throw new TypeError('a card without a page');
  const tools =
    outcome.kind === 'answer'
      ? toolsOf(outcome, { language, page, share: share && outcome.audience === 'everyone' })
      : null;
  const extra = [
    ...(reply.page > pages.length ? [smallPrint(lastPage(pages.length)[language])] : []),
    ...(tools === null ? [] : [tools]),
  ];
  const files =
    outcome.kind === 'answer' && handsOver(outcome) && page === 1
      ? [
          ...shown.files,
          ...exported(card).filter(({ filename }) => shown.files.every((file) => file.filename !== filename)),
        ]
      : shown.files;
  return {
    blocks: shown.blocks.length + extra.length > maxBlocks ? shown.blocks : [...shown.blocks, ...extra],
    text: shown.text,
    files,
  };
}

/** The message with who shared it on top: a user element, which names the person without any markup. */
export function sharedBy(content: Content, user: string, language: Language): Content {
  const words = text('Shared by ', 'Gedeeld door ')[language];
  const line: RichTextBlock = {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: words, style: { italic: true } },
          { type: 'user', user_id: user },
        ],
      },
    ],
  };
  return content.blocks.length >= maxBlocks ? content : { ...content, blocks: [line, ...content.blocks] };
}

/** The message with a line below it. */
export function noted(content: Content, note: Text, language: Language): Content {
  const line = smallPrint(note[language]);
  return content.blocks.length >= maxBlocks ? content : { ...content, blocks: [...content.blocks, line] };
}
