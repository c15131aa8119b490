/** A command line taken apart: words, flags, and options with their values. */
export type Words<Option extends string, Flag extends string> =
  | {
      readonly kind: 'words';
      readonly words: readonly string[];
      readonly flags: ReadonlySet<Flag>;
      readonly options: Readonly<Partial<Record<Option, string>>>;
    }
  | { readonly kind: 'unknown'; readonly message: string };

/** What a command takes besides words, names without their dashes. */
export interface Grammar<Option extends string, Flag extends string> {
  readonly options: readonly Option[];
  readonly flags: readonly Flag[];
  /** The legal words nearest to one that is none. */
  nearest(word: string, legal: readonly string[]): readonly string[];
}

/**
 * Takes a command line apart: `--name value` and `--name=value`, flags without a value, `-h` for `--help`, and `--`
 * before words that begin with a dash. Says what is wrong where an option is not known, lacks its value or stands twice.
 */
export function takeApart<Option extends string, Flag extends string>(
  argv: readonly string[],
  { options: optionNames, flags: flagNames, nearest }: Grammar<Option, Flag>,
): Words<Option, Flag> {
  const words: string[] = [];
  const flags = new Set<Flag>();
  const options: Partial<Record<Option, string>> = {};
  const wrong = (message: string) => ({ kind: 'unknown', message }) as const;

  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--') return { kind: 'words', words: [...words, ...argv.slice(at + 1)], flags, options };
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const [, spelled = word, inline] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const name = word === '-h' ? 'help' : spelled;
    const flag = flagNames.find((one) => one === name);
    const option = optionNames.find((one) => one === name);
    if (flag !== undefined) {
      if (inline !== undefined) return wrong(`--${flag} takes no value.`);
      flags.add(flag);
    } else if (option !== undefined) {
      const value = inline ?? argv[++at];
      if (value === undefined || value === '') return wrong(`--${option} needs a value.`);
      if (options[option] !== undefined) return wrong(`--${option} is given twice.`);
      options[option] = value;
    } else {
      const legal = [...optionNames, ...flagNames];
      const [meant] = nearest(name, legal);
      const hint =
        meant === undefined ? `there are ${legal.map((one) => `--${one}`).join(', ')}.` : `did you mean --${meant}?`;
      return wrong(`“${word}” is no option; ${hint}`);
    }
  }
  return { kind: 'words', words, flags, options };
}
