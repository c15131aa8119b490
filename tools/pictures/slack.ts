import { readFileSync } from 'node:fs';
import type { ActionsBlock, KnownBlock, RichTextBlock, RichTextSection, TableBlock, TextObject } from '@slack/types';
import { escapeHtml } from './html.ts';

/*
 * A drawing of a Slack message, after its Block Kit JSON: exactly the blocks that Portolan sends, in the measures of
 * Slack's desktop client. It is no screenshot, and says so where it is used as one.
 */

const icon = new URL('../../manifests/slack/icon.png', import.meta.url);

/** Pixels. A message's text in a window of common size. */
const contentWidth = 640;

const style = `
  body { margin: 0; background: #fff; }
  .message { box-sizing: border-box; display: flex; gap: 8px; width: ${contentWidth + 84}px; padding: 14px 20px;
    color: #1d1c1d; font: 15px/1.46 Lato, 'Liberation Sans', Arial, sans-serif; }
  .avatar { flex: none; width: 36px; height: 36px; border-radius: 8px; }
  .content { flex: none; width: ${contentWidth}px; }
  .from { display: flex; align-items: center; gap: 6px; font-weight: 900; }
  .app { padding: 1px 4px; border-radius: 2px; background: #ebeaeb; color: #616061; font-size: 10px; font-weight: 700; }
  .aside { color: #616061; font-size: 13px; font-weight: 400; }
  .block { margin-top: 8px; overflow-wrap: anywhere; white-space: pre-wrap; }
  .header { font-size: 18px; font-weight: 900; line-height: 1.33; }
  .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; }
  .context { color: #616061; font-size: 12px; line-height: 1.5; }
  .table { white-space: normal; }
  table { border-collapse: separate; border-spacing: 0; border: 1px solid #dddddd; border-radius: 8px;
    overflow: hidden; }
  th, td { padding: 7px 11px; text-align: left; vertical-align: top; }
  th { background: #f8f8f8; font-weight: 700; }
  tr + tr > td { border-top: 1px solid #dddddd; }
  th + th, td + td { border-left: 1px solid #dddddd; }
  .right { text-align: right; }
  .whole { white-space: nowrap; }
  ul { margin: 0; padding-left: 26px; }
  li + li { margin-top: 4px; }
  pre { margin: 0; padding: 8px; border: 1px solid #dddddd; border-radius: 4px; background: #f8f8f8;
    font: 12px/1.5 'DejaVu Sans Mono', monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; }
  .press { padding: 0 12px; border: 1px solid #bbbabb; border-radius: 4px; font-size: 13px; font-weight: 700; line-height: 28px; }
  .select { font-weight: 400; }
  .select::after { content: '⌄'; margin-left: 14px; }
  .drawn { margin-top: 10px; color: #868686; font-size: 11px; text-align: right; }
`;

/** A page with one `.message`: the blocks as Slack's desktop client lays them out. `aside` stands beside the name. */
export function slackPage(blocks: readonly KnownBlock[], { aside }: { readonly aside: string }): string {
  const avatar = `data:image/png;base64,${readFileSync(icon).toString('base64')}`;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>
<div class="message"><img class="avatar" alt="" src="${avatar}"><div class="content">
<div class="from">Portolan <span class="app">APP</span> <span class="aside">${escapeHtml(aside)}</span></div>
${blocks.map(drawBlock).join('\n')}
<div class="drawn">Drawn from the Block Kit JSON that the bot sends</div>
</div></div>`;
}

function drawBlock(block: KnownBlock): string {
  switch (block.type) {
    case 'header':
      return div('header', escapeHtml(block.text.text));
    case 'section':
      if (block.fields !== undefined)
        return div('fields', block.fields.map((field) => `<div>${drawText(field)}</div>`).join(''));
      return div('section', block.text === undefined ? '' : drawText(block.text));
    case 'context':
      return div('context', block.elements.map((element) => `<div>${drawContext(element)}</div>`).join(''));
    case 'rich_text':
      return div('rich', block.elements.map(drawRich).join(''));
    case 'table':
      return div('table', drawTable(block));
    case 'image':
      return div('image', `[${escapeHtml(block.alt_text)}]`);
    case 'actions':
      return div('actions', block.elements.map(drawControl).join(''));
    default:
      throw undrawn(block.type);
  }
}

function undrawn(type: string): TypeError {
  return new TypeError(`there is no drawing of ${type}: Portolan did not send it when this was written`);
}

function div(name: string, html: string): string {
  return `<div class="block ${name}">${html}</div>`;
}

/** The one kind of markup that answers use is a bold label above a value that has none. */
function drawText({ type, text }: TextObject): string {
  if (type === 'plain_text') return escapeHtml(text);
  const [, label, value] = /^\*([^*\n]+)\*\n([\s\S]*)$/.exec(text) ?? [];
  if (label === undefined || value === undefined) throw undrawn(`the markup ${text}`);
  return `<b>${escapeHtml(label)}</b>\n${escapeHtml(value)}`;
}

function drawContext(element: Extract<KnownBlock, { type: 'context' }>['elements'][number]): string {
  if (element.type === 'image') throw undrawn('a picture in a context block');
  return drawText(element);
}

function drawRich(element: RichTextBlock['elements'][number]): string {
  switch (element.type) {
    case 'rich_text_section':
      return `<div>${drawRun(element)}</div>`;
    case 'rich_text_list':
      if (element.style !== 'bullet') throw undrawn(`a list of ${element.style}`);
      return `<ul>${element.elements.map((item) => `<li>${drawRun(item)}</li>`).join('')}</ul>`;
    case 'rich_text_preformatted':
      return `<pre>${drawRun(element)}</pre>`;
    default:
      throw undrawn(element.type);
  }
}

function drawRun({ elements }: { readonly elements: RichTextSection['elements'] }): string {
  return elements
    .map((element) => {
      if (element.type === 'user') return `@${escapeHtml(element.user_id)}`;
      if (element.type !== 'text') throw undrawn(element.type);
      const { bold = false, italic = false, strike = false } = element.style ?? {};
      const text = escapeHtml(element.text);
      const struck = strike ? `<s>${text}</s>` : text;
      const slanted = italic ? `<i>${struck}</i>` : struck;
      return bold ? `<b>${slanted}</b>` : slanted;
    })
    .join('');
}

function drawTable({ rows, column_settings: settings = [] }: TableBlock): string {
  const drawn = rows.map((cells, row) => {
    const tag = row === 0 ? 'th' : 'td';
    const inner = cells.map((cell, index) => {
      const setting = settings[index];
      const names = [setting?.align === 'right' ? 'right' : '', setting?.is_wrapped === true ? '' : 'whole'];
      const html = cell.type === 'rich_text' ? cell.elements.map(drawRich).join('') : escapeHtml(cell.text);
      return `<${tag} class="${names.join(' ').trim()}">${html}</${tag}>`;
    });
    return `<tr>${inner.join('')}</tr>`;
  });
  return `<table>${drawn.join('')}</table>`;
}

function drawControl(element: ActionsBlock['elements'][number]): string {
  switch (element.type) {
    case 'button':
      return `<span class="press">${escapeHtml(element.text.text)}</span>`;
    case 'static_select':
      return `<span class="press select">${escapeHtml((element.initial_option?.text ?? element.placeholder)?.text ?? '')}</span>`;
    default:
      throw undrawn(element.type);
  }
}
