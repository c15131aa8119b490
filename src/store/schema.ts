import type { Kysely } from 'kysely';

/*
 * The tables as both engines store them: times are integer milliseconds since the epoch, JSON is text, booleans are 0
 * and 1, ids are text. Texts with a closed set of values are `string` here, since the database does not know the set:
 * each aggregate parses them when it reads.
 */

/** A chat that the bot may write to: how to reach it again, and since when. */
export interface ConversationTable {
  platform: string;
  tenant: string;
  conversation: string;
  scope: string;
  service_url: string | null;
  reference: string;
  installed_at: number;
  left_at: number | null;
}

/** What a workspace or organisation granted to the app, sealed. */
export interface InstallationTable {
  id: string;
  owner_kind: string;
  enterprise: string | null;
  installed_by: string;
  sealed_grant: string;
  installed_at: number;
  updated_at: number;
}

/** Requests that were seen, by the digest of their key. */
export interface ReplayTable {
  digest: string;
  first_seen: number;
  expires_at: number;
}

/** What a person chose; null where nothing was chosen. */
export interface PreferenceTable {
  platform: string;
  tenant: string;
  user_id: string;
  language: string | null;
  edition: string | null;
  cloud: string | null;
  updated_at: number;
}

/** A person's last questions, each once. */
export interface RecentQuestionTable {
  platform: string;
  tenant: string;
  user_id: string;
  digest: string;
  question: string;
  asked_at: number;
}

/** The audit chain, one row an act. */
export interface AuditTable {
  seq: number;
  at: number;
  who: string;
  place: string;
  what: string;
  outcome: string;
  prev_hash: string;
  hash: string;
}

/** One row: the end of the audit chain. */
export interface AuditHeadTable {
  id: number;
  seq: number;
  hash: string;
}

/** Every table by its name. */
export interface Schema {
  conversation: ConversationTable;
  installation: InstallationTable;
  replay: ReplayTable;
  preference: PreferenceTable;
  recent_question: RecentQuestionTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
}

/** What every aggregate is made over, whichever engine stands below. */
export type Db = Kysely<Schema>;
