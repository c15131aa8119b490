import type { Card, Table } from '../card/card.ts';
import type { Language } from '../catalog/text.ts';
import type { Actor } from './actor.ts';
import type { Line } from './line.ts';
import type { CommandName } from './manual.ts';
import type { Preferences } from './preferences.ts';
import type { Refusal } from './refusal.ts';

/** A question as a channel hands it in. */
export interface Request {
  readonly text: string;
  /** The language that the platform tells of the asker; `--lang` in the line overrides it. */
  readonly language: Language;
  readonly actor: Actor;
}

/** What a command may know of the world. Time comes in here and nowhere else. */
export interface Context {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly actor: Actor;
  /** What people have set for themselves; null where nothing is kept, as in a single `portolan ask`. */
  readonly preferences: Preferences | null;
}

export type Parsed<Arguments> = { readonly kind: 'parsed'; readonly arguments: Arguments } | Refusal;

/** A parsed line. */
export function parsed<Arguments>(args: Arguments): Parsed<Arguments> {
  return { kind: 'parsed', arguments: args };
}

/**
 * One command: typed arguments in, typed result out, and the views of that result. `parse`, `line` and the views are pure,
 * and so is `run` wherever it only reads the catalog; whatever can be wrong with a question is found by `parse`.
 */
export interface Command<Arguments, Result extends { readonly kind: string }> {
  readonly name: CommandName;
  parse(line: Line): Parsed<Arguments>;
  run(args: Arguments, context: Context): Result | Promise<Result>;
  /** The line that asks this again: what buttons, pages and schedules carry. */
  line(args: Arguments): string;
  /** The message a person reads. `command` is the line of the arguments. */
  view(result: Result, language: Language, command: string): Card;
  /** The same as one flat table, for spreadsheets. */
  sheet(result: Result, language: Language): Table;
}

/** An answered question. `result` is what scripts read; the card and the sheet are made when asked for. */
export interface Answer {
  readonly kind: 'answer';
  readonly name: CommandName;
  readonly command: string;
  readonly result: { readonly kind: string };
  card(language: Language): Card;
  sheet(language: Language): Table;
}

/** A command with its types closed over, as the registry holds it. */
export interface Answering {
  readonly name: CommandName;
  /** What is wrong with a line, without running it; null when it would be answered. */
  check(line: Line): Refusal | null;
  answer(line: Line, context: Context): Promise<Answer | Refusal>;
}

/** Closes a command: parse, run and view become one step from a line to an answer. */
export function answering<Arguments, Result extends { readonly kind: string }>(
  command: Command<Arguments, Result>,
): Answering {
  return {
    name: command.name,
    check(line) {
      const reading = command.parse(line);
      return reading.kind === 'refusal' ? reading : null;
    },
    async answer(line, context) {
      const reading = command.parse(line);
      if (reading.kind === 'refusal') return reading;
      const result = await command.run(reading.arguments, context);
      const asked = command.line(reading.arguments);
      return {
        kind: 'answer',
        name: command.name,
        command: asked,
        result,
        card: (language) => command.view(result, language, asked),
        sheet: (language) => command.sheet(result, language),
      };
    },
  };
}
