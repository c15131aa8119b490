import { hex } from '../ber/der.ts';

/** A label: its length, its bytes. */
function label(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')]);
}

/** A name of labels, ended by a zero byte or by a pointer to where it goes on. */
function name(labels: string, pointer?: number): Buffer {
  const end = pointer === undefined ? hex('00') : Buffer.from([0xc0, pointer]);
  return Buffer.concat([...(labels === '' ? [] : labels.split('.').map(label)), end]);
}

/**
 * A NETLOGON_SAM_LOGON_RESPONSE_EX of [MS-ADTS] section 6.3.1.9 with names compressed as a domain controller does it.
 * Offsets, which the pointers need, stand beside the names.
 */
export const netlogonResponse = Buffer.concat([
  // LOGON_SAM_LOGON_RESPONSE_EX, padding.
  hex('1700 0000'),
  // PDC, GC, LDAP, DS, KDC, time, closest, writable: 0x000001fd.
  hex('fd010000'),
  hex('00112233445566778899aabbccddeeff'),
  // 24: contoso.com, 13 bytes.
  name('contoso.com'),
  // 37: corp and then the forest, 7 bytes.
  name('corp', 24),
  // 44: dc1 and then the domain, 6 bytes.
  name('dc1', 37),
  name('CORP'),
  name('DC1'),
  // No user.
  name(''),
  // 62: a site, and a pointer to it.
  name('Amsterdam'),
  name('', 62),
  // NETLOGON_NT_VERSION_5EX with a site, and the two tokens.
  hex('05000000 ffff ffff'),
]);

/** The same with other names from the byte 24 on. */
export function responseWithNames(...names: readonly Buffer[]): Buffer {
  return Buffer.concat([netlogonResponse.subarray(0, 24), ...names, Buffer.alloc(8)]);
}
