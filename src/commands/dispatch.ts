import type { Language } from '../catalog/text.ts';
import { authorise } from './authorise.ts';
import type { Answer, Request } from './command.ts';
import type { Estate } from './estate.ts';
import type { Preferences } from './preferences.ts';
import { languageTyped, readLine } from './reading.ts';
import type { Refusal } from './refusal.ts';
import { registry } from './registry.ts';
import type { Reply } from './reply.ts';
import { keepCommon, settle } from './settle.ts';

/** Refusals of lines that were understood: their suggestions are not guesses at what was meant. */
function isSettled({ code }: Refusal): boolean {
  return code === 'not-allowed' || code === 'not-here' || code === 'unknown-name';
}

/** What dispatch needs of the process around it. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  now(): number;
  readonly preferences: Preferences | null;
  /** What lies beyond the catalog, opened when it is first asked for; null where this process may not reach it. */
  readonly estate: (() => Promise<Estate>) | null;
  /** Logs a fault and gives the reference under which it stands in the log. */
  report(error: unknown): string;
}

async function* inLanguageAll(answers: AsyncIterable<Answer>, language: Language): AsyncIterable<Answer> {
  for await (const answer of answers) yield inLanguage(answer, language);
}

/** The answer to a line that asks for a language: what it offers next asks for that language too. */
function inLanguage(answer: Answer, language: Language): Answer {
  const again = (line: string) => `${line} --lang ${language}`;
  const { follow } = answer;
  return {
    ...answer,
    command: again(answer.command),
    card(asked) {
      const shown = answer.card(asked);
      const actions = shown.actions.map((action) => ({ ...action, command: again(action.command) }));
      return { ...shown, command: again(shown.command), actions };
    },
    follow:
      follow === null
        ? null
        : { line: again(follow.line), items: (signal) => inLanguageAll(follow.items(signal), language) },
  };
}

/** What follows an answer, ending early where it fails: the fault is reported, and the last answer stands. */
function reporting(follow: Answer['follow'], { report }: Surroundings): Answer['follow'] {
  if (follow === null) return null;
  const { line } = follow;
  return {
    line,
    async *items(signal) {
      try {
        yield* follow.items(signal);
      } catch (error) {
        report(error);
      }
    },
  };
}

async function ask(request: Request, surroundings: Surroundings): Promise<Reply> {
  const language = languageTyped(request.text) ?? request.language;
  const refused = async (refusal: Refusal): Promise<Reply> => ({
    outcome: isSettled(refusal) ? refusal : await settle(refusal, request.text),
    language,
    page: 1,
  });
  const reading = readLine(request.text);
  if (reading.kind === 'refusal') return refused(reading);
  const command = await registry[reading.line.command]();
  const prepared = command.prepare(reading.line);
  if (prepared.kind === 'refusal') return refused(keepCommon(prepared, reading));
  const forbidden = await authorise(prepared, request, surroundings.estate);
  if (forbidden !== null) return refused(forbidden);
  const { actor, place } = request;
  const { preferences, estate } = surroundings;
  const outcome = await prepared.run({
    now: surroundings.now(),
    actor,
    place,
    preferences,
    estate: estate ?? (() => Promise.reject(new TypeError('a command without a level asked for the estate'))),
  });
  if (outcome.kind === 'refusal') return refused(keepCommon(outcome, reading));
  const quiet = { ...outcome, follow: reporting(outcome.follow, surroundings) };
  const answer = reading.language === null ? quiet : inLanguage(quiet, reading.language);
  return { outcome: answer, language, page: reading.page };
}

/**
 * The one way from a line to an answer, for people, buttons and schedules alike: finds the command, checks its options
 * and whether this person may do it, and lets it answer. What cannot be understood comes back as a refusal with suggestions. Never throws: a fault is
 * reported and comes back with its reference.
 */
export async function dispatch(request: Request, surroundings: Surroundings): Promise<Reply> {
  try {
    return await ask(request, surroundings);
  } catch (error) {
    return { outcome: { kind: 'fault', reference: surroundings.report(error) }, language: request.language, page: 1 };
  }
}
