import type { Issued } from '../certificates.ts';

function key(use: string, certificate: Issued): string {
  const base64 = certificate.der.toString('base64').replace(/.{64}/g, '$&\n');
  return `<KeyDescriptor ${use}><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${base64}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
}

/** Metadata as a federation service publishes it, signed, with a key for encryption and some for signing. */
export function metadataOf(entityId: string, signing: readonly Issued[], encryption: Issued): string {
  const keys = signing.map((certificate) => key('use="signing"', certificate)).join('');
  return [
    '\ufeff<?xml version="1.0"?>',
    `<EntityDescriptor ID="_1" entityID="${entityId}" xmlns="urn:oasis:names:tc:SAML:2.0:metadata">`,
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:KeyInfo><ds:X509Data>',
    `<ds:X509Certificate>${encryption.der.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`,
    '<RoleDescriptor xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/ws-sx/ws-trust/200512">',
    `${key('use="encryption"', encryption)}${keys}<fed:TargetScopes><a:Address>https://sts.contoso.com/adfs/ls/</a:Address></fed:TargetScopes></RoleDescriptor>`,
    `<IDPSSODescriptor WantAuthnRequestsSigned='false'>${key('use="encryption"', encryption)}${keys}</IDPSSODescriptor>`,
    '</EntityDescriptor>',
  ].join('\n');
}
