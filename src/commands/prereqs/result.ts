import type { Applies } from '../../catalog/prerequisites/applies.ts';
import type { AreaId } from '../../catalog/prerequisites/area.ts';
import type { Prerequisite } from '../../catalog/prerequisites/prerequisite.ts';
import type { RoleId } from '../../catalog/role.ts';
import type { SourceFacts } from '../../catalog/source.ts';
import type { Text } from '../../catalog/text.ts';

/** What a prereqs question narrows to. Without role and area it asks for the overview, or, with `all`, for every item. */
export interface PrereqsQuery {
  readonly role: RoleId | null;
  readonly area: AreaId | null;
  readonly requiredOnly: boolean;
  readonly all: boolean;
}

/** A prerequisite as scripts read it. */
export interface PrerequisiteFacts
  extends Pick<Prerequisite, 'id' | 'area' | 'role' | 'severity' | 'requirement' | 'verify'> {
  /** Null in every estate; else the feature or the case, and in words when it matters. */
  readonly applies: { readonly when: Exclude<Applies, { kind: 'always' }>; readonly label: Text } | null;
  readonly source: SourceFacts;
}

/** The prerequisites that a question asks for, most binding first within an area. */
export interface PrereqsResult {
  readonly kind: 'prereqs';
  readonly role: RoleId | null;
  readonly area: AreaId | null;
  readonly requiredOnly: boolean;
  /** Whether people see every item or, at first, how many there are of what. */
  readonly shown: 'items' | 'overview';
  readonly items: readonly PrerequisiteFacts[];
}
