import { type FeatureId, features } from '../../catalog/feature.ts';
import { type EditionId, editions } from '../../catalog/ports/edition.ts';
import { type ProtocolId, protocolOf, protocols } from '../../catalog/ports/protocol.ts';
import type { Transport } from '../../catalog/ports/row.ts';
import { type RoleId, roles } from '../../catalog/role.ts';
import { text } from '../../catalog/text.ts';
import { everythingPhrases, type Lexicon, lexicon } from '../grammar/lexicon.ts';
import { portShape, type TypedPorts } from '../grammar/port-shape.ts';
import { besideRoles, rolePhrases } from '../grammar/role-phrase.ts';
import type { Asked } from '../grammar/understand.ts';
import { fold } from '../grammar/words.ts';

/** What a word of a ports question may mean. */
export type PortsMeaning =
  | { readonly kind: 'role'; readonly role: RoleId }
  | { readonly kind: 'protocol'; readonly protocol: ProtocolId }
  | { readonly kind: 'feature'; readonly feature: FeatureId }
  | { readonly kind: 'edition'; readonly edition: EditionId }
  | { readonly kind: 'transport'; readonly transport: Transport }
  | { readonly kind: 'required' }
  /** `inbound` and `outbound`, as seen from the role that is named. */
  | { readonly kind: 'side'; readonly side: 'from' | 'to' }
  /** Narrows nothing. */
  | { readonly kind: 'everything' }
  | TypedPorts;

type Entry = readonly [phrase: string, meaning: PortsMeaning];

const roleEntries = rolePhrases.map(([phrase, role]): Entry => [phrase, { kind: 'role', role }]);

const protocolEntries = protocols.flatMap(({ id, aliases }) =>
  aliases.map((phrase): Entry => [phrase, { kind: 'protocol', protocol: id }]),
);

const featurePhrases = features.flatMap(({ id, aliases }) =>
  [...new Set([id, ...aliases].map(fold))].map((phrase) => [phrase, id] as const),
);

const claimed: ReadonlySet<string> = new Set([...roleEntries, ...protocolEntries].map(([phrase]) => fold(phrase)));

/**
 * `sync`, `pta`, `health` and `federation` name a role and a feature, `ldaps` a protocol and a feature. In a question
 * about ports the role or the protocol is meant; `feature pta` says that the feature is.
 */
const featureEntries = featurePhrases.flatMap(([phrase, id]): readonly Entry[] => {
  const meaning = { kind: 'feature', feature: id } as const;
  const named: readonly Entry[] = [
    [`feature ${phrase}`, meaning],
    [`functie ${phrase}`, meaning],
  ];
  return claimed.has(phrase) ? named : [...named, [phrase, meaning]];
});

/** Editions by name; a bare year looks like a port number unless the word edition stands before it. */
const editionEntries = editions.flatMap(({ id, aliases }) =>
  aliases.flatMap((phrase): readonly Entry[] => {
    const meaning = { kind: 'edition', edition: id } as const;
    const named: readonly Entry[] = [
      ...['edition', 'edition of', 'editie', 'editie van', 'in'].map((lead): Entry => [`${lead} ${phrase}`, meaning]),
      ...['edition', 'editie'].map((tail): Entry => [`${phrase} ${tail}`, meaning]),
    ];
    return /^\d{4}$/.test(phrase) ? named : [...named, [phrase, meaning]];
  }),
);

const editionDates: ReadonlySet<string> = new Set(editions.flatMap(({ aliases }) => aliases));

/** `2017-02` is an edition's date and no range of ports; `2017` alone can be either. */
function portsOrDate(typed: string): TypedPorts | null {
  return typed.includes('-') && editionDates.has(typed) ? null : portShape(typed);
}

function entries(meaning: PortsMeaning, phrases: string): readonly Entry[] {
  return phrases.split(',').map((phrase): Entry => [phrase, meaning]);
}

export const portsLexicon: Lexicon<PortsMeaning> = lexicon<PortsMeaning>(
  [
    ...roleEntries,
    ...featureEntries,
    ...protocolEntries,
    ...editionEntries,
    ['tcp', { kind: 'transport', transport: 'tcp' }],
    ['udp', { kind: 'transport', transport: 'udp' }],
    ...entries(
      { kind: 'required' },
      'required,required only,only required,mandatory,vereist,vereiste,verplicht,verplichte',
    ),
    ...entries({ kind: 'side', side: 'to' }, 'inbound,incoming,ingress,inkomend,inkomende,binnenkomend,ingaand'),
    ...entries({ kind: 'side', side: 'from' }, 'outbound,outgoing,egress,uitgaand,uitgaande'),
    ...entries({ kind: 'everything' }, [...everythingPhrases, ...besideRoles].join()),
  ],
  [portsOrDate],
);

/** A feature as one types it: by its id, or as `feature pta` where a role or a protocol has that name as well. */
export function spellFeature(feature: FeatureId): string {
  return claimed.has(fold(feature)) ? `feature ${feature}` : feature;
}

/** A meaning as one types it. */
export function spellMeaning(meaning: PortsMeaning): string {
  switch (meaning.kind) {
    case 'role':
      return meaning.role;
    case 'protocol':
      return protocolOf(meaning.protocol).aliases[0] ?? meaning.protocol;
    case 'feature':
      return spellFeature(meaning.feature);
    case 'edition':
      return `--edition ${meaning.edition}`;
    case 'transport':
      return `--${meaning.transport}`;
    case 'required':
      return '--required';
    case 'side':
      return meaning.side === 'to' ? 'inbound' : 'outbound';
    case 'everything':
      return '';
    case 'ports':
      return meaning.from === meaning.to ? String(meaning.from) : `${meaning.from}-${meaning.to}`;
  }
}

const roleIds = roles.map(({ id }) => id).join(', ');
const featureIds = features
  .map(({ id }) => id)
  .filter((id) => !claimed.has(fold(id)))
  .join(', ');

/** What a refusal says a ports question takes. */
export const askedOfPorts: Asked<PortsMeaning> = {
  legal: text(
    `a role (${roleIds}), a port (1-65535), a protocol (dns, ldap, kerberos, …) or a feature (${featureIds})`,
    `een rol (${roleIds}), een poort (1-65535), een protocol (dns, ldap, kerberos, …) of een functie (${featureIds})`,
  ),
  spell: spellMeaning,
};
