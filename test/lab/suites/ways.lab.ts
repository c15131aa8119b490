import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/probe/outcome.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { absent, dc, directory, elsewhere, srv } from '../addresses.ts';
import { asked, evidenceOf, openWith, withVerdict } from '../asking.ts';
import { clearRules, setRules, untouched } from '../firewall.ts';
import { everyKind, families } from '../questions.ts';

/** Fails where a rule of the firewall met nothing: what was seen then had another cause. */
async function allRulesHit(): Promise<void> {
  assert.deepEqual(await untouched(), []);
}

const verdictsOf = (outcomes: readonly Outcome[]) => outcomes.map(({ verdict }) => verdict);

/** Rules that touch different ports of the controller, so that one wait is enough for all of them. */
const rules = [
  'iifname "cli" oifname "dc" tcp dport 49153 drop',
  'iifname "cli" oifname "dc" tcp dport 636 drop',
  'iifname "cli" oifname "dc" udp dport { 53, 88 } drop',
  'iifname "cli" oifname "dc" meta nfproto ipv4 tcp dport 3269 drop',
  'iifname "cli" oifname "dc" tcp dport 445 reject with tcp reset',
  // The first four SYNs, which Linux sends at 0, 1, 2 and 3 s (since 6.5; without the third before), and one datagram.
  'iifname "cli" oifname "dc" tcp dport 464 tcp flags & (syn | ack) == syn numgen inc mod 8 < 4 drop',
  'iifname "cli" oifname "dc" udp dport 464 numgen inc mod 2 == 0 drop',
];

const [four] = families;
const of = everyKind(four);

const questions = {
  rpc: families.map((family) => everyKind(family).rpc),
  neighbours: [of.ldap, of.ldaps, of.cldap, of.gc],
  transports: [of.dns, of['dns-tcp'], of['kerberos-udp'], of.kerberos],
  fallback: [{ kind: 'gcs', host: directory.host, port: 3269, serverName: null }],
  both: [{ kind: 'smb', host: directory.host, port: 445 }],
  lost: [of.kpasswd, of['kpasswd-udp']],
  absent: families.map((family) => ({ kind: 'tcp', host: family.of(absent(91)), port: 443 })),
  elsewhere: families.map((family) => ({ kind: 'tcp', host: family.of(elsewhere), port: 443 })),
  elsewhereUdp: families.map((family) => ({ kind: 'ntp', host: family.of(elsewhere), port: 123 })),
} as const satisfies Record<string, readonly Probe[]>;

type Case = keyof typeof questions;

describe('one thing amiss on the way', () => {
  const outcomes = new Map<string, readonly Outcome[]>();
  let hasty: readonly Outcome[] = [];
  const seen = (name: Case): readonly Outcome[] => outcomes.get(name) ?? [];

  before(async () => {
    await setRules({ through: rules });
    const asking = Object.entries(questions).map(async ([name, probes]) => outcomes.set(name, await asked(probes)));
    const others = families.map((family) => ({ kind: 'tcp', host: family.of(absent(92)), port: 443 }) as const);
    [hasty] = await Promise.all([asked(others, { timeoutMs: 1_000 }), ...asking]);
  });
  after(clearRules);

  it('has met every rule', allRulesHit);

  for (const [index, family] of families.entries()) {
    it(`says over ${family.name} which dynamic RPC port is filtered, while the mapper and the others answer`, () => {
      const outcome = withVerdict(seen('rpc')[index], 'filtered');
      const { endpoints } = evidenceOf(outcome, 'rpc');
      for (const { name, port, verdict } of endpoints)
        assert.equal(verdict, port === 49153 ? 'filtered' : 'open', `${name} at ${port}`);
      // Samba has replication there, as `rpcclient -c epmlookup` says too.
      assert.ok(endpoints.some(({ name, verdict }) => name === 'drsuapi' && verdict === 'filtered'));
      assert.ok(endpoints.some(({ verdict }) => verdict === 'open'));
    });

    it(`calls a host that is not there unreachable over ${family.name}, for which one has to wait three seconds`, () => {
      const { code, timings } = withVerdict(seen('absent')[index], 'unreachable');
      assert.equal(code, 'EHOSTUNREACH');
      // The router asks for its neighbour three times, a second apart.
      assert.ok(timings.total > 2_500, String(timings.total));
    });

    it(`would call it filtered over ${family.name} with a time-out of one second`, () => {
      assert.equal(hasty[index]?.verdict, 'filtered');
    });

    it(`calls a network that no router knows unreachable over ${family.name}`, () => {
      assert.equal(withVerdict(seen('elsewhere')[index], 'unreachable').code, 'ENETUNREACH');
    });

    it(`learns nothing of that network over ${family.name} by UDP, from which Linux keeps such news`, () => {
      withVerdict(seen('elsewhereUdp')[index], 'open-or-filtered');
    });
  }

  it('tells a blocked port from its neighbours', () => {
    assert.deepEqual(verdictsOf(seen('neighbours')), ['open', 'filtered', 'open', 'open']);
  });

  it('finds TCP open where only UDP of the same service is blocked', () => {
    assert.deepEqual(verdictsOf(seen('transports')), ['open-or-filtered', 'open', 'open-or-filtered', 'open']);
  });

  it('goes on over IPv6 where IPv4 to the same name is blocked', () => {
    assert.equal(withVerdict(seen('fallback')[0], 'open').address, dc.v6);
  });

  it('reports IPv4 where the name is blocked over both', () => {
    assert.equal(withVerdict(seen('both')[0], 'refused').address, dc.v4);
  });

  it('is not misled by lost packets: the second attempt counts', () => {
    for (const outcome of seen('lost')) assert.equal(withVerdict(outcome, 'open').attempts, 2);
    assert.equal(seen('lost').length, 2);
  });
});

describe('a host without the service', () => {
  for (const family of families) {
    it(`refuses over ${family.name}, TCP and UDP`, async () => {
      const host = family.of(srv);
      const outcomes = await asked([
        { kind: 'ldap', host, port: 389 },
        { kind: 'smb', host, port: 445 },
        { kind: 'kerberos-udp', host, port: 88, realm: directory.realm },
        { kind: 'cldap', host, port: 389, domain: null },
        { kind: 'tcp', host, port: 9 },
      ]);
      assert.deepEqual(new Set(verdictsOf(outcomes)), new Set(['refused']));
    });
  }

  it('has its dynamic RPC ports told refused where they are', async () => {
    await setRules({ through: ['iifname "cli" oifname "dc" tcp dport 49152-65535 reject with tcp reset'] });
    const [outcome] = await asked([of.rpc]);
    await allRulesHit();
    await clearRules();
    const { endpoints } = evidenceOf(withVerdict(outcome, 'refused'), 'rpc');
    assert.deepEqual(new Set(endpoints.map(({ verdict }) => verdict)), new Set(['refused']));
  });
});

describe('clocks', () => {
  it('are compared: that of the directory is behind a machine that is seven minutes ahead', async () => {
    const minutes = 7;
    const outcomes = await asked([of.kerberos, of.ldap, of.smb, of.ntp], { clockShiftMs: minutes * 60_000 });
    const [kerberos, ldap, smb, ntp] = outcomes;
    const skews = [
      openWith(kerberos, 'kerberos').skewMs,
      openWith(ldap, 'ldap').skewMs,
      openWith(smb, 'smb').skewMs,
      openWith(ntp, 'ntp').offsetMs,
    ];
    for (const skew of skews) assert.ok(skew !== null && Math.abs(skew + minutes * 60_000) < 2_500, String(skew));
  });

  it('are not believed of a time server that is not synchronized itself', async () => {
    const [outcome] = await asked([{ kind: 'ntp', host: srv.v4, port: 123 }]);
    assert.equal(openWith(outcome, 'ntp').leap, 3);
  });
});
