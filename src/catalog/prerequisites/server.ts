import type { Reference } from '../source.ts';
import { text } from '../text.ts';
import { always } from './applies.ts';
import type { Prerequisite } from './prerequisite.ts';
import { attest } from './verify.ts';

const source: Reference = { source: 'prerequisites-2023', place: 'Microsoft Entra Connect server' };

/** How the Connect server is to be guarded, before anything is installed on it. */
export const serverPrerequisites = [
  {
    id: 'admin-access-secured',
    area: 'hardening',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'Administrative access to the Connect server is guarded as privileged access: the server holds critical identity data.',
      'Beheertoegang tot de Connect-server is bewaakt als bevoorrechte toegang: de server bevat kritieke identiteitsgegevens.',
    ),
    verify: attest(
      'Does access to the server follow the guidance on privileged access?',
      'Volgt de toegang tot de server de richtlijnen voor bevoorrechte toegang?',
    ),
    applies: always,
    source,
  },
  {
    id: 'tier-0',
    area: 'hardening',
    role: 'connect',
    severity: 'required',
    requirement: text(
      'The Connect server counts as Tier 0 in the administrative tier model of Active Directory.',
      'De Connect-server telt als Tier 0 in het beheerlagenmodel van Active Directory.',
    ),
    verify: attest('Is the server administered from Tier 0 alone?', 'Wordt de server alleen vanuit Tier 0 beheerd?'),
    applies: always,
    source,
  },
  {
    id: 'server-control-plane',
    area: 'hardening',
    role: 'connect',
    severity: 'recommended',
    requirement: text(
      'The server is hardened as part of the control plane, after Microsoft’s Secure Privileged Access.',
      'De server is beveiligd als deel van de control plane, volgens Secure Privileged Access van Microsoft.',
    ),
    verify: attest(
      'Is the server treated as a control plane asset?',
      'Wordt de server als onderdeel van de control plane behandeld?',
    ),
    applies: always,
    source,
  },
  {
    id: 'directory-best-practices',
    area: 'hardening',
    role: 'dc',
    severity: 'note',
    requirement: text(
      'Microsoft describes in "Best practices for securing Active Directory" how to guard the directory around the server.',
      'Microsoft beschrijft in "Best practices for securing Active Directory" hoe u de adreslijst rond de server beschermt.',
    ),
    verify: attest('Do the administrators know that document?', 'Kennen de beheerders dat document?'),
    applies: always,
    source,
  },
] as const satisfies readonly Prerequisite[];
