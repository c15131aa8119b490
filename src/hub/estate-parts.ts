import type { Text } from '../catalog/text.ts';
import type { Level, Principal } from '../commands/access.ts';
import type { Actor } from '../commands/actor.ts';
import type { Access } from '../store/access.ts';
import type { Audit } from '../store/audit.ts';
import type { HubParts } from './parts.ts';

/** What the estate stands on: the hub's own parts, and what the configuration says. */
export interface EstateParts extends Pick<HubParts, 'store' | 'wake' | 'key' | 'intervals' | 'now'> {
  readonly access: Access;
  readonly audit: Audit;
  /** Where runners reach this bot, such as `https://bot.contoso.com`; null where it does not know. */
  readonly hubUrl: string | null;
  /** Why this bot serves no runners; null where it does. */
  readonly unavailable: Text | null;
  /** Rights that the configuration gives, and that nobody can take away in chat: the first admins. */
  readonly configured: readonly { readonly principal: Principal; readonly level: Level }[];
  /** Ids of the groups that a person is in, as his platform tells. */
  groupsOf(actor: Actor): Promise<readonly string[]>;
}
