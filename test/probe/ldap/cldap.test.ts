import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proveCldap, readNetlogonDatagram } from '../../../src/probe/ldap/cldap.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { der, hex } from '../ber/der.ts';
import { assertReportable, brief, groundOn } from '../ber/ground.ts';
import { answerUdp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { itTellsUdpVerdicts } from '../ber/verdicts.ts';
import { done, entry, message } from './answers.ts';
import { netlogonResponse } from './netlogon-answers.ts';

const ask = (domain: string | null) => (port: number, ground: Ground) =>
  proveCldap({ kind: 'cldap', host: 'dc1.corp.contoso.com', port, domain }, ground);

/** Entry and end of the search in one datagram, as a controller answers. */
const answer = Buffer.concat([entry(1, { Netlogon: netlogonResponse }), done(1)]);

function question(...filter: readonly Buffer[]): Buffer {
  const fixed = hex('04 00 0a 01 00 0a 01 00 02 01 00 02 01 00 01 01 00');
  return message(1, der(0x63, fixed, der(0xa0, ...filter), der(0x30, der(0x04, 'Netlogon'))));
}

const byVersion = der(0xa3, der(0x04, 'NtVer'), der(0x04, hex('16000000')));

describe('the CLDAP prober', () => {
  itTellsUdpVerdicts(ask('corp.contoso.com'));

  it('asks for the domain that is named, with the version that names sites', async () => {
    const asked = Promise.withResolvers<Buffer>();
    await using server = await answerUdp((bytes) => {
      asked.resolve(bytes);
      return [answer];
    });
    await ask('corp.contoso.com')(server.port, groundOn());
    const byDomain = der(0xa3, der(0x04, 'DnsDomain'), der(0x04, 'corp.contoso.com'));
    assert.deepEqual(await asked.promise, question(byDomain, byVersion));
  });

  it('is told open by a controller, with forest, domain and sites', async () => {
    await using server = await answerUdp(() => [answer]);
    const finding = await ask('corp.contoso.com')(server.port, groundOn());
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: {
        kind: 'cldap',
        forest: 'contoso.com',
        domain: 'corp.contoso.com',
        hostName: 'dc1.corp.contoso.com',
        netbiosDomain: 'CORP',
        serverSite: 'Amsterdam',
        clientSite: 'Amsterdam',
        flags: ['pdc', 'gc', 'ldap', 'ds', 'kdc', 'timeserv', 'closest', 'writable'],
      },
    });
    assertReportable(finding);
  });

  it('asks a controller of another domain for its own', async () => {
    const own = question(byVersion);
    await using server = await answerUdp((bytes) => [bytes.equals(own) ? answer : done(1)]);
    const { verdict, evidence } = await ask('other.test')(server.port, groundOn());
    assert.equal(verdict, 'open');
    assert.equal(evidence?.kind === 'cldap' && evidence.domain, 'corp.contoso.com');
  });

  it('stays open where a server speaks LDAP and has nothing to say', async () => {
    await using server = await answerUdp(() => [done(1)]);
    for (const domain of [null, 'corp.contoso.com']) {
      const finding = await ask(domain)(server.port, groundOn());
      assert.equal(finding.verdict, 'open');
      assert.equal(finding.evidence?.kind === 'cldap' && finding.evidence.domain, '');
      assertReportable(finding);
    }
  });

  it('stays open where the second question is lost', async () => {
    let datagrams = 0;
    await using server = await answerUdp(() => (datagrams++ === 0 ? [done(1)] : []));
    assert.equal((await ask('corp.contoso.com')(server.port, groundOn(brief))).verdict, 'open');
  });

  it('passes over an answer to another question', async () => {
    await using server = await answerUdp(() => [entry(9, { Netlogon: netlogonResponse }), answer]);
    const { evidence } = await ask(null)(server.port, groundOn());
    assert.equal(evidence?.kind === 'cldap' && evidence.domain, 'corp.contoso.com');
  });

  it('calls an entry that Netlogon cannot have written a wrong service', async () => {
    await using server = await answerUdp(() => [entry(1, { Netlogon: 'hello' })]);
    const finding = await ask(null)(server.port, groundOn(brief));
    assert.equal(finding.verdict === 'open-wrong-service' && finding.looksLike, 'ldap');
  });

  it('works over IPv6', async () => {
    await using server = await answerUdp(() => [answer], '::1');
    assert.equal((await ask(null)(server.port, groundOn({ address: '::1' }))).verdict, 'open');
  });

  it('reads datagrams without throwing, whatever is sent in place of a good one', () => {
    fc.assert(
      fc.property(hostile(answer), (bytes) => {
        readNetlogonDatagram(bytes);
      }),
      { numRuns: 3_000 },
    );
  });
});
