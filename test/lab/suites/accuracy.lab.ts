import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/probe/outcome.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { asked } from '../asking.ts';
import { clearRules } from '../firewall.ts';
import { everyKind, families } from '../questions.ts';

/** In all, and of them in flight at once to the same server. */
const probeCount = 1_100;
const atOnce = 50;

/** Everything that the domain controller is asked, in turn. */
const [four] = families;
const {
  http,
  crl,
  https,
  amqps,
  proxy,
  'client-certificate': asks,
  'adfs-metadata': metadata,
  'adfs-health': health,
  ...ofController
} = everyKind(four);
const ofWeb = [http, crl, https, amqps, proxy, asks, metadata, health];

function repeated(questions: readonly Probe[]): readonly Probe[] {
  return Array.from({ length: probeCount }, (_, index) => questions[index % questions.length]).flatMap(
    (probe) => probe ?? [],
  );
}

function tally(outcomes: readonly Outcome[]): Readonly<Record<string, number>> {
  const groups = Map.groupBy(outcomes, ({ verdict, attempts }) =>
    attempts === 1 ? verdict : `${verdict} after ${attempts}`,
  );
  return Object.fromEntries([...groups].map(([name, { length }]) => [name, length]));
}

describe(`${probeCount} probes, ${atOnce} at once against one server`, () => {
  before(clearRules);

  it('claim nothing false of the domain controller, which answers one after the other', async () => {
    const outcomes = await asked(repeated(Object.values(ofController)), { perTarget: atOnce, total: atOnce });
    assert.deepEqual(tally(outcomes), { open: probeCount });
  });

  it('claim nothing false of a server with many services', async () => {
    const outcomes = await asked(repeated(ofWeb), { perTarget: atOnce, total: atOnce });
    assert.deepEqual(tally(outcomes), { open: probeCount });
  });
});
