import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CloudId } from '../../../src/catalog/endpoints/cloud.ts';
import { clouds } from '../../../src/catalog/endpoints/cloud.ts';
import { type FeatureId, features } from '../../../src/catalog/feature.ts';
import type { PortSpan } from '../../../src/catalog/ports/span.ts';
import { answerEndpoints, type EndpointsResult } from '../../../src/commands/endpoints/answer.ts';
import { type EndpointsQuery, readEndpoints, spellEndpoints } from '../../../src/commands/endpoints/query.ts';
import { endpointsSheet } from '../../../src/commands/endpoints/sheet.ts';
import { viewEndpoints } from '../../../src/commands/endpoints/view.ts';
import { assertReadable, cardTexts, refusalOf, typedLine } from '../typed-line.ts';

function query(text: string): EndpointsQuery {
  const reading = readEndpoints(typedLine('endpoints', text));
  assert.ok(reading.kind === 'parsed', reading.kind === 'refusal' ? `${text}: ${reading.message.en}` : text);
  return reading.arguments;
}

function refused(text: string) {
  return refusalOf(readEndpoints(typedLine('endpoints', text)));
}

function answer(text: string): EndpointsResult {
  return answerEndpoints(query(text));
}

function patterns(text: string): readonly string[] {
  return answer(text).endpoints.map(({ pattern }) => pattern);
}

function shown(text: string, language: 'en' | 'nl' = 'en'): string {
  return cardTexts(viewEndpoints(answer(text), language, `endpoints ${text}`)).join('\n');
}

describe('reading an endpoints question', () => {
  const asked: readonly (readonly [string, FeatureId | null, readonly PortSpan[], CloudId])[] = [
    ['', null, [], 'public'],
    ['all', null, [], 'public'],
    ['entra', null, [], 'public'],
    ['pta', 'pta', [], 'public'],
    ['pass-through authentication', 'pta', [], 'public'],
    ['pta-agent', 'pta', [], 'public'],
    ['connect', 'sync', [], 'public'],
    ['Azure AD Connect', 'sync', [], 'public'],
    ['health-agent', 'health', [], 'public'],
    ['cloud-sync-agent', 'cloud-sync', [], 'public'],
    ['provisioning agent', 'cloud-sync', [], 'public'],
    ['seamless sso', 'seamless-sso', [], 'public'],
    ['80', null, [[80, 80]], 'public'],
    ['crl', null, [[80, 80]], 'public'],
    ['https', null, [[443, 443]], 'public'],
    ['health 5671', 'health', [[5671, 5671]], 'public'],
    [
      '443 80 pta',
      'pta',
      [
        [80, 80],
        [443, 443],
      ],
      'public',
    ],
    ['tcp/443', null, [[443, 443]], 'public'],
    ['health usgov', 'health', [], 'usgov'],
    ['health in the US government cloud', 'health', [], 'usgov'],
    ['gcc high health', 'health', [], 'usgov'],
    ['health --cloud usgov', 'health', [], 'usgov'],
    ['health --cloud "us gov"', 'health', [], 'usgov'],
    ['health usgov --cloud usgov', 'health', [], 'usgov'],
    ['health publieke cloud', 'health', [], 'public'],
  ];
  for (const [text, feature, ports, cloud] of asked)
    it(`reads "${text}"`, () => {
      assert.deepEqual(query(text), { feature, ports, cloud });
    });

  const refusals: readonly (readonly [string, string, RegExp])[] = [
    ['banana', 'unknown-word', /banana/],
    ['pta banana', 'unknown-word', /banana/],
    ['agent', 'ambiguous-word', /pta or health or cloud-sync/],
    ['pta health', 'too-many-words', /2 features/],
    ['public usgov', 'too-many-words', /one cloud/],
    ['public --cloud usgov', 'too-many-words', /one cloud/],
    ['--cloud china', 'bad-value', /no cloud “china”/],
    ['--cloud usgv', 'bad-value', /no cloud “usgv”/],
    ['0', 'bad-value', /1 to 65535/],
    ['70000', 'bad-value', /1 to 65535/],
    ['443-80', 'bad-value', /backwards/],
    ['udp/443', 'bad-value', /TCP/],
  ];
  for (const [text, code, sentence] of refusals)
    it(`refuses "${text}"`, () => {
      const refusal = refused(text);
      assert.equal(refusal.code, code);
      assert.match(refusal.message.en, sentence);
      assert.notEqual(refusal.message.nl, refusal.message.en);
      for (const suggestion of refusal.suggestions)
        assert.equal(
          readEndpoints(typedLine('endpoints', suggestion.replace(/^endpoints/u, ''))).kind,
          'parsed',
          suggestion,
        );
    });

  it('repairs a slip', () => {
    assert.deepEqual(refused('helth').suggestions[0], 'endpoints health');
    assert.deepEqual(refused('--cloud usgv').suggestions[0], 'endpoints --cloud usgov');
    assert.deepEqual(refused('443-80').suggestions, ['endpoints 80-443']);
  });

  it('spells every question so that it reads the same again', () => {
    const port = fc.integer({ min: 1, max: 65_535 });
    const span = fc.tuple(port, port).map(([a, b]): PortSpan => (a < b ? [a, b] : [b, a]));
    const ports = fc
      .uniqueArray(span, { maxLength: 3, selector: ([from, to]) => `${from}-${to}` })
      .map((spans) => spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
    const queries: fc.Arbitrary<EndpointsQuery> = fc.record(
      {
        feature: fc.option(fc.constantFrom(...features.map(({ id }) => id))),
        ports,
        cloud: fc.constantFrom(...clouds.map(({ id }) => id)),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(queries, (one) => {
        assert.deepEqual(query(spellEndpoints(one).slice('endpoints'.length)), one);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!text.includes('--')) readEndpoints(typedLine('endpoints', text));
      }),
    );
  });
});

describe('endpoints', () => {
  // Counted in the lists of the pages: 5 + 12 of Connect and 1 trusted site, 13 and 6 of Health, 5 + 8, 2, 11.
  const counts: readonly (readonly [string, number])[] = [
    ['sync', 18],
    ['health', 13],
    ['health usgov', 6],
    ['pta', 13],
    ['seamless-sso', 2],
    ['cloud-sync', 11],
    ['', 57],
    ['usgov', 6],
    ['phs', 0],
    ['pta usgov', 0],
    ['pta 8080', 0],
    ['22', 0],
  ];
  for (const [text, count] of counts)
    it(`finds ${count} for "${text}"`, () => {
      assert.equal(answer(text).endpoints.length, count);
    });

  it('gives each endpoint with its ports, need, purpose and source', () => {
    const { kind, cloud, feature, endpoints } = answer('health');
    assert.deepEqual([kind, cloud, feature], ['endpoints', 'public', 'health']);
    const bus = endpoints.find(({ pattern }) => pattern === '*.servicebus.windows.net');
    assert.deepEqual(bus?.ports, [5671]);
    assert.equal(bus.need, 'recommended');
    assert.equal(bus.wildcard, true);
    assert.equal(bus.source.id, 'health-agent-2026');
    assert.equal(bus.source.place, 'Outbound connectivity to Azure service endpoints');
    const site = endpoints.find(({ pattern }) => pattern === 'www.microsoft.com');
    assert.deepEqual(site?.ports, [80, 443]);
    assert.equal(site.wildcard, false);
  });

  it('tells a placeholder and the hosts that stand for a wildcard', () => {
    const [wildcard, placeholder] = answer('seamless-sso').endpoints;
    assert.deepEqual(wildcard?.representatives, ['autoupdate.msappproxy.net']);
    assert.equal(placeholder?.pattern, '<tenantid>.registration.msappproxy.net');
    assert.equal(placeholder.placeholder, true);
    assert.equal(placeholder.wildcard, false);
  });

  it('stands in the order of an allow list: by domain from its end', () => {
    assert.deepEqual(patterns('health usgov'), [
      '*.blob.core.usgovcloudapi.net',
      'management.usgovcloudapi.net',
      '*.servicebus.usgovcloudapi.net',
      '*.aadconnecthealth.microsoftazure.us',
      'login.microsoftonline.us',
      'autoupdate.msappproxy.us',
    ]);
    const all = patterns('');
    assert.ok(all.indexOf('*.msappproxy.net') < all.indexOf('autoupdate.msappproxy.net'));
  });

  it('narrows to a port', () => {
    assert.deepEqual(patterns('health 80'), ['www.microsoft.com']);
    assert.equal(patterns('sync 80').length, 12);
    assert.equal(patterns('pta 80').length, 8);
    assert.deepEqual(patterns('5671'), ['*.servicebus.windows.net']);
  });

  it('lists each host once when every feature is asked for, with all its ports', () => {
    const card = viewEndpoints(answer(''), 'en', 'endpoints');
    const table = card.body.find((element) => element.kind === 'table');
    const rows = table?.rows.map(({ cells }) => cells) ?? [];
    assert.equal(new Set(rows.map(([host]) => host)).size, rows.length);
    const bus = rows.find(([host]) => host === '*.servicebus.windows.net');
    assert.equal(bus?.[1], '443, 5671');
    for (const feature of ['Pass-through authentication', 'Cloud Sync', 'Connect Health monitoring'])
      assert.ok(bus?.[2]?.includes(feature), feature);
  });

  it('says on which terms a host is needed where it is not simply required', () => {
    assert.match(shown('sync'), /Conditional: Connect 2\.4\.18\.0 or newer\./);
    assert.match(shown('health'), /Recommended\./);
    assert.match(shown('health', 'nl'), /Aanbevolen\./);
    // Required by one list and conditional in another: required.
    assert.doesNotMatch(shown('sync'), /Hybrid Identity Administrators sign in with MFA/);
  });

  it('names ports that the document ties to no host', () => {
    assert.match(shown('pta'), /8080 as well \(optional\)/);
    assert.match(shown('pta 8080'), /No host is listed for 8080/);
    assert.match(shown('cloud-sync'), /80 as well \(required\)/);
    assert.doesNotMatch(shown('seamless-sso'), /as well/);
  });

  it('says so where a cloud has no list, and where there is one', () => {
    const { elsewhere, sets } = answer('pta usgov');
    assert.deepEqual(elsewhere, ['public']);
    assert.deepEqual(sets, []);
    assert.match(shown('pta usgov'), /for the US government cloud; there is a list for the public cloud/);
    assert.match(shown('pta usgov', 'nl'), /voor de cloud van de Amerikaanse overheid; wel voor de openbare cloud/);
    const { without } = answer('usgov');
    assert.deepEqual(without, ['sync', 'pta', 'seamless-sso', 'cloud-sync']);
    assert.match(shown('usgov'), /No document lists endpoints for the US government cloud for: Directory synchron/);
  });

  it('says so where no document lists endpoints for a feature, or none on a port', () => {
    assert.match(shown('phs'), /no document lists endpoints of its own/i);
    assert.deepEqual(answer('phs').elsewhere, []);
    assert.match(shown('22'), /listed ports are 80, 443, 5671, 8080/);
  });

  it('offers the other cloud, the flows, and why inspection breaks them', () => {
    const commands = viewEndpoints(answer('health'), 'en', 'endpoints health').actions.map(({ command }) => command);
    assert.deepEqual(commands, [
      'endpoints health --cloud usgov',
      'ports health-agent',
      'endpoints',
      'explain tls inspection',
    ]);
  });

  for (const language of ['en', 'nl'] as const)
    for (const text of [
      '',
      ...features.map(({ id }) => id),
      'usgov',
      'health usgov',
      '80',
      'pta 8080',
      '22',
      'pta usgov',
    ])
      it(`reads well in ${language}: "${text}"`, () => {
        const result = answer(text);
        assertReadable(viewEndpoints(result, language, 'endpoints'), language);
        const { columns, rows } = endpointsSheet(result, language);
        assert.equal(rows.length, result.endpoints.length);
        for (const { cells } of rows) assert.equal(cells.length, columns.length);
      });
});
