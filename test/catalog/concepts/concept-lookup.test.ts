import assert from 'node:assert/strict';
import { conceptKinds } from '../../../src/catalog/concepts/concept.ts';
import { conceptNamed, concepts, conceptsOf, conceptsOnPort } from '../../../src/catalog/concepts/concept-lookup.ts';

describe('concepts', () => {
  // Counted on the concept page on port 443, heading by heading.
  const counts = [
    ['definition', 5],
    ['core', 3],
    ['step', 4],
    ['pattern', 3],
    ['anti-pattern', 4],
    ['edge-case', 3],
    ['related', 3],
  ] as const;

  for (const [kind, count] of counts) {
    it(`has ${count} of kind ${kind}, each from the concept page`, () => {
      const found = conceptsOf(kind);
      assert.equal(found.length, count);
      assert.ok(found.every(({ source }) => source.source === 'port-443'));
    });
  }

  it('has a kind for every concept', () => {
    assert.equal(
      conceptKinds.reduce((total, kind) => total + conceptsOf(kind).length, 0),
      concepts.length,
    );
  });

  it('keeps the steps in the order they happen', () => {
    assert.deepEqual(
      conceptsOf('step').map(({ id }) => id),
      ['initiation', 'negotiation', 'authentication', 'data-transfer'],
    );
  });

  it('shares no name between two concepts', () => {
    const owners = new Map<string, string>();
    for (const { id, aliases } of concepts) {
      assert.equal(new Set(aliases).size, aliases.length, `${id} repeats an alias`);
      for (const name of new Set<string>([id, ...aliases])) {
        assert.equal(name, name.toLowerCase().trim(), name);
        assert.equal(owners.get(name), undefined, `${name} belongs to ${owners.get(name)} and to ${id}`);
        owners.set(name, id);
      }
    }
  });

  it('has both languages for every title and body', () => {
    for (const { id, title, body } of concepts) {
      for (const statement of [title.en, title.nl, body.en, body.nl]) assert.notEqual(statement.trim(), '', id);
      assert.notEqual(body.en, body.nl, id);
    }
  });

  it('keeps the figures of the documents in both languages', () => {
    const figures = [
      ['idle-timeout', ['5', '6']],
      ['wid', ['30', '100']],
      ['dynamic-rpc-range', ['49152', '65535']],
      ['authentication-agent', ['3', '40', '300', '400', '4', '16']],
      ['version-floor', ['2.5.79.0', '2026-09-30', '2.6.84.0', '2027-04-07']],
    ] as const;
    for (const [id, expected] of figures) {
      const concept = conceptNamed(id);
      for (const figure of expected) {
        assert.ok(concept?.body.en.includes(figure), `${id} en ${figure}`);
        assert.ok(concept?.body.nl.includes(figure), `${id} nl ${figure}`);
      }
    }
  });
});

describe('looking a concept up', () => {
  const names = [
    ['TLS inspection', 'tls-inspection'],
    ['  ssl   Inspection ', 'tls-inspection'],
    ['tls-inspectie', 'tls-inspection'],
    ['staging mode', 'staging-mode'],
    ['seamless sso', 'seamless-sso'],
    ['phs', 'password-hash-sync'],
    ['PTA', 'pass-through-authentication'],
    ['writeback', 'password-writeback'],
    ['gMSA', 'gmsa'],
    ['SAN', 'san'],
    ['endpoint mapper', 'endpoint-mapper'],
    ['dynamic rpc range', 'dynamic-rpc-range'],
    ['LocalDB', 'localdb'],
    ['WID', 'wid'],
    ['idfix', 'idfix'],
    ['soft match', 'soft-match'],
    ['hard match takeover', 'hard-match-takeover'],
    ['tier 0', 'tier-0'],
    ['idle timeout', 'idle-timeout'],
    ['failback', 'failback'],
    ['connector bootstrap', 'connector-bootstrap'],
    ['federation service name', 'federation-service-name'],
    ['workplace join', 'workplace-join'],
    ['deltasynchronisatie', 'delta-sync'],
  ] as const;

  for (const [name, id] of names) {
    it(`finds ${id} by "${name}"`, () => {
      assert.equal(conceptNamed(name)?.id, id);
    });
  }

  it('finds nothing for a name that no concept has', () => {
    assert.equal(conceptNamed('portolan'), undefined);
  });

  it('finds a range by a port within it', () => {
    assert.deepEqual(
      conceptsOnPort(50_000).map(({ id }) => id),
      ['password-hash-sync', 'dynamic-rpc-range'],
    );
    assert.deepEqual(
      conceptsOnPort(10_110).map(({ id }) => id),
      ['retired-connector-ports'],
    );
  });

  it('finds nothing on a port that no concept concerns', () => {
    assert.deepEqual(conceptsOnPort(22), []);
  });
});
