import { type Card, card, column, row, type Tone } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { type Level, levelSays, levels, spellPrincipal } from '../access.ts';
import { answering, type Command, type Context, type Parsed, parsed } from '../command.ts';
import { isFiller } from '../grammar/lexicon.ts';
import { nearest } from '../grammar/nearest.ts';
import type { Line } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { principalFor, readWho, spellWho, type Who } from './who.ts';

interface Wish {
  readonly who: Who;
  /** Null takes the right away. */
  readonly level: Level | null;
}

/** What became of a right. */
export interface GrantResult {
  readonly kind: 'grant';
  readonly principal: string;
  readonly level: Level | null;
  readonly became: 'granted' | 'withdrawn' | 'unknown' | 'configured';
}

const levelWords: ReadonlyMap<string, Level | null> = new Map<string, Level | null>([
  ...levels.map((level): [string, Level] => [level, level]),
  ['lezer', 'reader'],
  ['read', 'reader'],
  ['beheerder', 'admin'],
  ['administrator', 'admin'],
  ['none', null],
  ['nothing', null],
  ['nobody', null],
  ['geen', null],
  ['niets', null],
]);

const wanted = text(
  `grant takes who (a user id, group:ID, or platform:TENANT/ID, as “access” shows it) and one of ${levels.join(', ')}, none.`,
  `grant neemt wie (een gebruikers-id, group:ID of platform:TENANT/ID, zoals “access” het toont) en een van ${levels.join(', ')}, none.`,
);

function parse(line: Line): Parsed<Wish> {
  const words = line.words.filter(
    (word) => !isFiller(word) && word.kind !== 'arrow' && word.text.toLowerCase() !== 'to',
  );
  const [whoWord, levelWord, ...more] = words;
  if (whoWord === undefined || levelWord === undefined) return refuse('missing-word', wanted, ['help grant']);
  if (more.length > 0) return refuse('too-many-words', wanted, ['help grant']);
  const who = readWho(whoWord.text);
  if (who === null)
    return refuse(
      'bad-value',
      text(
        `“${whoWord.text}” is no id; names do not count, since anyone may choose one. ${wanted.en}`,
        `“${whoWord.text}” is geen id; namen tellen niet, want iedereen kan er een kiezen. ${wanted.nl}`,
      ),
      ['help grant'],
    );
  const level = levelWords.get(levelWord.text.toLowerCase());
  if (level === undefined) {
    const near = nearest(levelWord.text.toLowerCase(), levelWords.keys());
    return refuse(
      'unknown-word',
      text(
        `“${levelWord.text}” is no level; there are ${levels.join(', ')} and none.`,
        `“${levelWord.text}” is geen niveau; er zijn ${levels.join(', ')} en none.`,
      ),
      near.map((one) => `grant ${spellWho(who)} ${one}`),
    );
  }
  return parsed({ who, level });
}

async function run({ who, level }: Wish, { actor, estate }: Context): Promise<GrantResult | Refusal> {
  const { rights } = await estate();
  const principal = principalFor(who, actor);
  const became = level === null ? await rights.withdraw(principal, actor) : 'granted';
  if (level !== null) await rights.grant(principal, level, actor);
  return { kind: 'grant', principal: spellPrincipal(principal), level, became };
}

function told({ principal, level, became }: GrantResult): Text {
  switch (became) {
    case 'granted': {
      const says = level === null ? text('', '') : levelSays[level];
      return text(`${principal} is now ${level}: may ${says.en}.`, `${principal} is nu ${level}: mag ${says.nl}.`);
    }
    case 'withdrawn':
      return text(
        `${principal} has no right of its own any more; one through a group stays.`,
        `${principal} heeft zelf geen recht meer; een recht via een groep blijft.`,
      );
    case 'unknown':
      return text(`${principal} had no right; nothing changed.`, `${principal} had geen recht; er is niets gewijzigd.`);
    case 'configured':
      return text(
        `${principal} is an admin by configuration: take it out of PORTOLAN_ADMINS and restart.`,
        `${principal} is beheerder volgens de configuratie: haal die uit PORTOLAN_ADMINS en herstart.`,
      );
  }
}

const tones = {
  granted: 'good',
  withdrawn: 'good',
  unknown: 'neutral',
  configured: 'warning',
} as const satisfies Record<GrantResult['became'], Tone>;

function view(result: GrantResult, language: Language, command: string): Card {
  return card({
    title: text('Rights', 'Rechten')[language],
    tone: tones[result.became],
    command,
    body: [{ kind: 'paragraph', text: told(result)[language] }],
    actions: [{ label: text('Who may do what', 'Wie mag wat')[language], command: 'access' }],
  });
}

const command: Command<Wish, GrantResult> = {
  name: 'grant',
  parse,
  run,
  line: ({ who, level }) => `grant ${spellWho(who)} ${level ?? 'none'}`,
  view,
  sheet: (result, language) => ({
    kind: 'table',
    columns: [column(text('Who', 'Wie')[language]), column(text('Level', 'Niveau')[language])],
    rows: [row(result.principal, result.level ?? 'none')],
  }),
};

export const grant = answering(command, { needs: () => 'admin', confidential: () => false, follow: () => null });
