import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase, withFeature } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Harden your Microsoft Entra Connect server' };

/** The same section, about the tenant and those who administer it: what limits the harm of a Connect server taken over. */
export const tenantHardeningPrerequisites = [
  {
    id: 'federation-change-alerts',
    area: 'hardening',
    role: 'entra',
    severity: 'recommended',
    requirement: text(
      'An alert goes off when the trust between the identity provider and Entra ID is changed.',
      'Er gaat een melding uit als het vertrouwen tussen de identiteitsprovider en Entra ID wordt gewijzigd.',
    ),
    verify: attest(
      'Does a test change of the federation settings raise an alert?',
      'Geeft een proefwijziging van de federatie-instellingen een melding?',
    ),
    applies: withFeature('federation'),
    source,
  },
  {
    id: 'mfa-for-entra-admins',
    area: 'hardening',
    role: 'entra',
    severity: 'recommended',
    requirement: text(
      'Everyone with privileges in Entra ID uses MFA. Whoever takes over Connect can then reset a password and still not sign in.',
      'Iedereen met bevoegdheden in Entra ID gebruikt MFA. Wie Connect overneemt, kan dan een wachtwoord wijzigen en zich toch niet aanmelden.',
    ),
    verify: attest(
      'Is MFA enforced for every privileged role of the tenant?',
      'Is MFA afgedwongen voor elke bevoorrechte rol van de tenant?',
    ),
    applies: always,
    source,
  },
  {
    id: 'mfa-for-directory-admins',
    area: 'hardening',
    role: 'dc',
    severity: 'recommended',
    requirement: text(
      'Everyone with privileges in Active Directory uses MFA too.',
      'Ook iedereen met bevoegdheden in Active Directory gebruikt MFA.',
    ),
    verify: attest(
      'Do the administrators of the domain sign in with a second factor?',
      'Melden de beheerders van het domein zich met een tweede factor aan?',
    ),
    applies: always,
    source,
  },
  {
    id: 'soft-match-off',
    area: 'hardening',
    role: 'entra',
    severity: 'recommended',
    requirement: text(
      'Soft matching is off in the tenant. It helps to hand cloud objects over to Connect, and it is a risk when nobody needs it.',
      'Zachte koppeling staat uit in de tenant. Die helpt cloudobjecten aan Connect over te dragen, en is een risico als niemand dat nodig heeft.',
    ),
    verify: attest('Is soft matching blocked in the tenant?', 'Is zachte koppeling in de tenant geblokkeerd?'),
    applies: inCase('soft-match-unneeded'),
    source,
  },
  {
    id: 'hard-match-takeover-off',
    area: 'hardening',
    role: 'entra',
    severity: 'recommended',
    requirement: text(
      'Hard match takeover is off: with it, an on-premises object can take over a cloud object and overwrite its data, even the password hash where those are synchronized.',
      'Overname door harde koppeling staat uit: daarmee kan een lokaal object een cloudobject overnemen en de gegevens ervan overschrijven, zelfs de wachtwoord-hash waar die wordt gesynchroniseerd.',
    ),
    verify: attest(
      'Is hard match takeover blocked in the tenant?',
      'Is overname door harde koppeling in de tenant geblokkeerd?',
    ),
    applies: always,
    source,
  },
] as const satisfies readonly Prerequisite[];
