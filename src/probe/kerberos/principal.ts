import { context, element, integer, octets, sequence, tags } from '../ber/write.ts';

/** NT-PRINCIPAL and NT-SRV-INST of RFC 4120 section 6.2. */
export const nameTypes = { principal: 1, serviceInstance: 2 } as const;

/** A Realm or another KerberosString (RFC 4120 section 5.2.1). */
export function kerberosString(text: string): Buffer {
  return octets(text, tags.generalString);
}

/** A PrincipalName (RFC 4120 section 5.2.2). */
export function principalName(type: number, ...parts: readonly string[]): Buffer {
  return sequence(element(context(0), integer(type)), element(context(1), sequence(...parts.map(kerberosString))));
}

/** KerberosFlags or APOptions without any flag: 32 zero bits. */
export function noFlags(): Buffer {
  return octets(Buffer.alloc(5), tags.bitString);
}
