import type { List } from '../../card/card.ts';
import { type Contradiction, followed } from '../../catalog/contradictions/contradiction.ts';
import { type SourceFacts, sourceFacts } from '../../catalog/source.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';

/** A contradiction as scripts read it. */
export interface ContradictionFacts {
  readonly id: string;
  readonly subject: Text;
  readonly statements: readonly { readonly says: Text; readonly followed: boolean; readonly source: SourceFacts }[];
  /** Index of the statement that answers follow. */
  readonly follows: number;
  readonly because: Text;
}

/** A contradiction as plain JSON. */
export function contradictionFacts(contradiction: Contradiction): ContradictionFacts {
  const { id, subject, statements, follows, because } = contradiction;
  const one = followed(contradiction);
  return {
    id,
    subject,
    statements: statements.map((statement) => ({
      says: statement.says,
      followed: statement === one,
      source: sourceFacts(statement.reference),
    })),
    follows,
    because,
  };
}

/** The statement that answers follow, in words. */
export function followedWords({ statements }: ContradictionFacts, language: Language): string {
  return statements.find((statement) => statement.followed)?.says[language] ?? '';
}

/** What the places say, one item for each different statement; the followed one is marked and says why. */
export function contradictionList(contradiction: ContradictionFacts, language: Language): List {
  const groups = Map.groupBy(contradiction.statements, ({ says }) => says[language]);
  const items = [...groups].map(([says, statements]) => {
    const places = statements.map(({ source }) =>
      [source.title, source.date, source.place].filter((part) => part !== '').join(', '),
    );
    const said = `${says} (${places.join('; ')})`;
    return statements.some((statement) => statement.followed)
      ? `${text('Followed', 'Gevolgd')[language]}: ${said}. ${contradiction.because[language]}`
      : said;
  });
  return { kind: 'list', ordered: false, items };
}
