import assert from 'node:assert/strict';
import { kindOf, kinds, type ProbeKind } from '../../src/probe/kind.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { ask, proberOf } from '../../src/probe/probers.ts';
import { groundOn } from './ber/ground.ts';
import { closedTcpPort, closedUdpPort } from './ber/listeners.ts';
import { onRealSockets } from './ber/real-sockets.ts';

/** One probe of each kind, as the schema wants it. */
function probeOf(kind: ProbeKind, port: number): Probe {
  const target = { host: 'dc1.corp.contoso.com', port };
  switch (kind) {
    case 'dns':
    case 'dns-tcp':
      return { kind, ...target, question: 'corp.contoso.com', type: 'SOA' };
    case 'kerberos':
    case 'kerberos-udp':
    case 'kpasswd':
    case 'kpasswd-udp':
      return { kind, ...target, realm: null };
    case 'cldap':
      return { kind, ...target, domain: null };
    case 'ldaps':
    case 'gcs':
    case 'amqps':
    case 'client-certificate':
    case 'adfs-metadata':
      return { kind, ...target, serverName: null };
    case 'https':
      return { kind, ...target, serverName: null, path: null };
    case 'http':
    case 'crl':
    case 'adfs-health':
      return { kind, ...target, serverName: null, path: '/' };
    case 'proxy':
      return { kind, ...target, destination: { host: 'login.microsoftonline.com', port: 443 } };
    default:
      return { kind, ...target };
  }
}

describe('the table of probers', () => {
  onRealSockets();

  for (const { id } of kinds)
    it(`asks a port by the transport of ${id}, and nothing answers there`, async () => {
      const port = kindOf(id).transport === 'tcp' ? await closedTcpPort() : await closedUdpPort();
      assert.deepEqual(await ask(probeOf(id, port), groundOn()), { verdict: 'refused', evidence: null });
    });

  it('gives the prober of a kind', async () => {
    const port = await closedTcpPort();
    const finding = await proberOf('tcp')({ kind: 'tcp', host: 'dc1', port }, groundOn());
    assert.equal(finding.verdict, 'refused');
  });
});
