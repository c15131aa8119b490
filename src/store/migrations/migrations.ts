import type { Migration } from 'kysely/migration';
import { conversations } from './0001-conversations.ts';
import { installations } from './0002-installations.ts';
import { replay } from './0003-replay.ts';
import { preferences } from './0004-preferences.ts';
import { recentQuestions } from './0005-recent-questions.ts';
import { audit } from './0006-audit.ts';
import { runners } from './0007-runners.ts';
import { probeRuns } from './0008-probe-runs.ts';
import { access } from './0009-access.ts';
import { liveMessages } from './0010-live-messages.ts';

/**
 * Every migration by the name under which databases remember it, run in the order of these names. A name or a migration
 * that was released never changes; a new one goes at the end.
 */
export const migrations = {
  '0001-conversations': conversations,
  '0002-installations': installations,
  '0003-replay': replay,
  '0004-preferences': preferences,
  '0005-recent-questions': recentQuestions,
  '0006-audit': audit,
  '0007-runners': runners,
  '0008-probe-runs': probeRuns,
  '0009-access': access,
  '0010-live-messages': liveMessages,
} as const satisfies Record<string, Migration>;
