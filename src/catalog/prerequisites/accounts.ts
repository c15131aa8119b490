import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always, inCase } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest, hostFact, probe } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Accounts' };
const other: Reference = { source: 'prerequisites-2023', place: 'Other' };

/** Who has to be there to install, and the trial run afterwards. */
export const accountPrerequisites = [
  {
    id: 'entra-administrator',
    area: 'accounts',
    role: 'entra',
    severity: 'required',
    requirement: text(
      'Someone holds an account of the tenant that is Global Administrator or Hybrid Identity Administrator.',
      'Iemand heeft een account van de tenant dat Global Administrator of Hybrid Identity Administrator is.',
    ),
    verify: attest(
      'Is such an account at hand for the installation?',
      'Is zo’n account beschikbaar voor de installatie?',
    ),
    applies: always,
    source,
  },
  {
    id: 'work-or-school-account',
    area: 'accounts',
    role: 'entra',
    severity: 'required',
    requirement: text(
      'The administrator account of the tenant belongs to a school or organization.',
      'Het beheerdersaccount van de tenant hoort bij een school of organisatie.',
    ),
    verify: probe(
      'https',
      'The sign-in service names the account’s domain as managed or federated, not as unknown.',
      'De aanmeldingsdienst noemt het domein van het account beheerd of federatief, niet onbekend.',
    ),
    applies: always,
    source,
  },
  {
    id: 'microsoft-account',
    area: 'accounts',
    role: 'entra',
    severity: 'unsupported',
    requirement: text(
      'A personal Microsoft account as administrator of the tenant.',
      'Een persoonlijk Microsoft-account als beheerder van de tenant.',
    ),
    verify: attest(
      'Was the account made in the tenant, and not at outlook.com or the like?',
      'Is het account in de tenant gemaakt, en niet bij outlook.com of iets dergelijks?',
    ),
    applies: always,
    source,
  },
  {
    id: 'enterprise-administrator',
    area: 'accounts',
    role: 'dc',
    severity: 'required',
    requirement: text(
      'Someone holds an Enterprise Administrator account of the on-premises forest.',
      'Iemand heeft een Enterprise Administrator-account van het lokale forest.',
    ),
    verify: attest(
      'Is such an account at hand for the installation?',
      'Is zo’n account beschikbaar voor de installatie?',
    ),
    applies: inCase('express-or-dirsync-upgrade'),
    source,
  },
  {
    id: 'custom-settings-accounts',
    area: 'accounts',
    role: 'connect',
    severity: 'note',
    requirement: text(
      'The custom path leaves more choice of accounts and rights than the express one.',
      'De aangepaste installatie laat meer keuze in accounts en rechten dan de snelle.',
    ),
    verify: hostFact(
      'service-account',
      'Which account the synchronization service runs under, for the record.',
      'Onder welk account de synchronisatieservice draait, ter informatie.',
    ),
    applies: inCase('custom-settings'),
    source,
  },
  {
    id: 'test-user',
    area: 'other',
    role: 'dc',
    severity: 'optional',
    requirement: text(
      'A user made for testing shows whether synchronization works.',
      'Een gebruiker die voor de test is gemaakt, laat zien of de synchronisatie werkt.',
    ),
    verify: attest('Did the test user appear in Entra ID?', 'Is de testgebruiker in Entra ID verschenen?'),
    applies: always,
    source: other,
  },
] as const satisfies readonly Prerequisite[];
