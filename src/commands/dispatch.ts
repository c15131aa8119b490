import type { Language } from '../catalog/text.ts';
import type { Answer, Request } from './command.ts';
import type { Preferences } from './preferences.ts';
import { languageTyped, readLine } from './reading.ts';
import type { Refusal } from './refusal.ts';
import { registry } from './registry.ts';
import type { Reply } from './reply.ts';
import { keepCommon, settle } from './settle.ts';

/** What dispatch needs of the process around it. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  now(): number;
  readonly preferences: Preferences | null;
  /** Logs a fault and gives the reference under which it stands in the log. */
  report(error: unknown): string;
}

/** The answer to a line that asks for a language: what it offers next asks for that language too. */
function inLanguage(answer: Answer, language: Language): Answer {
  const again = (line: string) => `${line} --lang ${language}`;
  return {
    ...answer,
    command: again(answer.command),
    card(asked) {
      const shown = answer.card(asked);
      const actions = shown.actions.map((action) => ({ ...action, command: again(action.command) }));
      return { ...shown, command: again(shown.command), actions };
    },
  };
}

async function ask(request: Request, surroundings: Surroundings): Promise<Reply> {
  const language = languageTyped(request.text) ?? request.language;
  const refused = async (refusal: Refusal): Promise<Reply> => ({
    outcome: await settle(refusal, request.text),
    language,
    page: 1,
  });
  const reading = readLine(request.text);
  if (reading.kind === 'refusal') return refused(reading);
  const command = await registry[reading.line.command]();
  const context = { now: surroundings.now(), actor: request.actor, preferences: surroundings.preferences };
  const outcome = await command.answer(reading.line, context);
  if (outcome.kind === 'refusal') return refused(keepCommon(outcome, reading));
  const answer = reading.language === null ? outcome : inLanguage(outcome, reading.language);
  return { outcome: answer, language, page: reading.page };
}

/**
 * The one way from a line to an answer, for people, buttons and schedules alike: finds the command, checks its options,
 * and lets it answer. What cannot be understood comes back as a refusal with suggestions. Never throws: a fault is
 * reported and comes back with its reference.
 */
export async function dispatch(request: Request, surroundings: Surroundings): Promise<Reply> {
  try {
    return await ask(request, surroundings);
  } catch (error) {
    return { outcome: { kind: 'fault', reference: surroundings.report(error) }, language: request.language, page: 1 };
  }
}
