import type { Recorder } from './recorder.ts';

/** A file that was handed over beside an answer. */
export interface SeenFile {
  readonly name: string;
  readonly text: string;
}

/** A message of the bot as a person has it before them, whatever the platform. */
export interface Seen {
  /** Without the mark that stands for its tone. */
  readonly title: string;
  /** All there is to read, top to bottom, the title first; runs of blanks and line breaks are one blank. */
  readonly text: string;
  /** Command lines of the buttons that belong to the answer and its pages; none where there are no buttons. */
  readonly commands: readonly string[];
  readonly files: readonly SeenFile[];
  /** Presses the button of a command line, `times` times at once, and gives what is to be seen then. */
  press(command: string, times?: number): Promise<Seen>;
  /** The same message once it was changed so many times. */
  after(changes: number): Promise<Seen>;
  /** Fails when anything in the message could become a mention, a link, markup or an invisible character. */
  assertInert(typed: string): void;
}

/** Somebody who talks to the bot. Every wait has a deadline and fails with what was waited for. */
export interface Person {
  say(text: string): Promise<Seen>;
  /** What the platform shows of the questions asked last, newest first; null where it shows none. */
  recent(): Promise<readonly string[] | null>;
  /** Stops the bot, which finishes what it does, and starts another over the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A way to talk to the bot. */
export interface Channel {
  readonly name: string;
  /** Whether an answer is cut into pages and has buttons; a terminal shows all of it at once and takes typed lines. */
  readonly surface: 'chat' | 'terminal';
  /** Starts a bot that asks this recorder's desk, and gives somebody who talks to it. */
  open(recorder: Recorder): Promise<Person>;
}

/** Text with every run of blanks and line breaks as one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** A title without the mark that chat puts before it. */
export function unmarked(title: string): string {
  return title.replace(/^(?:ℹ️|✅|⚠️|❌) /u, '');
}

/** The files that an answer says it comes with. */
export function filesPromised(text: string): readonly string[] {
  return [...text.matchAll(/📎 .*? (?:attached as|bijgevoegd als) (\S+)/gu)].map(([, name = '']) => name);
}
