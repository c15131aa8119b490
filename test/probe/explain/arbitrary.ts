import fc from 'fast-check';
import * as v from 'valibot';

const hostile = ['', '<!channel>', '*bold*', '=1+1', '\u202eevil', '\u0000', '“”', 'x'.repeat(512), '\ud83d'];

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(...hostile, 'NOERROR', 'SRV', 'Negotiate', 'drsuapi', '10.0.0.1', 'ETIMEOUT', 'deadline'),
);

/** Mostly what durations and counts are, now and then what no clock or counter shows. */
const numbers = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 70_000 }) },
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 5, 200, 401, 407, 503, 400_000) },
  { weight: 2, arbitrary: fc.constantFrom(-1, -400_000, 3_500.5, 1e15, 8.64e15, 1e16, 1e300) },
);

/** What a schema says of itself: those parts of valibot that evidence and outcomes are made of. */
interface Described {
  readonly type: string;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly options?: readonly unknown[];
  readonly item?: unknown;
  readonly wrapped?: unknown;
  readonly literal?: unknown;
}

const described = v.custom<Described & v.GenericSchema>(
  (input) => typeof input === 'object' && input !== null && 'type' in input && typeof input.type === 'string',
);

/** Values as a schema describes them; what its bounds refuse is left out object by object. */
function raw(input: unknown): fc.Arbitrary<unknown> {
  const schema = v.parse(described, input);
  const { type, entries = {}, options = [], item, wrapped, literal } = schema;
  switch (type) {
    case 'string':
      return texts;
    case 'number':
      return numbers;
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constant(literal);
    case 'picklist':
      return fc.constantFrom(...options);
    case 'nullable':
      return fc.option(raw(wrapped), { nil: null });
    case 'array':
      return fc.array(raw(item), { maxLength: 3 });
    case 'object':
      return fc
        .record(Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, raw(value)])), {
          noNullPrototype: true,
        })
        .filter((value) => v.is(schema, value));
    case 'variant':
      return fc.oneof(...options.map(raw));
    default:
      throw new TypeError(`no values of ${type}`);
  }
}

/** Values that a schema takes, made from what it says. */
export function valuesOf<const Schema extends v.GenericSchema>(schema: Schema): fc.Arbitrary<v.InferOutput<Schema>> {
  return raw(schema).filter((value): value is v.InferOutput<Schema> => v.is(schema, value));
}
