import type { Clock } from './clock.ts';
import { digest } from './digest.ts';
import type { Person } from './person.ts';
import type { Db } from './schema.ts';
import { storable } from './storable.ts';

/** A question that was asked, and when (milliseconds since the epoch). */
export interface RecentQuestion {
  readonly question: string;
  readonly askedAt: number;
}

/** The last questions of each person, for the start page of a chat app. */
export interface RecentQuestions {
  /** Notes a question. One asked before moves to the front. */
  note(person: Person, question: string): Promise<void>;
  /** The last questions, newest first, each once. */
  list(person: Person): Promise<readonly RecentQuestion[]>;
}

/** Makes the store of questions over an open database; it keeps the last `keep` different ones of each person. */
export function createRecentQuestions(db: Db, clock: Clock, keep: number): RecentQuestions {
  const of = ({ platform, tenant, user }: Person) => ({ platform, tenant, user_id: user });

  return {
    async note(person, question) {
      const text = storable(question);
      const asked_at = clock();
      await db
        .insertInto('recent_question')
        .values({ ...of(person), digest: digest(text), question: text, asked_at })
        .onConflict((conflict) =>
          conflict.columns(['platform', 'tenant', 'user_id', 'digest']).doUpdateSet({ asked_at }),
        )
        .execute();
      // No transaction: what a crash leaves over, the next question takes away, and two at once cannot deadlock.
      await db
        .deleteFrom('recent_question')
        .where((row) => row.and(of(person)))
        .where('asked_at', '<', (row) =>
          row
            .selectFrom('recent_question')
            .select('asked_at')
            .where((inner) => inner.and(of(person)))
            .orderBy('asked_at', 'desc')
            .limit(1)
            .offset(keep - 1),
        )
        .execute();
    },

    async list(person) {
      const rows = await db
        .selectFrom('recent_question')
        .select(['question', 'asked_at as askedAt'])
        .where((row) => row.and(of(person)))
        .orderBy('asked_at', 'desc')
        .orderBy('digest')
        .limit(keep)
        .execute();
      return rows;
    },
  };
}
