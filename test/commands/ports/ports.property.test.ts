import assert from 'node:assert/strict';
import fc from 'fast-check';
import { features } from '../../../src/catalog/feature.ts';
import { editions } from '../../../src/catalog/ports/edition.ts';
import type { Ends, FlowQuery } from '../../../src/catalog/ports/lookup.ts';
import { protocols } from '../../../src/catalog/ports/protocol.ts';
import { roles } from '../../../src/catalog/role.ts';
import { readQuery, spellQuery } from '../../../src/commands/ports/query.ts';
import { typedLine } from '../typed-line.ts';

/** Compared with what the parser makes, which are plain objects. */
const plain = { noNullPrototype: true } as const;

const role = fc.constantFrom(...roles.map(({ id }) => id));
const protocol = fc.constantFrom(...protocols.map(({ id }) => id));
const feature = fc.constantFrom(...features.map(({ id }) => id));
const edition = fc.constantFrom(...editions.map(({ id }) => id));
const transport = fc.constantFrom('tcp', 'udp');
// The years among the ports are what could be taken for an edition.
const port = fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(2017, 2020, 2023, 2025));
const span = fc.tuple(port, port).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

const ends: fc.Arbitrary<Ends> = fc.oneof(
  fc.record({ kind: fc.constant('any' as const) }, plain),
  fc.record({ kind: fc.constantFrom('at' as const, 'from' as const, 'to' as const), role }, plain),
  fc.record({ kind: fc.constant('between' as const), roles: fc.tuple(role, role) }, plain),
  fc.record({ kind: fc.constant('directed' as const), from: role, to: role }, plain),
);

const query: fc.Arbitrary<FlowQuery> = fc.record(
  {
    ends,
    ports: fc.uniqueArray(span, { maxLength: 3, selector: String }),
    protocols: fc.uniqueArray(protocol, { maxLength: 3 }),
    features: fc.uniqueArray(feature, { maxLength: 3 }),
    edition: fc.option(edition),
    transport: fc.option(transport),
    requiredOnly: fc.boolean(),
  },
  plain,
);

function read(question: string): FlowQuery {
  const reading = readQuery(typedLine('ports', question));
  assert.ok(reading.kind === 'parsed', `${question}: ${reading.kind === 'refusal' ? reading.message.en : ''}`);
  return reading.arguments;
}

/** The same question with its lists in one order. */
function sorted(asked: FlowQuery): FlowQuery {
  return {
    ...asked,
    ports: asked.ports.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]),
    protocols: asked.protocols.toSorted(),
    features: asked.features.toSorted(),
  };
}

describe('any ports question', () => {
  it('reads back from its own line', () => {
    fc.assert(
      fc.property(query, (asked) => {
        assert.deepEqual(read(spellQuery('ports', asked).replace(/^ports ?/, '')), asked);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same whatever the order of its parts and the words of the sentence around them', () => {
    const filler = fc.constantFrom('the', 'and', 'voor', 'please', 'need', 'which', 'ports', ',', 'aub', '·');
    fc.assert(
      fc.property(query, fc.infiniteStream(filler), fc.infiniteStream(fc.nat()), (asked, fillers, order) => {
        const parts = [
          { ...asked, ports: [], protocols: [], features: [], edition: null, transport: null, requiredOnly: false },
          ...asked.ports.map((one) => ({ ports: [one] })),
          ...asked.protocols.map((one) => ({ protocols: [one] })),
          ...asked.features.map((one) => ({ features: [one] })),
          ...(asked.edition === null ? [] : [{ edition: asked.edition }]),
          ...(asked.transport === null ? [] : [{ transport: asked.transport }]),
          ...(asked.requiredOnly ? [{ requiredOnly: true }] : []),
        ];
        const nothing: FlowQuery = {
          ends: { kind: 'any' },
          ports: [],
          protocols: [],
          features: [],
          edition: null,
          transport: null,
          requiredOnly: false,
        };
        const next = () => fillers.next().value ?? '';
        const line = parts
          .map((part) => ({ at: order.next().value ?? 0, text: spellQuery('', { ...nothing, ...part }).trim() }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ text }) => `${next()} ${text} ${next()}`)
          .join(' ');
        assert.deepEqual(sorted(read(line)), sorted(asked), line);
      }),
      { numRuns: 1_000 },
    );
  });
});
