import { type Card, card, column, type Element, row, type Table } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { type Level, levelSays, levels, principalOf, reaches, spellPrincipal } from '../access.ts';
import { answering, type Command, type Context, type Parsed, parsed } from '../command.ts';
import type { Grant } from '../estate.ts';
import { isFiller } from '../grammar/lexicon.ts';
import type { Line } from '../line.ts';
import { refuse } from '../refusal.ts';
import { spellTime } from '../when.ts';

type GrantFacts = Omit<Grant, 'principal'> & { readonly principal: string };

/** What the asker may do; and, for admins, what everyone may. */
export interface AccessResult {
  readonly kind: 'access';
  /** As `grant` takes it. */
  readonly you: string;
  readonly level: Level | null;
  /** Null where the asker is no admin. */
  readonly grants: readonly GrantFacts[] | null;
}

const say = {
  title: text('Who may do what', 'Wie mag wat'),
  who: text('Who', 'Wie'),
  level: text('Level', 'Niveau'),
  by: text('Given by', 'Gegeven door'),
  when: text('When', 'Wanneer'),
  you: text('You', 'U'),
  none: text('none', 'geen'),
  configured: text('configuration', 'configuratie'),
  others: text(
    'Everyone else may ask the catalog and nothing more.',
    'Alle anderen mogen de catalogus bevragen en verder niets.',
  ),
} as const satisfies Record<string, Text>;

function parse(line: Line): Parsed<null> {
  return line.words.every(isFiller)
    ? parsed(null)
    : refuse('too-many-words', text('access takes no words.', 'access heeft geen woorden.'), ['access']);
}

async function run(_: null, { actor, estate }: Context): Promise<AccessResult> {
  const { rights } = await estate();
  const level = await rights.levelOf(actor);
  const grants = reaches(level, 'admin')
    ? (await rights.list()).map(({ principal, ...rest }) => ({ ...rest, principal: spellPrincipal(principal) }))
    : null;
  return { kind: 'access', you: spellPrincipal(principalOf(actor)), level, grants };
}

function grantRows(grants: readonly GrantFacts[], language: Language) {
  return grants.map(({ principal, level, by, at }) =>
    row(principal, level, by === 'configuration' ? say.configured[language] : by, at === null ? '' : spellTime(at)),
  );
}

function sheet({ grants, you, level }: AccessResult, language: Language): Table {
  const rows = grants === null ? [row(you, level ?? say.none[language], '', '')] : grantRows(grants, language);
  return {
    kind: 'table',
    columns: [say.who, say.level, say.by, say.when].map((title) => column(title[language])),
    rows,
  };
}

function view(result: AccessResult, language: Language, command: string): Card {
  const legend = levels.map((level) => `${level}: ${levelSays[level][language]}`);
  const body: readonly Element[] = [
    {
      kind: 'fields',
      fields: [
        { label: say.you[language], value: result.you },
        { label: say.level[language], value: result.level ?? say.none[language] },
      ],
    },
    { kind: 'list', ordered: false, items: legend },
    ...(result.grants === null ? [] : [sheet(result, language)]),
    { kind: 'paragraph', text: say.others[language] },
  ];
  return card({ title: say.title[language], command, body });
}

const command: Command<null, AccessResult> = { name: 'access', parse, run, line: () => 'access', view, sheet };

export const access = answering(command, { needs: () => 'reader', confidential: () => false, follow: () => null });
