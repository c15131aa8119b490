import { der, small } from '../ber/der.ts';

/** An LDAPMessage of RFC 4511 section 4.1.1. */
export function message(id: number, operation: Buffer): Buffer {
  return der(0x30, small(0x02, id), operation);
}

/** A searchResEntry for the root, with one value for each attribute. */
export function entry(id: number, attributes: Readonly<Record<string, Uint8Array | string>>): Buffer {
  const list = Object.entries(attributes).map(([type, value]) =>
    der(0x30, der(0x04, type), der(0x31, der(0x04, value))),
  );
  return message(id, der(0x64, der(0x04), der(0x30, ...list)));
}

/** An LDAPResult: code, matched name, text of the server. */
function result(tag: number, code: number, text: string, ...more: readonly Buffer[]): Buffer {
  return der(tag, small(0x0a, code), der(0x04), der(0x04, text), ...more);
}

/** A searchResDone. */
export function done(id: number, code = 0, text = ''): Buffer {
  return message(id, result(0x65, code, text));
}

/** A searchResRef. */
export function reference(id: number): Buffer {
  return message(id, der(0x73, der(0x04, 'ldap://dc2.corp.test/')));
}

/** A notice of disconnection (RFC 4511 section 4.4.1): unavailable. */
export const notice = message(0, result(0x78, 52, 'going down', der(0x8a, '1.3.6.1.4.1.1466.20036')));

/** The rootDSE of a domain controller, its attributes spelt as it likes. */
export const rootDse = {
  currentTime: '20261120140445.0Z',
  defaultNamingContext: 'DC=corp,DC=contoso,DC=com',
  rootDomainNamingContext: 'DC=contoso,DC=com',
  dnshostname: 'dc1.corp.contoso.com',
  isSynchronized: 'TRUE',
  isGlobalCatalogReady: 'FALSE',
} as const;
