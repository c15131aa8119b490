import type { Actor } from '../commands/actor.ts';
import type { Answer, Request } from '../commands/command.ts';
import { dispatch } from '../commands/dispatch.ts';
import type { Estate } from '../commands/estate.ts';
import type { Preferences } from '../commands/preferences.ts';
import type { Reply } from '../commands/reply.ts';
import type { PreferenceStore } from '../store/preferences.ts';
import type { RecentQuestions } from '../store/recent-questions.ts';

/**
 * Where every channel hands its questions in. Behind it stand the asker's preferences, the command core and the record
 * of what was asked; a channel knows none of them.
 */
export interface Desk {
  /** Answers a question. Never throws: a fault comes back as a reply with its reference. */
  ask(request: Request): Promise<Reply>;
  /** The same for a line that is still being typed: nothing is remembered of it, and it can change nothing. */
  preview(request: Request): Promise<Reply>;
  /** Asks in somebody's name how far the work is that they asked for: judged like their own question, and not remembered. */
  resume(request: Request): Promise<Reply>;
  /** What this person asked last, newest first, each line once. */
  recent(actor: Actor): Promise<readonly string[]>;
}

export interface DeskParts {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Logs a fault and gives the reference under which it stands in the log. */
  report(error: unknown): string;
  readonly preferences: PreferenceStore;
  readonly recentQuestions: RecentQuestions;
  /** Opens what lies beyond the catalog; null where this process has none of it. */
  readonly estate: (() => Promise<Estate>) | null;
}

/** Questions are offered again on start pages; acts are not. */
function mayRepeat({ needs }: Answer): boolean {
  return needs === null || needs === 'reader';
}

/**
 * A desk over the store. A store that fails costs the preference or the memory of a question, never its answer: the
 * fault is reported and the answer goes out in the platform's language.
 */
export function createDesk({ now, report, preferences, recentQuestions, estate }: DeskParts): Desk {
  const lasting: Preferences = {
    language: async (actor) => (await preferences.read(actor)).language,
    setLanguage: (actor, language) => preferences.change(actor, { language }),
  };

  async function orReport<Value>(work: Promise<Value>, otherwise: Value): Promise<Value> {
    try {
      return await work;
    } catch (error) {
      report(error);
      return otherwise;
    }
  }

  async function answer(request: Request, lastingly: boolean): Promise<Reply> {
    const chosen = await orReport(lasting.language(request.actor), null);
    const reachable = lastingly ? { preferences: lasting, estate } : { preferences: null, estate: null };
    return dispatch({ ...request, language: chosen ?? request.language }, { now, report, ...reachable });
  }

  return {
    preview: (request) => answer(request, false),
    resume: (request) => answer(request, true),

    async ask(request) {
      const reply = await answer(request, true);
      if (reply.outcome.kind === 'answer' && mayRepeat(reply.outcome))
        await orReport(recentQuestions.note(request.actor, reply.outcome.command), undefined);
      return reply;
    },

    async recent(actor) {
      const questions = await orReport(recentQuestions.list(actor), []);
      return questions.map(({ question }) => question);
    },
  };
}
