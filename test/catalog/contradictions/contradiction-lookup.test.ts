import assert from 'node:assert/strict';
import { type Contradiction, followed } from '../../../src/catalog/contradictions/contradiction.ts';
import {
  contradictionOf,
  contradictions,
  contradictionsIn,
} from '../../../src/catalog/contradictions/contradiction-lookup.ts';

describe('contradictions', () => {
  for (const contradiction of contradictions) {
    it(`${contradiction.id} sets at least two placed statements side by side and follows one of them`, () => {
      const { statements, because }: Contradiction = contradiction;
      assert.ok(statements.length >= 2);
      assert.ok(statements.includes(followed(contradiction)));
      for (const { reference } of statements) assert.notEqual(reference.place, '');
      assert.notEqual(because.en, '');
      assert.notEqual(because.nl, '');
    });
  }

  it('has an id of its own for each', () => {
    assert.equal(new Set(contradictions.map(({ id }) => id)).size, contradictions.length);
  });

  // What each answer follows, worked out from the documents.
  const answers = [
    ['dot-net', /4\.6\.2/],
    ['idle-timeout', /6 minutes/],
    ['localdb-version', /2022/],
    ['band-50k', /16 GB/],
    ['band-300k', /450 GB/],
    ['localdb-limit', /full SQL Server/],
    ['version-floor', /2\.6\.84\.0/],
    ['tls-fallback', /refuses/],
    ['health-5671', /not required/],
    ['ip-ranges', /names/],
    ['https-transport', /^TCP\.$/],
    ['crl-port', /^80\.$/],
    ['sync-endpoint', /\*\.microsoftonline\.com/],
  ] as const;

  for (const [id, statement] of answers) {
    it(`follows ${statement} on ${id}`, () => {
      assert.match(followed(contradictionOf(id)).says.en, statement);
    });
  }

  it('refuses one that follows a statement which it does not have', () => {
    const broken = { ...contradictionOf('dot-net'), follows: 2 };
    assert.throws(() => followed(broken), TypeError);
  });

  it('finds those in which a document has a say', () => {
    assert.deepEqual(
      contradictionsIn('port-443').map(({ id }) => id),
      ['tls-fallback', 'authenticated-proxy', 'ip-ranges', 'crl-port', 'sync-endpoint'],
    );
  });
});
