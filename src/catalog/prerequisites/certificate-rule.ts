import type { RoleId } from '../role.ts';
import type { Reference } from '../source.ts';
import { type Text, text } from '../text.ts';
import { type Applies, inCase, withFeature } from './applies.ts';
import type { Severity } from './prerequisite.ts';
import { attest, hostFact, probe, type Verify } from './verify.ts';

/** Where all of the rules stand. */
export const certificateSource: Reference = { source: 'prerequisites-2023', place: 'TLS/SSL certificate requirements' };

/** A rule for the TLS certificate of the federation service. */
export interface CertificateRule {
  readonly id: string;
  readonly role: Extract<RoleId, 'adfs' | 'wap'>;
  readonly severity: Severity;
  readonly rule: Text;
  readonly verify: Verify;
  readonly applies: Applies;
}

const federation = withFeature('federation');

/** Precedes the UPN suffix in the name that Workplace Join looks up: enterpriseregistration.contoso.com. */
export const enterpriseRegistration = 'enterpriseregistration';

/** The name that a certificate needs for Workplace Join, for a UPN suffix such as contoso.com. */
export function enterpriseRegistrationName(upnSuffix: string): string {
  return `${enterpriseRegistration}.${upnSuffix}`;
}

/** Every rule, in the order of the section. */
export const certificateRules = [
  {
    id: 'certificate-same-on-farm',
    role: 'adfs',
    severity: 'recommended',
    rule: text(
      'Every AD FS server of the farm presents one and the same certificate.',
      'Elke AD FS-server van de farm toont één en hetzelfde certificaat.',
    ),
    verify: probe(
      'tls',
      'The thumbprint is equal on every AD FS server.',
      'De vingerafdruk is op elke AD FS-server gelijk.',
    ),
    applies: federation,
  },
  {
    id: 'certificate-same-on-proxies',
    role: 'wap',
    severity: 'recommended',
    rule: text(
      'Every WAP server presents the certificate of the AD FS farm.',
      'Elke WAP-server toont het certificaat van de AD FS-farm.',
    ),
    verify: probe(
      'tls',
      'The thumbprint on every WAP server is that of the farm.',
      'De vingerafdruk op elke WAP-server is die van de farm.',
    ),
    applies: federation,
  },
  {
    id: 'certificate-x509',
    role: 'adfs',
    severity: 'required',
    rule: text(
      'The federation certificate is an X.509 certificate.',
      'Het federatiecertificaat is een X.509-certificaat.',
    ),
    verify: probe(
      'tls',
      'The certificate in the handshake parses as X.509.',
      'Het certificaat in de handshake is als X.509 te lezen.',
    ),
    applies: federation,
  },
  {
    id: 'certificate-self-signed',
    role: 'adfs',
    severity: 'optional',
    rule: text(
      'In a test lab the federation servers may use a certificate that signs itself.',
      'In een testomgeving mogen de federatieservers een zelfondertekend certificaat gebruiken.',
    ),
    verify: probe(
      'tls',
      'Whether issuer and subject are the same, for the record.',
      'Of verlener en onderwerp gelijk zijn, ter informatie.',
    ),
    applies: inCase('test-lab'),
  },
  {
    id: 'certificate-public-ca',
    role: 'adfs',
    severity: 'recommended',
    rule: text(
      'In production the federation certificate comes from a public certificate authority.',
      'In productie komt het federatiecertificaat van een openbare certificeringsinstantie.',
    ),
    verify: probe(
      'tls',
      'The chain ends at a root that browsers trust by default.',
      'De keten eindigt bij een basis die browsers standaard vertrouwen.',
    ),
    applies: inCase('production'),
  },
  {
    id: 'certificate-trusted-on-wap',
    role: 'wap',
    severity: 'required',
    rule: text(
      'A certificate that is not publicly trusted is trusted by the WAP server that bears it.',
      'Een certificaat dat niet publiek wordt vertrouwd, wordt vertrouwd door de WAP-server die het draagt.',
    ),
    verify: probe(
      'tls',
      'Verified against the system store, the chain holds on each WAP server.',
      'Getoetst aan het systeemarchief klopt de keten op elke WAP-server.',
    ),
    applies: inCase('untrusted-certificate'),
  },
  {
    id: 'certificate-trusted-on-adfs',
    role: 'adfs',
    severity: 'required',
    rule: text(
      'Every AD FS server trusts the certificate of each WAP server, when it is not publicly trusted.',
      'Elke AD FS-server vertrouwt het certificaat van elke WAP-server, als dat niet publiek wordt vertrouwd.',
    ),
    verify: probe(
      'tls',
      'Verified against the system store, the chain holds on each AD FS server.',
      'Getoetst aan het systeemarchief klopt de keten op elke AD FS-server.',
    ),
    applies: inCase('untrusted-certificate'),
  },
  {
    id: 'certificate-identity',
    role: 'adfs',
    severity: 'required',
    rule: text(
      'The federation certificate is issued for the name of the federation service, sts.contoso.com for instance.',
      'Het federatiecertificaat is verleend voor de naam van de federatieservice, bijvoorbeeld sts.contoso.com.',
    ),
    verify: probe(
      'tls',
      'A handshake that asks for the federation service name gets a certificate that matches it.',
      'Een handshake die om de naam van de federatieservice vraagt, krijgt een certificaat dat daarmee overeenkomt.',
    ),
    applies: federation,
  },
  {
    id: 'certificate-san',
    role: 'adfs',
    severity: 'required',
    rule: text(
      'The federation service name stands in a subject alternative name (SAN) of type dNSName.',
      'De naam van de federatieservice staat in een alternatieve onderwerpnaam (SAN) van het type dNSName.',
    ),
    verify: probe(
      'tls',
      'One dNSName of the certificate matches the federation service name.',
      'Eén dNSName van het certificaat komt overeen met de naam van de federatieservice.',
    ),
    applies: federation,
  },
  {
    id: 'certificate-common-name',
    role: 'adfs',
    severity: 'required',
    rule: text(
      'The common name counts only where there is not a single SAN; then it has to be the federation service name.',
      'De common name telt alleen waar geen enkele SAN is; dan moet die de naam van de federatieservice zijn.',
    ),
    verify: probe(
      'tls',
      'No SAN, and the common name matches the federation service name.',
      'Geen SAN, en de common name komt overeen met de naam van de federatieservice.',
    ),
    applies: inCase('certificate-without-san'),
  },
  {
    id: 'certificate-several-san',
    role: 'adfs',
    severity: 'optional',
    rule: text(
      'There may be more SANs, so long as one of them is the federation service name.',
      'Er mogen meer SAN’s zijn, zolang er één de naam van de federatieservice is.',
    ),
    verify: probe(
      'tls',
      'The names of the certificate, for the record.',
      'De namen van het certificaat, ter informatie.',
    ),
    applies: federation,
  },
  {
    id: 'certificate-enterprise-registration',
    role: 'adfs',
    severity: 'required',
    rule: text(
      `For Workplace Join there is one more SAN: ${enterpriseRegistration}. before your UPN suffix, as in ${enterpriseRegistrationName('contoso.com')}.`,
      `Voor Workplace Join is er nog een SAN: ${enterpriseRegistration}. vóór uw UPN-achtervoegsel, zoals ${enterpriseRegistrationName('contoso.com')}.`,
    ),
    verify: probe(
      'tls',
      'A dNSName matches that name for every UPN suffix in use.',
      'Een dNSName komt overeen met die naam voor elk gebruikt UPN-achtervoegsel.',
    ),
    applies: withFeature('device-registration'),
  },
  {
    id: 'certificate-cng-ksp',
    role: 'adfs',
    severity: 'unsupported',
    rule: text(
      'A certificate on CNG keys, or with its key in a key storage provider (KSP).',
      'Een certificaat met CNG-sleutels, of met de sleutel in een key storage provider (KSP).',
    ),
    verify: hostFact(
      'certificate-provider',
      'certutil -store my names no key storage provider for it.',
      'certutil -store my noemt er geen key storage provider bij.',
    ),
    applies: federation,
  },
  {
    id: 'certificate-csp',
    role: 'adfs',
    severity: 'required',
    rule: text(
      'The key of the federation certificate is in a cryptographic service provider (CSP).',
      'De sleutel van het federatiecertificaat staat in een cryptographic service provider (CSP).',
    ),
    verify: hostFact(
      'certificate-provider',
      'certutil -store my names a cryptographic service provider for it.',
      'certutil -store my noemt er een cryptographic service provider bij.',
    ),
    applies: federation,
  },
  {
    id: 'certificate-wildcard',
    role: 'adfs',
    severity: 'optional',
    rule: text('A wildcard certificate will do for federation.', 'Een jokertekencertificaat mag voor federatie.'),
    verify: attest(
      'If it is a wildcard, does it cover the federation service name?',
      'Als het een jokerteken heeft, dekt dat de naam van de federatieservice?',
    ),
    applies: federation,
  },
] as const satisfies readonly CertificateRule[];

export type CertificateRuleId = (typeof certificateRules)[number]['id'];
