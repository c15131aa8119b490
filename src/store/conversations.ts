import { type Selectable, sql } from 'kysely';
import * as v from 'valibot';
import type { Clock } from './clock.ts';
import { type JsonObject, jsonText } from './json.ts';
import { type Platform, platforms } from './person.ts';
import { parseRow } from './row.ts';
import type { ConversationTable, Db } from './schema.ts';

/** What kind of chat: one person, a few, or a channel of a team. */
export const scopes = ['personal', 'group', 'channel'] as const;

export type Scope = (typeof scopes)[number];

/** Which chat: `tenant` is the Slack team or the Entra tenant, `conversation` the platform's own id within it. */
export interface ConversationKey {
  readonly platform: Platform;
  readonly tenant: string;
  readonly conversation: string;
}

/** A chat and how to write to it unasked. */
export interface Conversation extends ConversationKey {
  readonly scope: Scope;
  /** Where Teams takes messages for it; null on Slack. The channel checks the host again before it sends a token. */
  readonly serviceUrl: string | null;
  /** The channel's own serialisable reference, which the channel parses again. */
  readonly reference: JsonObject;
}

/** A chat as the store knows it. */
export interface KnownConversation extends Conversation {
  /** Milliseconds since the epoch; of the last install, where the app left in between. */
  readonly installedAt: number;
  /** When the app was removed; null while it is there. */
  readonly leftAt: number | null;
}

/** The chats that the bot may write to. */
export interface Conversations {
  /** Saves a new chat, or what changed of a known one; one that was left counts as installed anew. */
  save(conversation: Conversation): Promise<void>;
  /** Notes that the app was removed. False when the chat is unknown or was left before. */
  leave(key: ConversationKey): Promise<boolean>;
  find(key: ConversationKey): Promise<KnownConversation | undefined>;
  /** Chats of a platform that the app has not left, by install. */
  present(platform: Platform): Promise<readonly KnownConversation[]>;
}

const conversationRow = v.object({
  platform: v.picklist(platforms),
  tenant: v.string(),
  conversation: v.string(),
  scope: v.picklist(scopes),
  service_url: v.nullable(v.string()),
  reference: jsonText,
  installed_at: v.number(),
  left_at: v.nullable(v.number()),
});

function read(row: Selectable<ConversationTable>): KnownConversation {
  const parsed = parseRow('conversation', conversationRow, row);
  const { service_url: serviceUrl, installed_at: installedAt, left_at: leftAt, ...same } = parsed;
  return { ...same, serviceUrl, installedAt, leftAt };
}

/** Makes the store of chats over an open database. */
export function createConversations(db: Db, clock: Clock): Conversations {
  return {
    async save({ platform, tenant, conversation, scope, serviceUrl, reference }) {
      const row = { scope, service_url: serviceUrl, reference: JSON.stringify(reference) };
      await db
        .insertInto('conversation')
        .values({ platform, tenant, conversation, ...row, installed_at: clock(), left_at: null })
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'tenant', 'conversation'])
            .doUpdateSet({
              ...row,
              installed_at: sql`case when conversation.left_at is null
                then conversation.installed_at else excluded.installed_at end`,
              left_at: null,
            })
            // Most chats are saved again as they are, with every message: that writes nothing and so waits for no disk.
            .where(sql<boolean>`conversation.scope <> excluded.scope
              or conversation.service_url is distinct from excluded.service_url
              or conversation.reference <> excluded.reference
              or conversation.left_at is not null`),
        )
        .execute();
    },

    async leave({ platform, tenant, conversation }) {
      const result = await db
        .updateTable('conversation')
        .set({ left_at: clock() })
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('conversation', '=', conversation)
        .where('left_at', 'is', null)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    async find({ platform, tenant, conversation }) {
      const row = await db
        .selectFrom('conversation')
        .selectAll()
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('conversation', '=', conversation)
        .executeTakeFirst();
      return row && read(row);
    },

    async present(platform) {
      const rows = await db
        .selectFrom('conversation')
        .selectAll()
        .where('platform', '=', platform)
        .where('left_at', 'is', null)
        .orderBy('installed_at')
        .orderBy('tenant')
        .orderBy('conversation')
        .execute();
      return rows.map(read);
    },
  };
}
