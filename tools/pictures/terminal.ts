import { renderText } from '../../src/card/text.ts';
import { replyCard } from '../../src/commands/reply.ts';
import { ask } from './ask.ts';
import { escapeHtml } from './html.ts';

/** Columns that read well at the width of a repository page. */
const columns = 96;

const styles: Readonly<Record<string, string>> = {
  '1': 'font-weight:700',
  '2': 'opacity:.6',
  '31': 'color:#f7768e',
  '32': 'color:#9ece6a',
  '33': 'color:#e0af68',
  '36': 'color:#7dcfff',
};

/** The few colours that a card uses, as HTML: each opening code becomes a span, each closing one ends it. */
function ansiToHtml(text: string): string {
  let open = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  const html = escapeHtml(text).replace(/\u001b\[(\d+)m/g, (_code, number: string) => {
    const style = styles[number];
    if (style !== undefined) {
      open += 1;
      return `<span style="${style}">`;
    }
    if (open === 0) return '';
    open -= 1;
    return '</span>';
  });
  return html + '</span>'.repeat(open);
}

/** A page with one `pre`: the prompt, each question, and its answer as a terminal shows it. */
export async function terminalPage(questions: readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const question of questions) {
    const answer = renderText(replyCard(await ask('terminal', question)), {
      width: columns,
      color: true,
      language: 'en',
    });
    parts.push(`<b style="color:#9ece6a">portolan&gt;</b> ${escapeHtml(question)}\n\n${ansiToHtml(answer)}`);
  }
  return `<!doctype html><meta charset="utf-8"><body style="margin:0;background:#1a1b26">
<pre style="display:inline-block;margin:0;padding:20px 24px;color:#c0caf5;font:14px/1.45 'DejaVu Sans Mono',monospace">${parts.join('\n')}</pre>`;
}
