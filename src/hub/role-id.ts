import * as v from 'valibot';
import { type RoleId, roles } from '../catalog/role.ts';

/** The id of a role of the catalog. */
export const roleId = v.picklist(roles.map(({ id }) => id));

/** Those of some texts that are roles of the catalog; an older or newer version may have stored others. */
export function knownRoles(texts: readonly string[]): readonly RoleId[] {
  return texts.filter((text): text is RoleId => v.is(roleId, text));
}
