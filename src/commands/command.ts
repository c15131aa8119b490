import type { Card, Table } from '../card/card.ts';
import type { Language } from '../catalog/text.ts';
import type { Level } from './access.ts';
import type { Actor } from './actor.ts';
import type { Estate } from './estate.ts';
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
  readonly place: Place;
}

/** Where a question was asked. */
export interface Place {
  /** The conversation's id on its platform; empty where there is none, as in a terminal. */
  readonly conversation: string;
  /** Whether an answer can be shown there to the asker alone. */
  readonly privately: boolean;
}

/** What a command may know of the world. Time comes in here and nowhere else. */
export interface Context {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly actor: Actor;
  readonly place: Place;
  /** What people have set for themselves; null where nothing is kept, as in a single `portolan ask`. */
  readonly preferences: Preferences | null;
  /** Runners, probes, rights and the audit. Fails where this process has none: only a command that needs a level may ask. */
  estate(): Promise<Estate>;
}

export type Parsed<Arguments> = { readonly kind: 'parsed'; readonly arguments: Arguments } | Refusal;

/** A parsed line. */
export function parsed<Arguments>(args: Arguments): Parsed<Arguments> {
  return { kind: 'parsed', arguments: args };
}

/**
 * One command: typed arguments in, typed result out, and the views of that result. `parse`, `line` and the views are pure,
 * and so is `run` wherever it only reads the catalog. What can be wrong with a question is found by `parse`, and by `run`
 * only where it takes the estate to know (a runner of that name).
 */
export interface Command<Arguments, Result extends { readonly kind: string }> {
  readonly name: CommandName;
  parse(line: Line): Parsed<Arguments>;
  run(args: Arguments, context: Context): Result | Refusal | Promise<Result | Refusal>;
  /** The line that asks this again: what buttons, pages and schedules carry. */
  line(args: Arguments): string;
  /** The message a person reads. `command` is the line of the arguments. */
  view(result: Result, language: Language, command: string): Card;
  /** The same as one flat table, for spreadsheets. */
  sheet(result: Result, language: Language): Table;
}

/** Work that goes on behind an item that was given already. */
export interface Following<Item> {
  /** The line that asks how far the work is: by it another process can go on following. */
  readonly line: string;
  /** The items that take the first one's place, the last one final; they end early when `signal` is aborted. */
  items(signal: AbortSignal): AsyncIterable<Item>;
}

/** What a command that leaves the catalog says of its lines besides. */
export interface Reach<Arguments, Result> {
  /** The least level that may do this; null where everyone may. From `operator` on every line is an audited act. */
  needs(args: Arguments): Level | null;
  /** Whether the answer is for the asker's eyes only. */
  confidential(args: Arguments): boolean;
  /** The results that take the place of one whose work goes on; null where it is the last itself. */
  follow(result: Result, context: Context): Following<Result> | null;
}

/** Whether a command's answer is for everyone or for the asker alone. */
export type Audience = 'everyone' | 'asker';

/** An answered question. `result` is what scripts read; the card and the sheet are made when asked for. */
export interface Answer {
  readonly kind: 'answer';
  readonly name: CommandName;
  readonly command: string;
  readonly audience: Audience;
  /** The level that it took; null where everyone may ask. */
  readonly needs: Level | null;
  readonly result: { readonly kind: string };
  card(language: Language): Card;
  sheet(language: Language): Table;
  /** The answers that take this one's place while its work goes on; null where it is final. */
  readonly follow: Following<Answer> | null;
}

/** A line that is understood and not yet run. */
export interface Prepared {
  readonly kind: 'prepared';
  /** The line in its own spelling. */
  readonly command: string;
  readonly needs: Level | null;
  readonly audience: Audience;
  run(context: Context): Promise<Answer | Refusal>;
}

/** A command with its types closed over, as the registry holds it. */
export interface Answering {
  readonly name: CommandName;
  /** Reads a line without running it. */
  prepare(line: Line): Prepared | Refusal;
}

const withinCatalog = { needs: () => null, confidential: () => false, follow: () => null } as const;

async function* mapped<From, To>(items: AsyncIterable<From>, change: (item: From) => To): AsyncIterable<To> {
  for await (const item of items) yield change(item);
}

/** The same work, its items made into others. */
function followingAs<From, To>(following: Following<From> | null, change: (item: From) => To): Following<To> | null {
  if (following === null) return null;
  return { line: following.line, items: (signal) => mapped(following.items(signal), change) };
}

function isRefusal(result: { readonly kind: string } | Refusal): result is Refusal {
  return result.kind === 'refusal';
}

/** Closes a command: parse, run and view become two steps from a line to an answer, between which dispatch authorises. */
export function answering<Arguments, Result extends { readonly kind: string }>(
  command: Command<Arguments, Result>,
  reach: Reach<Arguments, Result> = withinCatalog,
): Answering {
  return {
    name: command.name,
    prepare(line) {
      const reading = command.parse(line);
      if (reading.kind === 'refusal') return reading;
      const args = reading.arguments;
      const asked = command.line(args);
      const needs = reach.needs(args);
      const audience = reach.confidential(args) ? 'asker' : 'everyone';

      function answerOf(result: Result, context: Context): Answer {
        return {
          kind: 'answer',
          name: command.name,
          command: asked,
          audience,
          needs,
          result,
          card: (language) => command.view(result, language, asked),
          sheet: (language) => command.sheet(result, language),
          follow: followingAs(reach.follow(result, context), (next) => answerOf(next, context)),
        };
      }

      return {
        kind: 'prepared',
        command: asked,
        needs,
        audience,
        async run(context) {
          const result = await command.run(args, context);
          return isRefusal(result) ? result : answerOf(result, context);
        },
      };
    },
  };
}
