import assert from 'node:assert/strict';
import * as v from 'valibot';
import { purposes } from '../../../../src/catalog/ports/purpose.ts';
import { renderNsg, ruleName, securityRules } from '../../../../src/commands/export/formats/nsg.ts';
import { addressNames } from '../../../../src/commands/export/placeholder.ts';
import { questions, requested } from '../typed.ts';

/** What Azure asks of a security rule: name, priority, description and the closed words of the other properties. */
const ruleSchema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(80), v.regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/)),
  properties: v.strictObject({
    description: v.pipe(v.string(), v.minLength(1), v.maxLength(140)),
    priority: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(4096)),
    direction: v.picklist(['Inbound', 'Outbound']),
    access: v.literal('Allow'),
    protocol: v.picklist(['Tcp', 'Udp']),
    sourceAddressPrefixes: v.array(v.pipe(v.string(), v.regex(/^<[A-Z_]+_ADDRESSES>$/))),
    sourcePortRange: v.literal('*'),
    destinationAddressPrefixes: v.array(v.pipe(v.string(), v.regex(/^<[A-Z_]+_ADDRESSES>$/))),
    destinationPortRanges: v.pipe(v.array(v.pipe(v.string(), v.regex(/^\d+(-\d+)?$/))), v.minLength(1)),
  }),
});

const fileSchema = v.strictObject({
  metadata: v.strictObject({
    title: v.string(),
    notes: v.array(v.string()),
    placeholders: v.record(v.string(), v.string()),
    rules: v.record(v.string(), v.string()),
  }),
  securityRules: v.array(ruleSchema),
});

function assertDistinct(values: readonly unknown[], what: string): void {
  assert.equal(new Set(values).size, values.length, what);
}

describe('export as Azure NSG', () => {
  it('writes table 4 out of WAP and into AD FS', () => {
    const { securityRules: written } = v.parse(
      fileSchema,
      JSON.parse(renderNsg(requested('wap adfs --edition 2023'), 'en')),
    );
    const properties = {
      description: `WAP → AD FS, HTTPS, required: ${purposes.federationTraffic.en}`,
      priority: 100,
      direction: 'Outbound',
      access: 'Allow',
      protocol: 'Tcp',
      sourceAddressPrefixes: ['<WAP_ADDRESSES>'],
      sourcePortRange: '*',
      destinationAddressPrefixes: ['<ADFS_ADDRESSES>'],
      destinationPortRanges: ['443'],
    };
    assert.deepEqual(written, [
      { name: 'portolan-wap-adfs-https-tcp-out', properties },
      { name: 'portolan-wap-adfs-https-tcp-in', properties: { ...properties, direction: 'Inbound', priority: 110 } },
    ]);
  });

  it('keeps within Azure’s limits for every question, in both languages', () => {
    for (const question of questions)
      for (const language of ['en', 'nl'] as const) {
        const request = requested(question);
        const file = v.parse(fileSchema, JSON.parse(renderNsg(request, language)));
        assertDistinct(
          file.securityRules.map(({ name }) => name),
          question,
        );
        assertDistinct(
          file.securityRules.map(({ properties }) => properties.priority),
          question,
        );
        assert.deepEqual(
          Object.keys(file.metadata.rules).toSorted(),
          request.rules.map(({ id }) => id).toSorted(),
          question,
        );
        for (const { id, from, to, transport, ports } of request.rules) {
          const entries = file.securityRules.filter(({ name }) => /^portolan-(.*)-(?:in|out)$/.exec(name)?.[1] === id);
          assert.ok(entries.length > 0, `${question}: ${id}`);
          for (const { properties } of entries) {
            assert.equal(properties.protocol.toLowerCase(), transport);
            assert.deepEqual(properties.sourceAddressPrefixes, [addressNames(from).placeholder]);
            assert.deepEqual(properties.destinationAddressPrefixes, [addressNames(to).placeholder]);
            assert.equal(properties.destinationPortRanges.length, ports.length);
            assert.ok(properties.destinationPortRanges[0]?.startsWith(`${ports[0]?.[0]}`));
          }
        }
      }
  });

  it('leaves Entra ID a placeholder and says why, only where it occurs', () => {
    const notes = (question: string) =>
      v.parse(fileSchema, JSON.parse(renderNsg(requested(question), 'en'))).metadata.notes;
    assert.ok(notes('connect entra').some((note) => note.includes('service tag')));
    assert.ok(!notes('wap adfs').some((note) => note.includes('service tag')));
  });

  it('makes any id a name that Azure takes', () => {
    assert.equal(ruleName('a b/c', 'Inbound'), 'portolan-a-b-c-in');
    const long = ruleName('x'.repeat(200), 'Outbound');
    assert.equal(long.length, 80);
    assert.ok(long.endsWith('x-out'));
  });

  it('spreads many rules over the priorities there are, and over groups of a thousand', () => {
    const { rules } = requested('wap adfs --edition 2023');
    const many = Array.from({ length: 1_100 }, (_, at) => rules.map((rule) => ({ ...rule, id: `rule-${at}` }))).flat();
    const groups = securityRules(many, 'en');
    assert.deepEqual(
      groups.map((group) => group.length),
      [1_000, 1_000, 200],
    );
    for (const group of groups) {
      const priorities = group.map(({ properties }) => properties.priority);
      assertDistinct(priorities, 'priorities');
      assert.ok(Math.min(...priorities) >= 100 && Math.max(...priorities) <= 4096);
      for (const rule of group) v.parse(ruleSchema, rule);
    }
  });
});
