import { application, context, element, integer, octets, sequence, tags } from '../ber/write.ts';
import { kerberosString, nameTypes, noFlags, principalName } from './principal.ts';

const protocolVersion = 5;
const messageType = 10;

/** AES-256 and AES-128 (RFC 3962), and RC4 (RFC 4757) for domains that know nothing newer. */
const encryptionTypes = [18, 17, 23];

/** RFC 4120 section 5.4.1 wants an end of the ticket. Windows asks for this one, the last that it knows; a KDC shortens it. */
const till = '20370913024805Z';

/**
 * An AS-REQ (RFC 4120 section 5.4.1) without pre-authentication. The client is `krbtgt`, a name that every realm of
 * Active Directory holds: to ask for made-up users would look like a search for accounts.
 */
export function asRequest(realm: string, nonce: number): Buffer {
  const body = sequence(
    element(context(0), noFlags()),
    element(context(1), principalName(nameTypes.principal, 'krbtgt')),
    element(context(2), kerberosString(realm)),
    element(context(3), principalName(nameTypes.serviceInstance, 'krbtgt', realm)),
    element(context(5), octets(till, tags.generalizedTime)),
    element(context(7), integer(nonce)),
    element(context(8), sequence(...encryptionTypes.map((type) => integer(type)))),
  );
  return element(
    application(10),
    sequence(
      element(context(1), integer(protocolVersion)),
      element(context(2), integer(messageType)),
      element(context(4), body),
    ),
  );
}
