import type { Card } from '../../src/card/card.ts';
import type { Language, Text } from '../../src/catalog/text.ts';
import { createDesk, type Desk } from '../../src/channels/desk.ts';
import { type Level, principalOf, spellPrincipal } from '../../src/commands/access.ts';
import type { Actor } from '../../src/commands/actor.ts';
import type { Answer, Request } from '../../src/commands/command.ts';
import type { RefusalCode } from '../../src/commands/refusal.ts';
import { type Reply, replyCard } from '../../src/commands/reply.ts';
import type { Database } from '../../src/store/database.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { createRecentQuestions } from '../../src/store/recent-questions.ts';
import { createTestEstate } from './estate.ts';

/** What a question came to, as far as no channel may make a difference to it. */
export type Typed =
  | {
      readonly kind: 'answer';
      readonly command: string;
      readonly language: Language;
      readonly result: unknown;
    }
  | {
      readonly kind: 'refusal';
      readonly code: RefusalCode;
      readonly message: Text;
      readonly suggestions: readonly string[];
      readonly language: Language;
    }
  | { readonly kind: 'fault'; readonly language: Language };

/** One question that reached the desk, and what it came to in the end. */
export interface Heard {
  /** The line as the channel handed it in. */
  readonly text: string;
  readonly page: number;
  readonly typed: Typed;
  readonly card: Card;
  /** How many answers took the place of the first while its work went on. */
  readonly changes: number;
}

/** Listens at the desk that a channel asks. */
export interface Recorder {
  /** A real desk over a store, which remembers what it is asked. */
  desk(database: Database): Desk;
  /** Gives whoever asks from now on this level, and no other. */
  hold(level: Level | null): void;
  /** Waits until no work goes on, and what it came to was shown. */
  settled(): Promise<void>;
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

/** Tasks that a run is seen to finish before the others do. */
const firstTasks = 4;

/** Who asked, and where, by the same words in every channel. */
function anonymous(value: unknown, { actor, place }: Request): unknown {
  const here = `${actor.platform}:${actor.tenant}/${place.conversation}`;
  const json = JSON.stringify(value)
    .replaceAll(spellPrincipal(principalOf(actor)), 'the asker')
    .replaceAll(JSON.stringify(here), '"here"');
  return JSON.parse(json);
}

function typedOf({ outcome, language }: Reply, request: Request): Typed {
  switch (outcome.kind) {
    case 'answer':
      return { kind: 'answer', command: outcome.command, language, result: anonymous(outcome.result, request) };
    case 'refusal': {
      const { code, message, suggestions } = outcome;
      const who = spellPrincipal(principalOf(request.actor));
      const told = { en: message.en.replaceAll(who, 'the asker'), nl: message.nl.replaceAll(who, 'the asker') };
      return { kind: 'refusal', code, message: told, suggestions, language };
    }
    case 'fault':
      return { kind: 'fault', language };
  }
}

/**
 * A recorder for which it is always today, so that every channel tells the same times. What the store keeps moves on a
 * second whenever its clock is read, so that the last question can be told from the one before.
 */
export function createRecorder(): Recorder {
  const heard: Heard[] = [];
  const faults: unknown[] = [];
  const { estate, proceed } = createTestEstate(today);
  let held: Level | null = null;
  let going: Promise<unknown> = Promise.resolve();
  let time = today;
  let asker: Actor | null = null;
  let latest: Desk | null = null;
  const now = () => {
    time += 1_000;
    return time;
  };

  function grantTo(actor: Actor): void {
    const principal = principalOf(actor);
    const spelt = spellPrincipal(principal);
    const others = estate.grants.filter((one) => spellPrincipal(one.principal) !== spelt);
    const own = held === null ? [] : [{ principal, level: held, by: 'configuration', at: null }];
    estate.grants.splice(0, estate.grants.length, ...own, ...others);
  }

  /** Lets work go on in two steps, and hears each answer that a channel takes. */
  function watched(reply: Reply, answer: Answer, tell: (reply: Reply) => void): Reply {
    const { follow } = answer;
    if (follow === null) return reply;
    const shown = Promise.withResolvers<void>();
    going = shown.promise;
    return {
      ...reply,
      outcome: {
        ...answer,
        follow: {
          line: follow.line,
          async *items(signal) {
            try {
              await proceed(firstTasks);
              for await (const next of follow.items(signal)) {
                tell({ ...reply, outcome: next });
                yield next;
                await proceed();
              }
            } finally {
              shown.resolve();
            }
          },
        },
      },
    };
  }

  return {
    faults,
    hold(level) {
      held = level;
    },
    settled: async () => void (await going),
    desk(database) {
      const desk = createDesk({
        now: () => today,
        report(error) {
          faults.push(error);
          return 'TEST';
        },
        preferences: createPreferences(database.db, now),
        recentQuestions: createRecentQuestions(database.db, now, rememberedQuestions),
        estate: async () => estate,
      });
      latest = desk;
      return {
        ...desk,
        async ask(request) {
          asker = request.actor;
          grantTo(request.actor);
          const reply = await desk.ask(request);
          const at = heard.length;
          const note = (told: Reply, changes: number) => {
            const entry = {
              text: request.text,
              page: told.page,
              typed: typedOf(told, request),
              card: replyCard(told),
              changes,
            };
            heard[at] = entry;
          };
          note(reply, 0);
          if (reply.outcome.kind !== 'answer') return reply;
          let changes = 0;
          return watched(reply, reply.outcome, (next) => {
            changes += 1;
            note(next, changes);
          });
        },
      };
    },
    take: () => heard.splice(0),
    recent: async () => (asker === null || latest === null ? [] : latest.recent(asker)),
  };
}
