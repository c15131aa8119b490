import fc from 'fast-check';
import { features } from '../../src/catalog/feature.ts';
import { editions } from '../../src/catalog/ports/edition.ts';
import { protocols } from '../../src/catalog/ports/protocol.ts';
import { roles } from '../../src/catalog/role.ts';
import { manual } from '../../src/commands/manual.ts';

/** Any UTF-16 at all, lone surrogates and controls among it. */
export const anyUtf16: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0x7f })), { maxLength: 120 })
  .map((units) => String.fromCharCode(...units));

/** Text of every script, and of what chat clients and attackers put between letters. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  anyUtf16,
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ maxLength: 80 }),
);

const phrases: readonly string[] = [
  ...roles.flatMap(({ id, aliases }) => [id, ...aliases]),
  ...features.flatMap(({ id, aliases }) => [id, ...aliases]),
  ...protocols.flatMap(({ aliases }) => aliases),
  ...editions.flatMap(({ aliases }) => aliases),
];

const joints = [
  '->',
  '<-',
  '<->',
  '→',
  '=>',
  'to',
  'from',
  'van',
  'naar',
  '/',
  '&',
  ',',
  '-',
  '–',
  '"',
  '“',
  '(',
  '<',
  '>',
  '*',
  '@',
];
const options = [
  '--edition',
  '--edition=2017',
  '—edition 2020',
  '--udp',
  '--tcp',
  '--required',
  '--lang nl',
  '--page 2',
  '--as csv',
  '--foo',
];
const numbers = ['443', '49152-65535', '0', '70000', '2017', '250k', '1.2M', '+20%/y', '3y', '"250 000"', '٤٤٣'];
const noise = [
  'the',
  'welke',
  'nodig',
  'adsf',
  'xyzzy',
  '👍',
  '\u202e',
  '\u0000',
  '\u00a0',
  '\u200b',
  '\ud800',
  '?',
  'help',
  ';',
  '=',
  "'",
];

const part = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...phrases) },
  { weight: 2, arbitrary: fc.constantFrom(...joints) },
  { weight: 2, arbitrary: fc.constantFrom(...options) },
  { weight: 2, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom(...noise) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);

/** Lines that are nearly questions: a command or none, its words, and what goes wrong with them. */
export const nearlyLine: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', ...manual.flatMap(({ name, aliases }) => [name, name, name, aliases[0]])),
    fc.array(fc.tuple(part, fc.constantFrom(' ', ' ', ' ', '', '\t', '\u00a0')), { maxLength: 9 }),
  )
  .map(([command, parts]) => `${command} ${parts.map((pair) => pair.join('')).join('')}`);

/** Words that every command of ports knows, for slips to be made in. */
export const knownPhrase: fc.Arbitrary<string> = fc.constantFrom(...phrases);
