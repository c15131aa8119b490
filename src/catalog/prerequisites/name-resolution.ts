import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { inCase, withFeature } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact, probe } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Name resolution for federation servers' };

/** The name that the federation service is found by, inside and outside. */
export const nameResolutionPrerequisites = [
  {
    id: 'federation-name-intranet',
    area: 'name-resolution',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'Internal DNS has a record for the AD FS name, sts.contoso.com for instance.',
      'De interne DNS heeft een record voor de AD FS-naam, bijvoorbeeld sts.contoso.com.',
    ),
    verify: probe('dns', 'The internal DNS server resolves the name.', 'De interne DNS-server zet de naam om.'),
    applies: withFeature('federation'),
    source,
  },
  {
    id: 'federation-name-extranet',
    area: 'name-resolution',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'Public DNS, kept by the domain registrar, has a record for the AD FS name too.',
      'Ook de openbare DNS, bij de registrar van het domein, heeft een record voor de AD FS-naam.',
    ),
    verify: probe('dns', 'A public resolver resolves the name.', 'Een openbare resolver zet de naam om.'),
    applies: withFeature('federation'),
    source,
  },
  {
    id: 'federation-a-record',
    area: 'name-resolution',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'The internal record of the AD FS name is an A record; Windows authentication from domain-joined machines depends on it.',
      'Het interne record van de AD FS-naam is een A-record; Windows-verificatie vanaf machines in het domein hangt daarvan af.',
    ),
    verify: probe(
      'dns',
      'The internal answer holds an A record for the name itself.',
      'Het interne antwoord bevat een A-record voor de naam zelf.',
    ),
    applies: withFeature('federation'),
    source,
  },
  {
    id: 'federation-cname',
    area: 'name-resolution',
    role: 'adfs',
    severity: 'unsupported',
    requirement: text(
      'A CNAME as the internal record of the AD FS name.',
      'Een CNAME als intern record voor de AD FS-naam.',
    ),
    verify: probe('dns', 'The internal answer holds no CNAME.', 'Het interne antwoord bevat geen CNAME.'),
    applies: withFeature('federation'),
    source,
  },
  {
    id: 'load-balancer-adfs',
    area: 'name-resolution',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'Several AD FS servers stand behind a load balancer that has been configured.',
      'Meerdere AD FS-servers staan achter een ingestelde load balancer.',
    ),
    verify: attest(
      'Does the load balancer hand requests to every AD FS server?',
      'Verdeelt de load balancer verzoeken over elke AD FS-server?',
    ),
    applies: inCase('several-federation-servers'),
    source,
  },
  {
    id: 'load-balancer-wap',
    area: 'name-resolution',
    role: 'wap',
    severity: 'required',
    requirement: text(
      'Several WAP servers stand behind a load balancer that has been configured.',
      'Meerdere WAP-servers staan achter een ingestelde load balancer.',
    ),
    verify: attest(
      'Does the load balancer hand requests to every WAP server?',
      'Verdeelt de load balancer verzoeken over elke WAP-server?',
    ),
    applies: inCase('several-federation-servers'),
    source,
  },
  {
    id: 'federation-name-at-load-balancer',
    area: 'name-resolution',
    role: 'adfs',
    severity: 'required',
    requirement: text(
      'DNS gives the load balancer’s address for the AD FS name, not that of one server.',
      'DNS geeft voor de AD FS-naam het adres van de load balancer, niet dat van één server.',
    ),
    verify: probe(
      'dns',
      'The name resolves to the address of the load balancer.',
      'De naam wordt omgezet in het adres van de load balancer.',
    ),
    applies: inCase('several-federation-servers'),
    source,
  },
  {
    id: 'intranet-zone',
    area: 'name-resolution',
    role: 'client',
    severity: 'required',
    requirement: text(
      'The AD FS name is in the intranet zone of Internet Explorer.',
      'De AD FS-naam staat in de intranetzone van Internet Explorer.',
    ),
    verify: hostFact('site-zone', 'The name is mapped to zone 1.', 'De naam is aan zone 1 toegewezen.'),
    applies: inCase('integrated-authentication'),
    source,
  },
  {
    id: 'intranet-zone-policy',
    area: 'name-resolution',
    role: 'client',
    severity: 'optional',
    requirement: text(
      'Group Policy can put the AD FS name in the intranet zone on every computer of the domain.',
      'Groepsbeleid kan de AD FS-naam op elke computer van het domein in de intranetzone zetten.',
    ),
    verify: hostFact(
      'site-zone',
      'Whether the mapping comes from a policy, for the record.',
      'Of de toewijzing uit een beleid komt, ter informatie.',
    ),
    applies: inCase('integrated-authentication'),
    source,
  },
] as const satisfies readonly Prerequisite[];
