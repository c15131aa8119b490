import type { Reference } from '../source.ts';
import type { Text } from '../text.ts';

/** What one place in one document says. */
export interface Statement {
  readonly says: Text;
  readonly reference: Reference;
}

/** A question that the documents, or two places of one document, answer differently. */
export interface Contradiction {
  readonly id: string;
  readonly subject: Text;
  /** At least two. */
  readonly statements: readonly Statement[];
  /** Index of the statement that answers follow. */
  readonly follows: number;
  /** Why that one. */
  readonly because: Text;
}

/** The statement that answers follow. */
export function followed(contradiction: Contradiction): Statement {
  const statement = contradiction.statements[contradiction.follows];
  if (statement === undefined) throw new TypeError(`${contradiction.id} follows no statement of its own`);
  return statement;
}
