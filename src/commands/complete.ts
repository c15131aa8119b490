import { features } from '../catalog/feature.ts';
import { editions, yearOf } from '../catalog/ports/edition.ts';
import { protocols } from '../catalog/ports/protocol.ts';
import { roles } from '../catalog/role.ts';
import { languages } from '../catalog/text.ts';
import { levels } from './access.ts';
import { type CommandName, commandWords, manual, pageOf } from './manual.ts';
import { commonOptions } from './options.ts';

/** What the last word of a line may become, and that word as typed so far. */
export interface Completion {
  /** Whole words that begin as the typed one does, in alphabetical order. */
  readonly candidates: readonly string[];
  readonly partial: string;
}

const commands = manual.map(({ name }) => name);
const years = [...editions.map(({ id }) => yearOf(id)), 'latest'];
const roleIds = roles.map(({ id }) => id);
const words = [
  ...roleIds,
  ...features.map(({ id }) => id),
  ...protocols.map(({ aliases }) => aliases[0]).filter((alias) => !alias.includes(' ')),
];

/** Commands whose words are others than roles, features and protocols. */
const wordsOf: Partial<Record<CommandName, readonly string[]>> = {
  changes: [...years, ...roleIds],
  help: commands,
  lang: [...languages, 'auto'],
  probe: ['localhost', 'status', 'cancel', 'request', ...words],
  runners: ['enroll', 'revoke'],
  grant: [...levels, 'none'],
  access: [],
  audit: [],
};

/** Values of the options that take one of a few. */
const valuesOf = new Map<string, readonly string[]>([
  ['--edition', years],
  ['--lang', languages],
  ['--role', roleIds],
]);

function optionsOf(name: CommandName | undefined): readonly string[] {
  const own = name === undefined ? {} : pageOf(name).options;
  return Object.keys({ ...own, ...commonOptions }).map((option) => `--${option}`);
}

/**
 * What the last, unfinished word of a line may become: a command first, then the words of that command, its options when
 * the word begins with a hyphen, or the values of the option before it.
 */
export function complete(line: string): Completion {
  const [first = '', ...others] = line.trimStart().replace(/^\//, '').split(/\s+/);
  const partial = others.at(-1) ?? first;
  const name = commandWords.get(first.toLowerCase());
  const values = valuesOf.get(others.at(-2)?.toLowerCase() ?? '');
  const own = name === undefined ? undefined : wordsOf[name];
  const pool = others.length === 0 ? commands : partial.startsWith('-') ? optionsOf(name) : (values ?? own ?? words);
  const typed = partial.toLowerCase();
  return { candidates: [...new Set(pool)].filter((word) => word.startsWith(typed)).toSorted(), partial };
}
