/** The values of an option that may stand several times, and the arguments without it; or what is wrong. */
export type Repeated =
  | { readonly kind: 'taken'; readonly values: readonly string[]; readonly rest: readonly string[] }
  | { readonly kind: 'unknown'; readonly message: string };

/** Takes `--name VALUE` and `--name=VALUE` out of a command line, as often as it stands there; a comma parts values too. */
export function takeRepeated(argv: readonly string[], name: string): Repeated {
  const values: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word !== `--${name}` && !word.startsWith(`--${name}=`)) {
      rest.push(word);
      continue;
    }
    const value = word === `--${name}` ? argv[++at] : word.slice(name.length + 3);
    const parts = (value ?? '').split(',').filter((part) => part !== '');
    if (parts.length === 0 || value?.startsWith('--')) return { kind: 'unknown', message: `--${name} needs a value.` };
    values.push(...parts);
  }
  return { kind: 'taken', values, rest };
}
