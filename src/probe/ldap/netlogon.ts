import type { EvidenceOf } from '../evidence.ts';
import { readNetlogonName } from './netlogon-name.ts';

/** What a domain controller says of itself over CLDAP. */
export type NetlogonAnswer = EvidenceOf<'cldap'>;

/** DS_FLAG bits ([MS-ADTS] section 6.3.1.2), in their order. */
const flagBits = [
  [0x0000_0001, 'pdc'],
  [0x0000_0004, 'gc'],
  [0x0000_0008, 'ldap'],
  [0x0000_0010, 'ds'],
  [0x0000_0020, 'kdc'],
  [0x0000_0040, 'timeserv'],
  [0x0000_0080, 'closest'],
  [0x0000_0100, 'writable'],
  [0x0000_0200, 'good-timeserv'],
  [0x0000_0400, 'ndnc'],
  [0x0000_0800, 'read-only'],
  [0x0000_1000, 'full-secret'],
  [0x0000_2000, 'web-service'],
  [0x0000_4000, 'windows-2012-or-later'],
  [0x0000_8000, 'windows-2012-r2-or-later'],
  [0x0001_0000, 'windows-2016-or-later'],
] as const;

/** Operation codes of [MS-ADTS] section 6.3.1.3 whose answer has this shape: a response, netlogon paused, no such user. */
const opcodes = [0x17, 0x18, 0x19];

/** Where the names begin: after the operation, two bytes of padding, the flags and the GUID of the domain. */
const namesAt = 24;

/** The version and two tokens that end the message. */
const tailBytes = 8;

/** A controller that answers without saying anything of itself. */
export const untoldNetlogon: NetlogonAnswer = {
  kind: 'cldap',
  forest: '',
  domain: '',
  hostName: '',
  netbiosDomain: '',
  serverSite: '',
  clientSite: '',
  flags: [],
};

/** Reads a NETLOGON_SAM_LOGON_RESPONSE_EX ([MS-ADTS] section 6.3.1.9); null where it is none. */
export function readNetlogon(message: Buffer): NetlogonAnswer | null {
  if (message.length < namesAt + tailBytes || !opcodes.includes(message.readUInt16LE(0))) return null;
  const bits = message.readUInt32LE(4);
  const names: string[] = [];
  let at = namesAt;
  // Forest, domain, host, NetBIOS domain, NetBIOS host, user, site of the server, site of the client.
  while (names.length < 8) {
    const placed = readNetlogonName(message, at);
    if (placed === null) return null;
    names.push(placed.name);
    at = placed.end;
  }
  const [forest = '', domain = '', hostName = '', netbiosDomain = '', , , serverSite = '', clientSite = ''] = names;
  const flags = flagBits.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name);
  return { kind: 'cldap', forest, domain, hostName, netbiosDomain, serverSite, clientSite, flags };
}
