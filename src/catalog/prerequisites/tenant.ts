import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, probe } from './verify.ts';

const tenant: Reference = { source: 'prerequisites-2023', place: 'Microsoft Entra ID' };
const data: Reference = { source: 'prerequisites-2023', place: 'Prepare your on-premises data' };

/** The tenant, its domain, and the data that will go there. Its object limits stand with the sizing. */
export const tenantPrerequisites = [
  {
    id: 'tenant-exists',
    area: 'tenant',
    role: 'entra',
    severity: 'required',
    requirement: text(
      'There is a Microsoft Entra tenant. An Azure free trial brings one.',
      'Er is een Microsoft Entra-tenant. Een gratis proefversie van Azure levert er een.',
    ),
    verify: probe(
      'https',
      'login.microsoftonline.com returns the OpenID configuration of the tenant’s domain.',
      'login.microsoftonline.com geeft de OpenID-configuratie van het domein van de tenant terug.',
    ),
    applies: always,
    source: tenant,
  },
  {
    id: 'tenant-portal',
    area: 'tenant',
    role: 'entra',
    severity: 'note',
    requirement: text(
      'Connect is managed in either of two portals: the Microsoft Entra admin center (entra.microsoft.com) or the Office portal (portal.office.com).',
      'Connect beheert u in een van twee portals: het Microsoft Entra-beheercentrum (entra.microsoft.com) of de Office-portal (portal.office.com).',
    ),
    verify: probe(
      'https',
      'Either portal answers from the administrator’s machine.',
      'Een van beide portals antwoordt vanaf de machine van de beheerder.',
    ),
    applies: always,
    source: tenant,
  },
  {
    id: 'domain-verified',
    area: 'tenant',
    role: 'entra',
    severity: 'required',
    requirement: text(
      'The domain that users will sign in with is added to the tenant and verified there.',
      'Het domein waarmee gebruikers zich gaan aanmelden, is aan de tenant toegevoegd en daar geverifieerd.',
    ),
    verify: attest(
      'Does the admin center show the domain as verified?',
      'Toont het beheercentrum het domein als geverifieerd?',
    ),
    applies: always,
    source: tenant,
  },
  {
    id: 'onmicrosoft-only',
    area: 'tenant',
    role: 'entra',
    severity: 'unsupported',
    requirement: text(
      'A tenant that has nothing but its default onmicrosoft.com domain.',
      'Een tenant met niets anders dan het standaarddomein onder onmicrosoft.com.',
    ),
    verify: attest('Do users get a name in a domain of your own?', 'Krijgen gebruikers een naam in een eigen domein?'),
    applies: always,
    source: tenant,
  },
  {
    id: 'tenant-object-limit',
    area: 'tenant',
    role: 'entra',
    severity: 'required',
    requirement: text(
      'The tenant may hold as many objects as will be synchronized. What each step of the limit asks is part of the sizing answer.',
      'De tenant mag zoveel objecten bevatten als er worden gesynchroniseerd. Wat elke stap van de limiet vraagt, staat in het antwoord over dimensionering.',
    ),
    verify: attest(
      'Is the object count within the limit that the tenant has now?',
      'Valt het aantal objecten binnen de limiet die de tenant nu heeft?',
    ),
    applies: always,
    source: tenant,
  },
  {
    id: 'idfix-run',
    area: 'data',
    role: 'dc',
    severity: 'recommended',
    requirement: text(
      'IdFix has searched the directory for duplicates, badly formatted values and the like before anything is synchronized.',
      'IdFix heeft de adreslijst doorzocht op dubbele waarden, onjuiste notaties en dergelijke voordat er iets wordt gesynchroniseerd.',
    ),
    verify: attest(
      'Has IdFix been run, and is what it found resolved?',
      'Is IdFix uitgevoerd en is opgelost wat het vond?',
    ),
    applies: always,
    source: data,
  },
  {
    id: 'sync-features-reviewed',
    area: 'data',
    role: 'entra',
    severity: 'recommended',
    requirement: text(
      'Someone has gone through the optional synchronization features of Entra ID and decided which to switch on.',
      'Iemand heeft de optionele synchronisatiefuncties van Entra ID doorgenomen en besloten welke aan gaan.',
    ),
    verify: attest(
      'Is it recorded which optional features will be on?',
      'Is vastgelegd welke optionele functies aan gaan?',
    ),
    applies: always,
    source: data,
  },
] as const satisfies readonly Prerequisite[];
