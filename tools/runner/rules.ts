import { isBuiltin } from 'node:module';

/** Most bytes of the file that people copy. What stands on a domain controller must be small enough to be looked at. */
export const mostBytes = 150 * 1_024;

/** The packages that a runner may hold, each with what it is made of. */
const packages = ['ws', 'dns-packet', '@leichtgewicht/ip-codec', 'valibot'];

/** Rooms of the house that a runner has no business in. */
const rooms = /^src\/(commands|store|channels|hub|http|readiness)\/|^src\/(bot|log|cli)\.ts$/;

/** The catalog's rows and everything that is merged from them; the runner has a table of what it may be asked instead. */
const rows = /^src\/catalog\/(ports|endpoints|prerequisites|sizing|concepts|contradictions)\//;

/** What opens an inbound port. */
const listening = /\b(?:createServer|createSecureServer)\b|\.listen\(/;

/** A program as it was made, and from what. */
export interface Program {
  /** CommonJS, in one piece. */
  readonly text: string;
  /** Bytes of it by the path of the input, relative to the checkout; those alone of which something is left. */
  readonly inputs: ReadonlyMap<string, number>;
  /** The modules that it asks Node for. */
  readonly asks: readonly string[];
}

function packageOf(input: string): string | null {
  const [, name] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input) ?? [];
  return name ?? null;
}

/** Why an input must not be in the runner; null where it may. */
export function objectionTo(input: string): string | null {
  const name = packageOf(input);
  if (name !== null) return packages.includes(name) ? null : `${input}: the package ${name} has no place in a runner`;
  if (rooms.test(input)) return `${input}: this part of the house has no place in a runner`;
  if (rows.test(input))
    return `${input}: the catalog has no place in a runner; take what is needed from catalog-scope.ts`;
  return null;
}

/**
 * Everything that is wrong with a program, one sentence each; none when it may be given out. `phrases` are texts of the
 * catalog that must not be found in it, wherever they came from.
 */
export function faultsOf({ text, inputs, asks }: Program, phrases: readonly string[]): readonly string[] {
  const found = phrases.filter((phrase) => text.includes(phrase));
  const foreign = asks.filter((name) => !isBuiltin(name));
  return [
    ...[...inputs.keys()].map(objectionTo).filter((objection) => objection !== null),
    ...(foreign.length > 0 ? [`it asks for what Node does not have: ${foreign.join(', ')}`] : []),
    ...(listening.test(text) ? ['it can open an inbound port'] : []),
    ...(found.length > 0 ? [`${found.length} texts of the catalog are in it, such as “${found[0]}”`] : []),
  ];
}

/** Why a file is too large; null where it is not. */
export function tooLarge(file: string): string | null {
  const bytes = Buffer.byteLength(file);
  return bytes > mostBytes ? `the file has ${bytes} bytes, and ${mostBytes} is the most` : null;
}
