import { proveAdfsHealth } from './adfs/health.ts';
import { proveAdfsMetadata } from './adfs/metadata.ts';
import { proveAdws } from './adws/adws.ts';
import { proveAmqps } from './amqp/amqps.ts';
import { proveDns } from './dns/dns.ts';
import { proveCrl } from './http/crl.ts';
import { proveHttp } from './http/http.ts';
import { proveProxy } from './http/proxy.ts';
import { proveWinrm } from './http/winrm.ts';
import { proveKerberos } from './kerberos/kerberos.ts';
import { proveKpasswd } from './kerberos/kpasswd.ts';
import type { ProbeKind } from './kind.ts';
import { proveCldap } from './ldap/cldap.ts';
import { proveLdap } from './ldap/ldap.ts';
import { proveLdaps } from './ldap/ldaps.ts';
import { proveNtp } from './ntp/ntp.ts';
import type { Finding } from './outcome.ts';
import type { Probe, ProbeOf } from './probe.ts';
import type { Ground } from './prober.ts';
import { proveRpc } from './rpc/dynamic.ts';
import { proveRpcMapper } from './rpc/mapper.ts';
import { proveSmb } from './smb/smb.ts';
import { proveTcp } from './tcp/tcp.ts';
import { proveClientCertificate } from './tls/client-certificate.ts';
import { proveHttps } from './tls/https.ts';

/** A probe of one of these kinds, each kind beside the fields that belong to it: so the table can be called by kind. */
type Single<Kind extends ProbeKind> = { [One in Kind]: { kind: One } & ProbeOf<One> }[Kind];

type Probers = { readonly [Kind in ProbeKind]: (probe: Single<Kind>, ground: Ground) => Promise<Finding> };

/** Who proves what. A kind without a prober does not compile. */
const probers: Probers = {
  dns: proveDns,
  'dns-tcp': proveDns,
  kerberos: proveKerberos,
  'kerberos-udp': proveKerberos,
  kpasswd: proveKpasswd,
  'kpasswd-udp': proveKpasswd,
  ntp: proveNtp,
  ldap: proveLdap,
  ldaps: proveLdaps,
  gc: proveLdap,
  gcs: proveLdaps,
  cldap: proveCldap,
  'rpc-mapper': proveRpcMapper,
  rpc: proveRpc,
  smb: proveSmb,
  winrm: proveWinrm,
  adws: proveAdws,
  http: proveHttp,
  crl: proveCrl,
  https: proveHttps,
  'client-certificate': proveClientCertificate,
  amqps: proveAmqps,
  'adfs-metadata': proveAdfsMetadata,
  'adfs-health': proveAdfsHealth,
  proxy: proveProxy,
  tcp: proveTcp,
};

/** The prober of a kind. */
export function proberOf<Kind extends ProbeKind>(kind: Kind): Probers[Kind] {
  return probers[kind];
}

/** Async, so that even a prober that throws at once comes back as a rejection. */
async function askOne<Kind extends ProbeKind>(probe: Single<Kind>, ground: Ground): Promise<Finding> {
  return proberOf<Kind>(probe.kind)(probe, ground);
}

/** Puts a probe to the prober of its kind. Rejects only where that prober has a fault. */
export function ask(probe: Probe, ground: Ground): Promise<Finding> {
  return askOne(probe, ground);
}
