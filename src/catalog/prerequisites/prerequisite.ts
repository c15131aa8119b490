import type { RoleId } from '../role.ts';
import type { Reference } from '../source.ts';
import type { Text } from '../text.ts';
import type { Applies } from './applies.ts';
import type { AreaId } from './area.ts';
import type { Verify } from './verify.ts';

/**
 * How binding an item is, in the words of its document:
 * - `required`: it must be so ("must", "need", "required", "ensure").
 * - `unsupported`: it must not be so ("isn't supported", "must not", "can't").
 * - `recommended`: the document advises it.
 * - `optional`: allowed, and left to the reader.
 * - `note`: worth knowing; nothing to do.
 */
export const severities = ['required', 'unsupported', 'recommended', 'optional', 'note'] as const;

export type Severity = (typeof severities)[number];

/** One thing that a document asks for, rules out, advises, allows or points out before an installation. */
export interface Prerequisite {
  /** Kebab-case, unique in the catalog. */
  readonly id: string;
  /** Its subject; the heading that it was printed under is in `source`. */
  readonly area: AreaId;
  /** The part of the estate that has to meet it. */
  readonly role: RoleId;
  readonly severity: Severity;
  /** The item itself, in one or two sentences. For `unsupported` it names what must not be. */
  readonly requirement: Text;
  readonly verify: Verify;
  readonly applies: Applies;
  /** `place` is the section heading that it stands under. */
  readonly source: Reference;
}
