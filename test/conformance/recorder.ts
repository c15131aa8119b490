import type { Card } from '../../src/card/card.ts';
import type { Language, Text } from '../../src/catalog/text.ts';
import { createDesk, type Desk } from '../../src/channels/desk.ts';
import type { Actor } from '../../src/commands/actor.ts';
import type { RefusalCode } from '../../src/commands/refusal.ts';
import { type Reply, replyCard } from '../../src/commands/reply.ts';
import type { Database } from '../../src/store/database.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { createRecentQuestions } from '../../src/store/recent-questions.ts';

/** What a question came to, as far as no channel may make a difference to it. */
export type Typed =
  | {
      readonly kind: 'answer';
      readonly command: string;
      readonly language: Language;
      readonly result: { readonly kind: string };
    }
  | {
      readonly kind: 'refusal';
      readonly code: RefusalCode;
      readonly message: Text;
      readonly suggestions: readonly string[];
      readonly language: Language;
    }
  | { readonly kind: 'fault'; readonly language: Language };

/** One question that reached the desk. */
export interface Heard {
  /** The line as the channel handed it in. */
  readonly text: string;
  readonly page: number;
  readonly typed: Typed;
  readonly card: Card;
}

/** Listens at the desk that a channel asks. */
export interface Recorder {
  /** A real desk over a store, which remembers what it is asked. */
  desk(database: Database): Desk;
  /** What was asked since the last time. */
  take(): readonly Heard[];
  /** What the desk remembers of whoever asked last, newest first. */
  recent(): Promise<readonly string[]>;
  /** What went wrong behind the desk: nothing, in a sound bot. */
  readonly faults: readonly unknown[];
}

/** The day on which every conversation is held; answers that look ahead in time begin here. */
export const today = Date.UTC(2026, 0, 15);

/** What the bot remembers of each person. */
export const rememberedQuestions = 10;

function typedOf({ outcome, language }: Reply): Typed {
  switch (outcome.kind) {
    case 'answer':
      return { kind: 'answer', command: outcome.command, language, result: outcome.result };
    case 'refusal':
      return { ...outcome, language };
    case 'fault':
      return { kind: 'fault', language };
  }
}

/** A recorder whose clock begins today and moves on a second whenever it is read, so that two runs tell the same times. */
export function createRecorder(): Recorder {
  const heard: Heard[] = [];
  const faults: unknown[] = [];
  let time = today;
  let asker: Actor | null = null;
  let latest: Desk | null = null;
  const now = () => {
    time += 1_000;
    return time;
  };

  return {
    faults,
    desk(database) {
      const desk = createDesk({
        now,
        report(error) {
          faults.push(error);
          return 'TEST';
        },
        preferences: createPreferences(database.db, now),
        recentQuestions: createRecentQuestions(database.db, now, rememberedQuestions),
        estate: null,
      });
      latest = desk;
      return {
        ...desk,
        async ask(request) {
          asker = request.actor;
          const reply = await desk.ask(request);
          heard.push({ text: request.text, page: reply.page, typed: typedOf(reply), card: replyCard(reply) });
          return reply;
        },
      };
    },
    take: () => heard.splice(0),
    recent: async () => (asker === null || latest === null ? [] : latest.recent(asker)),
  };
}
