import { byId } from '../by-id.ts';
import { type Text, text } from '../text.ts';

/** A Microsoft cloud with endpoints of its own. */
export interface Cloud {
  readonly id: string;
  readonly name: Text;
  /** Names people type, lower case, English and Dutch. */
  readonly aliases: readonly string[];
}

export const clouds = [
  {
    id: 'public',
    name: text('Public cloud', 'Openbare cloud'),
    aliases: [
      'public',
      'public cloud',
      'commercial',
      'commercial cloud',
      'worldwide',
      'global',
      'general public',
      'azure public',
      'publiek',
      'publieke cloud',
      'openbaar',
      'openbare cloud',
      'wereldwijd',
    ],
  },
  {
    id: 'usgov',
    name: text('US government cloud', 'Cloud van de Amerikaanse overheid'),
    aliases: [
      'usgov',
      'us gov',
      'us-gov',
      'us government',
      'us government cloud',
      'u.s. government',
      'azure government',
      'azure us government',
      'government',
      'government cloud',
      'gov',
      'gcc high',
      'gcc-high',
      'gcch',
      'dod',
      'fairfax',
      'overheid vs',
      'amerikaanse overheid',
      'us overheid',
      'overheidscloud',
    ],
  },
] as const satisfies readonly Cloud[];

export type CloudId = (typeof clouds)[number]['id'];

/** The cloud with this id. */
export const cloudOf = byId<Cloud, CloudId>('cloud', clouds);
