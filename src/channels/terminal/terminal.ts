import { createInterface, type Interface } from 'node:readline';
import type { Language } from '../../catalog/text.ts';
import type { Actor } from '../../commands/actor.ts';
import { complete } from '../../commands/complete.ts';
import { type Reply, replyCard } from '../../commands/reply.ts';
import type { Desk } from '../desk.ts';
import { openHistory } from './history.ts';
import { untilDone } from './live.ts';
import { renderOn, type Screen } from './render.ts';

/** What a terminal session needs. */
export interface Session {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: Screen;
  readonly actor: Actor;
  readonly language: Language;
  readonly desk: Desk;
  /** Where questions are remembered from session to session; only an interactive session does. */
  readonly historyFile: string;
}

const farewells: ReadonlySet<string> = new Set(['exit', 'quit', 'bye', 'stop', ':q']);

async function answer(session: Session, text: string, signal: AbortSignal): Promise<Reply> {
  const { actor, language, output, desk } = session;
  const first = await desk.ask({ text, language, actor, place: { conversation: '', privately: true } });
  const reply = await untilDone(first, output, signal);
  output.write(renderOn(output, replyCard(reply), reply.language));
  return reply;
}

function isFarewell(line: string): boolean {
  return farewells.has(line.trim().toLowerCase().replace(/^\//, ''));
}

/**
 * Reads questions until the input ends or someone says `exit`. On a terminal it is a prompt with history and
 * completion; otherwise each line gets one answer and there is no prompt. Gives the exit code of the worst line: 0, 2
 * where one could not be understood, 1 after a fault.
 */
export async function runTerminal(session: Session): Promise<number> {
  return session.input.isTTY && session.output.isTTY ? runPrompt(session) : runPiped(session);
}

const exitCodes = { answer: 0, refusal: 2, fault: 1 } as const satisfies Record<Reply['outcome']['kind'], number>;

/** Piped input is answered to the end. */
const never = new AbortController().signal;

async function runPiped(session: Session): Promise<number> {
  const reader = createInterface({ input: session.input, crlfDelay: Number.POSITIVE_INFINITY });
  const codes = new Set<number>();
  for await (const line of reader) {
    if (line.trim() === '') continue;
    if (isFarewell(line)) break;
    if (codes.size > 0) session.output.write('\n');
    codes.add(exitCodes[(await answer(session, line, never)).outcome.kind]);
  }
  reader.close();
  return codes.has(1) ? 1 : codes.has(2) ? 2 : 0;
}

const greetings = {
  en: 'Portolan answers what hybrid identity needs: try “ports adfs wap”, “sizing 250000” or “help”. “exit” leaves.\n\n',
  nl: 'Portolan beantwoordt wat hybride identiteit nodig heeft: probeer “ports adfs wap”, “sizing 250000” of “help”. “exit” sluit af.\n\n',
} as const satisfies Record<Language, string>;

async function runPrompt(session: Session): Promise<number> {
  const history = await openHistory(session.historyFile);
  const reader: Interface = createInterface({
    input: session.input,
    output: session.output,
    prompt: 'portolan> ',
    history: [...history.lines],
    historySize: history.size,
    removeHistoryDuplicates: true,
    completer: (line: string) => {
      const { candidates, partial } = complete(line);
      // The only candidate is the word, so the next one may follow.
      return [candidates.length === 1 ? candidates.map((word) => `${word} `) : [...candidates], partial];
    },
  });
  let following: AbortController | null = null;
  session.output.write(greetings[session.language]);
  // Ctrl-C stops waiting for work that goes on, or drops what was typed; on an empty line it leaves, as Ctrl-D does.
  reader.on('SIGINT', () => {
    if (following !== null) following.abort();
    else if (reader.line === '') reader.close();
    else {
      session.output.write('\n');
      reader.write(null, { ctrl: true, name: 'u' });
      reader.prompt();
    }
  });
  let closed = false;
  // Ctrl-D leaves, also while work goes on: what is known of it is still shown.
  reader.on('close', () => {
    closed = true;
    following?.abort();
  });
  reader.prompt();
  for await (const line of reader) {
    if (isFarewell(line)) break;
    if (line.trim() !== '') {
      session.output.write('\n');
      following = new AbortController();
      await answer(session, line, following.signal);
      following = null;
      session.output.write('\n');
      await history.add(line);
    }
    // A reader that was closed meanwhile fails to prompt.
    if (closed) break;
    reader.prompt();
  }
  reader.close();
  session.output.write('\n');
  return 0;
}
