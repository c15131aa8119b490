import { type Card, card, column, row } from '../../card/card.ts';
import { type Language, languages, type Text, text } from '../../catalog/text.ts';
import { answering, type Command, type Context, type Parsed, parsed } from '../command.ts';
import { lexicon } from '../grammar/lexicon.ts';
import { understand } from '../grammar/understand.ts';
import type { Line } from '../line.ts';
import { refuse } from '../refusal.ts';

/** What a person wants of the language: to see it, to set it, or to follow the platform again. */
type Wish =
  | { readonly kind: 'show' }
  | { readonly kind: 'set'; readonly language: Language }
  | { readonly kind: 'auto' };

/** The language that a person chose, after this question. */
export interface LangResult {
  readonly kind: 'lang';
  /** Null follows the platform's own setting. */
  readonly language: Language | null;
  readonly changed: boolean;
  /** False where this channel keeps no preferences, so that nothing could be changed. */
  readonly kept: boolean;
}

const names: Readonly<Record<Language, Text>> = {
  en: text('English', 'Engels'),
  nl: text('Dutch', 'Nederlands'),
};

const say = {
  title: text('Language', 'Taal'),
  auto: text('Answers follow the language of your platform.', 'Antwoorden volgen de taal van uw platform.'),
  unkept: text(
    'Nothing is kept here; add --lang nl or --lang en to a question.',
    'Hier wordt niets bewaard; voeg --lang nl of --lang en aan een vraag toe.',
  ),
} as const;

const words = lexicon<Wish>([
  ...['en', 'english', 'engels', 'eng'].map((word): [string, Wish] => [word, { kind: 'set', language: 'en' }]),
  ...['nl', 'dutch', 'nederlands', 'ned'].map((word): [string, Wish] => [word, { kind: 'set', language: 'nl' }]),
  ...['auto', 'automatic', 'default', 'platform', 'automatisch', 'standaard'].map((word): [string, Wish] => [
    word,
    { kind: 'auto' },
  ]),
]);

function spell(wish: Wish): string {
  return wish.kind === 'set' ? wish.language : wish.kind === 'auto' ? 'auto' : '';
}

function parse(line: Line): Parsed<Wish> {
  const legal = text(`${languages.join(', ')} or auto`, `${languages.join(', ')} of auto`);
  const reading = understand(line, words, { legal, spell });
  if (reading.kind === 'refusal') return reading;
  const [wish = { kind: 'show' }, ...more] = reading.pieces.flatMap((piece) =>
    piece.kind === 'known' ? [piece.meaning] : [],
  );
  if (more.length > 0)
    return refuse(
      'too-many-words',
      text('Choose one language.', 'Kies één taal.'),
      [wish, ...more].map((one) => `lang ${spell(one)}`),
    );
  return parsed(wish);
}

async function run(wish: Wish, { actor, preferences }: Context): Promise<LangResult> {
  if (preferences === null) return { kind: 'lang', language: null, changed: false, kept: false };
  if (wish.kind === 'show')
    return { kind: 'lang', language: await preferences.language(actor), changed: false, kept: true };
  const language = wish.kind === 'set' ? wish.language : null;
  await preferences.setLanguage(actor, language);
  return { kind: 'lang', language, changed: true, kept: true };
}

/** Says it in the language just chosen, so that the choice shows at once. */
function view({ language: chosen, changed, kept }: LangResult, asked: Language, command: string): Card {
  const language = chosen ?? asked;
  const told = !kept
    ? say.unkept
    : chosen === null
      ? say.auto
      : changed
        ? text(
            `From now on you get answers in ${names[chosen].en}.`,
            `Vanaf nu krijgt u antwoorden in het ${names[chosen].nl}.`,
          )
        : text(`You get answers in ${names[chosen].en}.`, `U krijgt antwoorden in het ${names[chosen].nl}.`);
  return card({
    title: say.title[language],
    command,
    body: [{ kind: 'paragraph', text: told[language] }],
    actions: kept
      ? [
          ...languages.map((one) => ({ label: names[one][one], command: `lang ${one}` })),
          { label: 'Auto', command: 'lang auto' },
        ]
      : [],
  });
}

const command: Command<Wish, LangResult> = {
  name: 'lang',
  parse,
  run,
  line: (wish) => `lang ${spell(wish)}`.trim(),
  view,
  sheet: ({ language }, asked) => ({
    kind: 'table',
    columns: [column(say.title[asked])],
    rows: [row(language ?? 'auto')],
  }),
};

export const lang = answering(command);
