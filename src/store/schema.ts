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

/** One row: the key with which the hub signs, its private part sealed. */
export interface HubKeyTable {
  id: number;
  public_key: string;
  sealed_private_key: string;
  created_at: number;
}

/** Tokens for enrolment, by the hash of their secret. */
export interface EnrolmentTable {
  token_hash: string;
  name: string;
  roles: string;
  created_by: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

/** Who may connect as a runner. A revoked one stays, since results and audit rows name it. */
export interface RunnerTable {
  id: string;
  name: string;
  roles: string;
  public_key: string;
  local: number;
  enrolled_at: number;
  enrolled_by: string;
  revoked_at: number | null;
  revoked_by: string | null;
}

/** How a runner is, one row beside each of the table above. */
export interface RunnerStateTable {
  runner_id: string;
  replica: string | null;
  connection: string | null;
  last_seen: number | null;
  software: string | null;
  facts: string | null;
  policy: string | null;
}

/** What one command line asked of runners. `ended` of its `total` jobs have a result. */
export interface ProbeRunTable {
  id: string;
  asked_by: string;
  place: string;
  command: string;
  created_at: number;
  finished_at: number | null;
  cancelled_at: number | null;
  cancelled_by: string | null;
  total: number;
  ended: number;
}

/** One probe that one runner is asked for. Without `runner_id` there was no runner of that name. */
export interface JobTable {
  id: string;
  run_id: string;
  position: number;
  runner_id: string | null;
  runner_name: string;
  state: string;
  flows: string;
  role: string;
  about: string;
  probe: string;
  probe_key: string;
  deadline_ms: number;
  attempts: number;
  lease_until: number | null;
  run_at: number;
  expires_at: number;
}

/** What became of a job, once. `seq` numbers the results of a run from 1 in the order in which they were committed. */
export interface ResultTable {
  job_id: string;
  run_id: string;
  seq: number;
  at: number;
  outcome: string;
}

/** The last result that a runner itself found of each probe. */
export interface LatestTable {
  runner_id: string;
  probe_key: string;
  probe: string;
  flows: string;
  role: string;
  about: string;
  run_id: string;
  at: number;
  outcome: string;
}

/** Rights, by the spelling of whom they belong to. */
export interface AccessTable {
  principal: string;
  level: string;
  granted_by: string;
  granted_at: number;
}

/** A message that fills in while work goes on, and until when somebody follows it. */
export interface LiveMessageTable {
  id: string;
  platform: string;
  tenant: string;
  conversation: string;
  message: string;
  asked_tenant: string;
  asked_user: string;
  language: string;
  line: string;
  reference: string;
  lease_until: number;
  created_at: number;
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
  hub_key: HubKeyTable;
  enrolment: EnrolmentTable;
  runner: RunnerTable;
  runner_state: RunnerStateTable;
  probe_run: ProbeRunTable;
  job: JobTable;
  result: ResultTable;
  latest: LatestTable;
  access: AccessTable;
  live_message: LiveMessageTable;
}

/** What every aggregate is made over, whichever engine stands below. */
export type Db = Kysely<Schema>;
