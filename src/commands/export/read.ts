import type { FlowQuery } from '../../catalog/ports/lookup.ts';
import { text } from '../../catalog/text.ts';
import { type Parsed, parsed } from '../command.ts';
import type { Word } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { readQuery, spellQuery } from '../ports/query.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { defaultFormat, type FormatId, formatNamed, formats, formatsNear } from './format.ts';

/** A ports question and the form in which its answer is handed over; null where nobody said. */
export interface ExportArguments {
  readonly query: FlowQuery;
  readonly format: FormatId | null;
}

const names = formats.map(({ id }) => id);

function withFormat(line: Line, format: string): string {
  return rewrite(line, { options: new Map([['as', format]]) });
}

function refuseFormat(line: Line, typed: string): Refusal {
  const near = formatsNear(typed);
  return refuse(
    'bad-value',
    text(
      `There is no format “${typed}”; there are ${names.join(', ')}.`,
      `Het formaat “${typed}” bestaat niet; wel ${names.join(', ')}.`,
    ),
    (near.length > 0 ? near : [defaultFormat]).map((format) => withFormat(line, format)),
  );
}

function refuseSeveral(line: Line, asked: readonly FormatId[]): Refusal {
  return refuse(
    'too-many-words',
    text(
      `${asked.join(' and ')} are ${asked.length} formats; ask for one at a time.`,
      `${asked.join(' en ')} zijn ${asked.length} formaten; vraag er één tegelijk.`,
    ),
    asked.map((format) => withFormat(line, format)),
  );
}

const leadIns: ReadonlySet<string> = new Set(['as', 'als']);

function isWord(word: Word | undefined): word is Extract<Word, { kind: 'word' | 'quoted' }> {
  return word?.kind === 'word' || word?.kind === 'quoted';
}

interface TypedFormats {
  /** As typed; a word behind `as` is one whatever it says. */
  readonly typed: readonly string[];
  readonly rest: readonly Word[];
}

/** Takes formats that stand among the words out of them: `connect dc as csv`, `connect dc csv`. */
function takeFormats(words: readonly Word[]): TypedFormats {
  const typed: string[] = [];
  const rest: Word[] = [];
  for (const [at, word] of words.entries()) {
    const [before, after] = [words[at - 1], words[at + 1]];
    const led = isWord(before) && leadIns.has(before.key);
    // `powershell remoting` names a protocol and no format.
    const named = isWord(word) && formatNamed(word.text) !== null && !(isWord(after) && after.key === 'remoting');
    if (isWord(word) && (led || named)) typed.push(word.text);
    else if (!(isWord(word) && leadIns.has(word.key) && isWord(after))) rest.push(word);
  }
  return { typed, rest };
}

/** Reads an export: a ports question with a format, which may stand as `--as csv`, `as csv` or `csv`. */
export function readExport(line: Line): Parsed<ExportArguments> {
  const { typed, rest } = takeFormats(line.words);
  const option = line.options.get('as');
  const asked = typeof option === 'string' ? [option, ...typed] : typed;
  const question: Line = { ...line, words: rest };
  const found = new Set<FormatId>();
  for (const word of asked) {
    const format = formatNamed(word);
    if (format === null) return refuseFormat(question, word);
    found.add(format);
  }
  const [format = null, ...more] = found;
  if (format !== null && more.length > 0) return refuseSeveral(question, [...found]);
  // What a refusal of the question suggests keeps the format that stood among the words.
  const options = format === null ? line.options : new Map([...line.options, ['as', format] as const]);
  const reading = readQuery({ ...question, options });
  return reading.kind === 'refusal' ? reading : parsed({ query: reading.arguments, format });
}

/** The line that asks this export again. */
export function spellExport({ query, format }: ExportArguments): string {
  const asked = spellQuery('export', query);
  return format === null ? asked : `${asked} --as ${format}`;
}
