/** An interface of MS-RPC, as it is bound to. */
export interface RpcInterface {
  readonly name: string;
  readonly uuid: string;
  /** Major version; all that are asked here have minor version 0. */
  readonly version: number;
}

/** The endpoint mapper (C706 appendix O). */
export const mapperInterface: RpcInterface = {
  name: 'epmapper',
  uuid: 'e1af8308-5d1f-11c9-91a4-08002b14a0fa',
  version: 3,
};

/**
 * The interfaces that hybrid identity works with, those that directory synchronization needs first: replication, the
 * secure channel, policy, accounts. Behind them are name service, replication of SYSVOL (both ways) and management of DNS.
 */
export const interfaces: readonly RpcInterface[] = [
  // [MS-DRSR]
  { name: 'drsuapi', uuid: 'e3514235-4b06-11d1-ab04-00c04fc2dcd2', version: 4 },
  // [MS-NRPC]
  { name: 'netlogon', uuid: '12345678-1234-abcd-ef00-01234567cffb', version: 1 },
  // [MS-LSAD] and [MS-LSAT]
  { name: 'lsarpc', uuid: '12345778-1234-abcd-ef00-0123456789ab', version: 0 },
  // [MS-SAMR]
  { name: 'samr', uuid: '12345778-1234-abcd-ef00-0123456789ac', version: 1 },
  // [MS-DRSR], for management
  { name: 'dsaop', uuid: '7c44d7d4-31d5-424c-bd5e-2b3e1f323d22', version: 1 },
  // [MS-NSPI]
  { name: 'nspi', uuid: 'f5cc5a18-4264-101a-8c59-08002b2f8426', version: 56 },
  // [MS-FRS2]
  { name: 'dfsr', uuid: '897e2e5f-93f3-4376-9c9c-fd2277495c27', version: 1 },
  // [MS-FRS1]
  { name: 'frs', uuid: 'f5cc59b4-4264-101a-8c59-08002b2f8426', version: 1 },
  // [MS-DNSP]
  { name: 'dnsserver', uuid: '50abc2a4-574d-40b3-9d66-ee4fd5fba076', version: 5 },
];
