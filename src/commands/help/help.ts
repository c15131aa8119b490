import { type Card, card, column, row, type Table } from '../../card/card.ts';
import { type Language, text } from '../../catalog/text.ts';
import { answering, type Command, type Parsed, parsed } from '../command.ts';
import { lexicon } from '../grammar/lexicon.ts';
import { understand } from '../grammar/understand.ts';
import type { Line } from '../line.ts';
import { type CommandName, commandWords, manual, type Page, pageOf } from '../manual.ts';
import { commonOptions } from '../options.ts';
import { refuse } from '../refusal.ts';

/** One command's page, or all of them. */
export interface HelpResult {
  readonly kind: 'help';
  readonly command: CommandName | null;
  readonly pages: readonly Page[];
}

const say = {
  title: text('What Portolan answers', 'Wat Portolan beantwoordt'),
  usage: text('Usage', 'Gebruik'),
  examples: text('Examples', 'Voorbeelden'),
  options: text('Options', 'Opties'),
  command: text('Command', 'Opdracht'),
  answers: text('What it answers', 'Wat het beantwoordt'),
  example: text('For example', 'Bijvoorbeeld'),
  forgiving: text(
    'A leading slash or a mention, capitals, smart quotes and word order do not matter; “proxy->adfs” and “adfs <-> wap” work too.',
    'Een schuine streep of vermelding vooraf, hoofdletters, krulaanhalingstekens en volgorde maken niet uit; “proxy->adfs” en “adfs <-> wap” werken ook.',
  ),
} as const;

const words = lexicon<CommandName>([...commandWords]);

function parse(line: Line): Parsed<CommandName | null> {
  const names = manual.map(({ name }) => name).join(', ');
  const legal = text(`a command (${names})`, `een opdracht (${names})`);
  const reading = understand(line, words, { legal, spell: (name) => name });
  if (reading.kind === 'refusal') return reading;
  const [first = null, ...more] = reading.pieces.flatMap((piece) => (piece.kind === 'known' ? [piece.meaning] : []));
  if (more.length > 0)
    return refuse(
      'too-many-words',
      text('Help explains one command at a time.', 'Help legt één opdracht tegelijk uit.'),
      [first, ...more].map((name) => `help ${name}`),
    );
  return parsed(first);
}

function optionNames(page: Page): string {
  return [...Object.entries(page.options), ...Object.entries(commonOptions)]
    .map(([name, shape]) => (shape === 'flag' ? `--${name}` : `--${name} …`))
    .join('  ');
}

/** Whether a line changes who may do what. It is shown, and is no button: an example must not be pressed by accident. */
function isAct(line: string): boolean {
  return /^(?:grant|runners (?:enroll|revoke)) /.test(line);
}

function viewPage(page: Page, language: Language, command: string): Card {
  return card({
    title: page.name,
    command,
    body: [
      { kind: 'paragraph', text: page.summary[language] },
      { kind: 'heading', text: say.usage[language] },
      { kind: 'list', ordered: false, items: page.usage },
      ...page.details.map((detail) => ({ kind: 'paragraph', text: detail[language] }) as const),
      { kind: 'fields', fields: [{ label: say.options[language], value: optionNames(page) }] },
      { kind: 'heading', text: say.examples[language] },
      {
        kind: 'table',
        columns: [column(say.command[language]), column(say.answers[language])],
        rows: page.examples.map(({ line, says }) => row(line, says[language])),
      },
    ],
    actions: page.examples.filter(({ line }) => !isAct(line)).map(({ line }) => ({ label: line, command: line })),
  });
}

function pagesTable(pages: readonly Page[], language: Language): Table {
  return {
    kind: 'table',
    columns: [say.command, say.answers, say.example].map((title) => column(title[language])),
    rows: pages.map((page) => row(page.name, page.summary[language], page.examples[0]?.line ?? '')),
  };
}

function view({ command: asked, pages }: HelpResult, language: Language, command: string): Card {
  if (asked !== null) return viewPage(pageOf(asked), language, command);
  return card({
    title: say.title[language],
    command,
    body: [pagesTable(pages, language), { kind: 'paragraph', text: say.forgiving[language] }],
    actions: ['ports adfs wap', 'sizing 250000', 'prereqs connect'].map((line) => ({ label: line, command: line })),
  });
}

const command: Command<CommandName | null, HelpResult> = {
  name: 'help',
  parse,
  run: (name) => ({ kind: 'help', command: name, pages: name === null ? manual : [pageOf(name)] }),
  line: (name) => (name === null ? 'help' : `help ${name}`),
  view,
  sheet: ({ pages }, language) => pagesTable(pages, language),
};

export const help = answering(command);
