import { nearest } from '../commands/grammar/nearest.ts';
import { commandWords } from '../commands/manual.ts';

/** How an answer is printed; `raw` is the file that an export makes and nothing around it. */
export type Format = 'text' | 'json' | 'csv' | 'markdown' | 'raw';

/** What a shell command line asks for. */
export type Asked =
  | { readonly kind: 'start' }
  | { readonly kind: 'ask'; readonly text: string; readonly format: Format }
  | { readonly kind: 'catalog'; readonly json: boolean }
  | { readonly kind: 'runner'; readonly argv: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'unknown'; readonly message: string };

const subCommands = ['ask', 'catalog', 'runner', 'start', 'help', 'version'];

const formats: ReadonlyMap<string, Format> = new Map([
  ['--json', 'json'],
  ['--csv', 'csv'],
  ['--markdown', 'markdown'],
  ['--raw', 'raw'],
]);

/** A shell argument with blanks in it was quoted there, so it is one value and stays one beside others. */
function lineOf(words: readonly string[]): string {
  const [only, ...more] = words;
  if (only !== undefined && more.length === 0) return only;
  return words.map((word) => (/\s/u.test(word) ? `"${word}"` : word)).join(' ');
}

function askOf(rest: readonly string[]): Asked {
  const words: string[] = [];
  const asked = new Set<Format>();
  for (const word of rest) {
    const format = formats.get(word);
    if (format === undefined) words.push(word);
    else asked.add(format);
  }
  if (asked.size > 1)
    return { kind: 'unknown', message: `--json, --csv, --markdown and --raw exclude each other; give one of them.` };
  const [format = 'text'] = asked;
  return { kind: 'ask', text: lineOf(words), format };
}

/** Reads the arguments behind the program's name. Never fails: what cannot be read says why. */
export function parseArguments(argv: readonly string[]): Asked {
  const [first, ...rest] = argv;
  switch (first) {
    case undefined:
    case 'start':
      return rest.length === 0
        ? { kind: 'start' }
        : { kind: 'unknown', message: `start takes no arguments, and “${rest.join(' ')}” was given.` };
    case 'ask':
      return askOf(rest);
    case 'catalog': {
      const [flag, ...more] = rest;
      if (more.length > 0 || (flag !== undefined && flag !== '--json'))
        return { kind: 'unknown', message: `catalog takes --json and nothing else.` };
      return { kind: 'catalog', json: flag === '--json' };
    }
    case 'runner':
      return { kind: 'runner', argv: rest };
    case 'help':
    case '--help':
    case '-h':
      return { kind: 'help' };
    case 'version':
    case '--version':
    case '-v':
      return { kind: 'version' };
    default: {
      if (commandWords.has(first.toLowerCase().replace(/^\//, '')))
        return { kind: 'unknown', message: `ask it: portolan ask "${argv.join(' ')}"` };
      const [meant] = nearest(first.toLowerCase(), subCommands, 1);
      const hint = meant === undefined ? `there are ${subCommands.join(', ')}.` : `did you mean “${meant}”?`;
      return { kind: 'unknown', message: `“${first}” is no command; ${hint}` };
    }
  }
}
