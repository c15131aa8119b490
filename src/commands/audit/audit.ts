import { type Card, card, column, type Element, row, type Table } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { answering, type Command, type Context, type Parsed, parsed } from '../command.ts';
import type { AuditEntry, AuditTrail } from '../estate.ts';
import { isFiller } from '../grammar/lexicon.ts';
import type { Line } from '../line.ts';
import { refuse } from '../refusal.ts';
import { spellTime } from '../when.ts';

interface Wish {
  readonly count: number;
  readonly verify: boolean;
}

/** The last acts, newest first, and what a walk along the chain found where it was asked for. */
export interface AuditResult {
  readonly kind: 'audit';
  readonly entries: readonly AuditEntry[];
  readonly verification: Awaited<ReturnType<AuditTrail['verify']>> | null;
}

/** Acts that are shown where no number is given, and at most. */
const usual = 20;
const most = 500;

const say = {
  title: text('Audit', 'Audit'),
  when: text('When', 'Wanneer'),
  who: text('Who', 'Wie'),
  where: text('Where', 'Waar'),
  what: text('What', 'Wat'),
  outcome: text('Outcome', 'Uitkomst'),
  none: text('Nothing privileged was done yet.', 'Er is nog niets bevoorrechts gedaan.'),
  check: text('Verify the chain', 'Controleer de keten'),
} as const satisfies Record<string, Text>;

function parse(line: Line): Parsed<Wish> {
  const verify = line.options.has('verify');
  const [count, ...more] = line.words.filter((word) => !isFiller(word));
  const number = count === undefined ? usual : /^\d{1,4}$/.test(count.text) ? Number(count.text) : 0;
  if (more.length > 0 || number < 1 || number > most)
    return refuse(
      'bad-value',
      text(
        `audit takes a number of acts, from 1 to ${most}.`,
        `audit neemt een aantal handelingen, van 1 tot ${most}.`,
      ),
      ['audit', 'audit --verify'],
    );
  return parsed({ count: number, verify });
}

async function run({ count, verify }: Wish, { estate }: Context): Promise<AuditResult> {
  const { audit } = await estate();
  return {
    kind: 'audit',
    verification: verify ? await audit.verify() : null,
    entries: await audit.recent(count),
  };
}

function sheet({ entries }: AuditResult, language: Language): Table {
  return {
    kind: 'table',
    columns: [
      column('#', 'right'),
      ...[say.when, say.who, say.what, say.outcome, say.where].map((title) => column(title[language])),
    ],
    rows: entries.map(({ seq, at, who, where, what, outcome }) =>
      row(String(seq), spellTime(at), who, what, outcome, where),
    ),
  };
}

function verified(verification: AuditResult['verification'], language: Language): readonly Element[] {
  if (verification === null) return [];
  if (verification.kind === 'intact')
    return [
      {
        kind: 'note',
        tone: 'good',
        text: text(
          `The chain is intact: ${verification.rows} acts, and the last one has the hash ${verification.head}. Note that hash elsewhere to notice a chain that was cut short.`,
          `De keten is heel: ${verification.rows} handelingen, de laatste met hash ${verification.head}. Bewaar die hash elders om een ingekorte keten te merken.`,
        )[language],
      },
    ];
  return [
    {
      kind: 'note',
      tone: 'bad',
      text: text(
        `The chain is broken at act ${verification.seq} (${verification.reason}): what stands there and after it was changed by someone with access to the database.`,
        `De keten is verbroken bij handeling ${verification.seq} (${verification.reason}): wat daar en erna staat is gewijzigd door iemand met toegang tot de database.`,
      )[language],
    },
  ];
}

function view(result: AuditResult, language: Language, command: string): Card {
  const { entries, verification } = result;
  return card({
    title: say.title[language],
    tone: verification === null ? 'neutral' : verification.kind === 'intact' ? 'good' : 'bad',
    command,
    body: [
      ...verified(verification, language),
      entries.length === 0 ? { kind: 'paragraph', text: say.none[language] } : sheet(result, language),
    ],
    actions: verification === null ? [{ label: say.check[language], command: 'audit --verify' }] : [],
  });
}

const command: Command<Wish, AuditResult> = {
  name: 'audit',
  parse,
  run,
  line: ({ count, verify }) =>
    ['audit', count === usual ? '' : String(count), verify ? '--verify' : ''].filter(Boolean).join(' '),
  view,
  sheet,
};

export const audit = answering(command, { needs: () => 'admin', confidential: () => false, follow: () => null });
