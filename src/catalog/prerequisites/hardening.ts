import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Harden your Microsoft Entra Connect server' };

/** How the document would have the server hardened. The section opens with "we recommend", so none of it is required. */
export const hardeningPrerequisites = [
  {
    id: 'server-hardened',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'The Connect server is hardened, so that less of it can be attacked.',
      'De Connect-server is beveiligd, zodat er minder aan valt aan te vallen.',
    ),
    verify: attest(
      'Is there a hardening baseline, and is the server held against it?',
      'Is er een beveiligingsbasis en wordt de server daaraan getoetst?',
    ),
    applies: always,
    source,
  },
  {
    id: 'hardening-control-plane',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'The Connect server is a control plane asset, which used to be called Tier 0: Secure Privileged Access and the administrative tier model say how.',
      'De Connect-server is een onderdeel van de control plane, vroeger Tier 0: Secure Privileged Access en het beheerlagenmodel zeggen hoe.',
    ),
    verify: attest('Are both guides applied to the server?', 'Zijn beide richtlijnen op de server toegepast?'),
    applies: always,
    source,
  },
  {
    id: 'admin-access-restricted',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'Only domain administrators, or other groups under tight control, administer the server.',
      'Alleen domeinbeheerders, of andere streng beheerde groepen, beheren de server.',
    ),
    verify: hostFact(
      'local-administrators',
      'The local Administrators group has no member beyond those.',
      'De lokale groep Administrators heeft geen andere leden dan die.',
    ),
    applies: always,
    source,
  },
  {
    id: 'dedicated-admin-accounts',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'Everyone with privileged access has a separate account for it.',
      'Iedereen met bevoorrechte toegang heeft daar een apart account voor.',
    ),
    verify: attest(
      'Has every administrator a second, dedicated account?',
      'Heeft elke beheerder een tweede, speciaal account?',
    ),
    applies: always,
    source,
  },
  {
    id: 'no-daily-work-as-admin',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'Nobody browses, reads mail or does everyday work under a highly privileged account.',
      'Niemand surft, leest e-mail of doet dagelijks werk met een account met hoge rechten.',
    ),
    verify: attest(
      'Are privileged accounts kept away from mail and web?',
      'Blijven accounts met hoge rechten weg bij e-mail en web?',
    ),
    applies: always,
    source,
  },
  {
    id: 'privileged-access-guidance',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'Microsoft’s guidance "Securing privileged access" is followed.',
      'De richtlijn "Securing privileged access" van Microsoft wordt gevolgd.',
    ),
    verify: attest('Is that guidance part of the way you work?', 'Hoort die richtlijn bij uw werkwijze?'),
    applies: always,
    source,
  },
  {
    id: 'ntlm-denied',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'NTLM is refused on the Connect server. Two policies can do it: one restricts outgoing NTLM of the server, one restricts NTLM in the domain.',
      'NTLM wordt op de Connect-server geweigerd. Twee beleidsinstellingen kunnen dat: één beperkt uitgaande NTLM van de server, één beperkt NTLM in het domein.',
    ),
    verify: hostFact(
      'ntlm-policy',
      'Either "Outgoing NTLM traffic to remote servers" or "NTLM authentication in this domain" is set to deny.',
      '"Outgoing NTLM traffic to remote servers" of "NTLM authentication in this domain" staat op weigeren.',
    ),
    applies: always,
    source,
  },
  {
    id: 'unique-local-passwords',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'No two machines share the password of their local administrator.',
      'Geen twee machines delen het wachtwoord van hun lokale beheerder.',
    ),
    verify: hostFact(
      'password-rotation',
      'Windows LAPS or a similar tool rotates the password of this machine.',
      'Windows LAPS of een soortgelijk hulpmiddel wisselt het wachtwoord van deze machine.',
    ),
    applies: always,
    source,
  },
  {
    id: 'windows-laps',
    area: 'hardening',
    role: 'connect',
    severity: 'optional',
    requirement: text(
      'Windows LAPS can give each machine a random password and keep it in Active Directory, where an ACL limits who may read or reset it.',
      'Windows LAPS kan elke machine een willekeurig wachtwoord geven en dat in Active Directory bewaren, waar een ACL bepaalt wie het mag lezen of opnieuw instellen.',
    ),
    verify: hostFact(
      'password-rotation',
      'Whether Windows LAPS is configured here, for the record.',
      'Of Windows LAPS hier is ingesteld, ter informatie.',
    ),
    applies: always,
    source,
  },
  {
    id: 'clean-source-standards',
    area: 'hardening',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'For running LAPS together with privileged access workstations there are operational standards, built on the clean source principle.',
      'Voor LAPS samen met werkstations voor bevoorrechte toegang bestaan operationele normen, gebouwd op het clean source-principe.',
    ),
    verify: attest('Do the administrators know those standards?', 'Kennen de beheerders die normen?'),
    applies: always,
    source,
  },
  {
    id: 'privileged-workstations',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'Whoever has privileged access works from a workstation set apart for it (PAW).',
      'Wie bevoorrechte toegang heeft, werkt vanaf een daarvoor bestemd werkstation (PAW).',
    ),
    verify: attest(
      'Is the server reached only from such workstations?',
      'Is de server alleen vanaf zulke werkstations te bereiken?',
    ),
    applies: always,
    source,
  },
  {
    id: 'directory-attack-surface',
    area: 'hardening',
    role: 'dc',
    severity: 'recommended',
    requirement: text(
      'Microsoft’s guidelines for a smaller attack surface of Active Directory are applied.',
      'De richtlijnen van Microsoft voor een kleiner aanvalsoppervlak van Active Directory zijn toegepast.',
    ),
    verify: attest(
      'Have those guidelines been gone through for the forest?',
      'Zijn die richtlijnen voor het forest nagelopen?',
    ),
    applies: always,
    source,
  },
] as const satisfies readonly Prerequisite[];
