import type { Text } from '../catalog/text.ts';

/** Why a line cannot be understood. */
export type RefusalCode =
  | 'empty-line'
  | 'line-too-long'
  | 'unknown-command'
  | 'unknown-word'
  | 'ambiguous-word'
  | 'unknown-option'
  | 'bad-option'
  | 'bad-value'
  | 'missing-word'
  | 'too-many-words'
  // Understood, and naming something that is not there: a runner, a run.
  | 'unknown-name'
  // Understood, and not this person's to do.
  | 'not-allowed'
  // Understood, and not in this conversation.
  | 'not-here';

/**
 * The answer to a line that is not answered: one clear sentence, and whole command lines that would be. It is a value,
 * since mistyping is not a fault.
 */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: RefusalCode;
  readonly message: Text;
  /** Command lines to run instead, nearest first. */
  readonly suggestions: readonly string[];
}

/** A refusal with its parts. */
export function refuse(code: RefusalCode, message: Text, suggestions: readonly string[] = []): Refusal {
  return { kind: 'refusal', code, message, suggestions: [...new Set(suggestions)] };
}
