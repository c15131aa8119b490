import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proveLdap } from '../../../src/probe/ldap/ldap.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { der, hex } from '../ber/der.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { answerTcp, listenTcp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { onRealSockets } from '../ber/real-sockets.ts';
import { itTellsTcpVerdicts } from '../ber/verdicts.ts';
import { done, entry, message, notice, reference, rootDse } from './answers.ts';

const ask = (kind: 'ldap' | 'gc') => (port: number, ground: Ground) =>
  proveLdap({ kind, host: 'dc1.corp.contoso.com', port }, ground);
const prove = ask('ldap');

const serverTime = Date.UTC(2026, 10, 20, 14, 4, 45);
const told = {
  kind: 'ldap',
  defaultNamingContext: 'DC=corp,DC=contoso,DC=com',
  rootDomainNamingContext: 'DC=contoso,DC=com',
  dnsHostName: 'dc1.corp.contoso.com',
  isSynchronized: true,
  isGlobalCatalogReady: false,
  serverTime,
  skewMs: 0,
  tls: null,
} as const;
const untold = {
  kind: 'ldap',
  defaultNamingContext: null,
  rootDomainNamingContext: null,
  dnsHostName: null,
  isSynchronized: null,
  isGlobalCatalogReady: null,
  serverTime: null,
  skewMs: null,
  tls: null,
} as const;

describe('the LDAP prober', () => {
  itTellsTcpVerdicts(prove, entry(1, rootDse).subarray(0, 50));

  it('asks for the rootDSE as RFC 4511 section 4.5.1 writes it', async () => {
    const asked = Promise.withResolvers<Buffer>();
    await using server = await answerTcp((bytes) => {
      asked.resolve(bytes);
      return [done(1)];
    });
    await prove(server.port, groundOn());
    const attributes = [
      'defaultNamingContext',
      'rootDomainNamingContext',
      'dnsHostName',
      'isSynchronized',
      'isGlobalCatalogReady',
      'currentTime',
    ].map((name) => der(0x04, name));
    const search = der(
      0x63,
      // Base "", scope base, never dereference, no limit of size or time, types and values.
      hex('04 00 0a 01 00 0a 01 00 02 01 00 02 01 00 01 01 00'),
      der(0x87, 'objectClass'),
      der(0x30, ...attributes),
    );
    assert.deepEqual(await asked.promise, message(1, search));
  });

  it('is told open by an entry, with what it says; names of attributes may be spelt in any case', async () => {
    await using server = await answerTcp(() => [entry(1, rootDse), done(1)]);
    const finding = await prove(server.port, groundOn({ now: () => serverTime + 400 }));
    assert.deepEqual(finding, { verdict: 'open', evidence: told });
    assertReportable(finding);
  });

  it('leaves a global catalog open that is not ready: the evidence says so', async () => {
    await using server = await answerTcp(() => [entry(1, rootDse), done(1)]);
    const { verdict, evidence } = await ask('gc')(server.port, groundOn());
    assert.equal(verdict, 'open');
    assert.equal(evidence?.kind === 'ldap' && evidence.isGlobalCatalogReady, false);
  });

  it('tells only the skew that whole seconds prove', async () => {
    await using server = await answerTcp(() => [entry(1, rootDse)]);
    for (const [ours, skewMs] of [
      [serverTime, 0],
      [serverTime + 1_000, 0],
      [serverTime + 61_000, -60_000],
      [serverTime - 60_000, 60_000],
    ] as const) {
      const { evidence } = await prove(server.port, groundOn({ now: () => ours }));
      assert.equal(evidence?.kind === 'ldap' && evidence.skewMs, skewMs);
    }
  });

  it('says nothing of attributes that are missing, empty or nonsense', async () => {
    const empty = message(1, der(0x64, der(0x04), der(0x30, der(0x30, der(0x04, 'dnsHostName'), der(0x31)))));
    const nonsense = entry(1, { isSynchronized: 'perhaps', currentTime: 'now' });
    for (const answer of [empty, nonsense, entry(1, {})]) {
      await using server = await answerTcp(() => [answer]);
      assert.deepEqual(await prove(server.port, groundOn()), { verdict: 'open', evidence: untold });
    }
  });

  it('is told open by a search that ends without an entry, by an error and by a referral', async () => {
    for (const code of [0, 1, 8, 10, 50, 53]) {
      await using server = await answerTcp(() => [done(1, code, '00000000: LdapErr')]);
      assert.deepEqual(await prove(server.port, groundOn()), { verdict: 'open', evidence: untold });
    }
  });

  it('passes over a reference before the entry', async () => {
    await using server = await answerTcp(() => [reference(1), entry(1, rootDse), done(1)]);
    const { evidence } = await prove(server.port, groundOn());
    assert.equal(evidence?.kind === 'ldap' && evidence.dnsHostName, 'dc1.corp.contoso.com');
  });

  it('tells a server that gives notice of disconnection', async () => {
    await using server = await listenTcp((socket) => socket.once('data', () => socket.end(notice)));
    const finding = await prove(server.port, groundOn());
    assert.deepEqual(finding, { verdict: 'open-then-closed', evidence: untold, how: 'end' });
    assertReportable(finding);
  });

  it('does not follow a server that answers other questions for ever', async () => {
    await using server = await answerTcp(() => Array.from({ length: 20 }, () => reference(7)));
    const finding = await prove(server.port, groundOn());
    assert.equal(finding.verdict === 'open-wrong-service' && finding.looksLike, 'ldap');
  });

  it('takes no message that claims to be longer than a rootDSE can be', async () => {
    await using server = await answerTcp(() => [hex('30 84 00 10 00 00 02 01 01')]);
    const finding = await prove(server.port, groundOn());
    assert.equal(finding.verdict, 'open-wrong-service');
  });

  it('takes a bind response, which nothing asked for, as not the protocol', async () => {
    await using server = await answerTcp(() => [message(1, der(0x61, hex('0a 01 00 04 00 04 00')))]);
    assert.equal((await prove(server.port, groundOn())).verdict, 'open-wrong-service');
  });

  it('cuts what is too long and shows no control characters', async () => {
    await using server = await answerTcp(() => [entry(1, { dnsHostName: `\u001b]0;x\u0007${'a'.repeat(5_000)}` })]);
    const finding = await prove(server.port, groundOn());
    assertReportable(finding);
    const name = finding.evidence?.kind === 'ldap' ? (finding.evidence.dnsHostName ?? '') : '';
    assert.equal(name.length, 512);
    assert.match(name, /^·\]0;x·a+…$/);
  });

  it('works over IPv6', async () => {
    await using server = await answerTcp(() => [entry(1, rootDse)], '::1');
    assert.equal((await prove(server.port, groundOn({ address: '::1' }))).verdict, 'open');
  });
});

describe('the LDAP prober before a hostile server', () => {
  onRealSockets();

  it('reports something that can be reported, whatever is answered', async () => {
    const good = Buffer.concat([reference(1), entry(1, rootDse), done(1)]);
    await fc.assert(
      fc.asyncProperty(hostile(good, notice), async (bytes) => {
        await using server = await listenTcp((socket) => socket.end(bytes));
        assertReportable(await prove(server.port, groundOn()));
      }),
      { numRuns: 60 },
    );
  });
});
