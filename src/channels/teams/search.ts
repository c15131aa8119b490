import type { Language } from '../../catalog/text.ts';
import { fold } from '../../commands/grammar/words.ts';
import { type CommandName, commandWords, pageOf } from '../../commands/manual.ts';
import { type Reply, replyCard } from '../../commands/reply.ts';
import type { Desk } from '../desk.ts';
import { show } from './pages.ts';
import type { Found, Searched } from './transport.ts';

/** Commands that are tried on what was typed, most likely first. Each answers or refuses; a refusal is no result. */
const tried = [
  'ports',
  'explain',
  'endpoints',
  'prereqs',
  'sizing',
  'changes',
] as const satisfies readonly CommandName[];

/** More than fill the list without scrolling; each bears a whole card, and Teams takes some 500 KB of them. */
const maxResults = 8;

/** Before anything is typed: what this person asked last, else the first example of each command tried. */
async function suggestions(desk: Desk, searched: Searched): Promise<readonly string[]> {
  const recent = await desk.recent(searched.actor);
  return recent.length > 0
    ? recent
    : tried.flatMap((name) =>
        pageOf(name)
          .examples.slice(0, 1)
          .map(({ line }) => line),
      );
}

/** The second line of a result: the first sentence of the answer. */
function firstLine(reply: Reply): string {
  const first = replyCard(reply).body.find(({ kind }) => kind === 'paragraph');
  return first?.kind === 'paragraph' ? first.text : '';
}

/**
 * The lines that a typed text may stand for. Only a line that names one of the commands tried is asked as it is: typing
 * in a search box must never change anything, as `lang nl` would.
 */
function readings(typed: string): readonly string[] {
  const named = commandWords.get(fold(typed.split(' ')[0] ?? ''));
  if (tried.some((name) => name === named)) return [typed];
  return tried.map((name) => `${name} ${typed}`);
}

/**
 * What a search in the message extension finds: the answers to what was typed, as each command would read it, each
 * command line once.
 */
export async function search(desk: Desk, searched: Searched, language: Language): Promise<readonly Found[]> {
  const lines = searched.initial ? await suggestions(desk, searched) : readings(searched.text);
  const limit = Math.min(searched.limit, maxResults);
  const found = new Map<string, Found>();
  for (const text of lines) {
    if (found.size >= limit) break;
    const reply = await desk.preview({
      text,
      language,
      actor: searched.actor,
      place: { conversation: '', privately: false },
    });
    const { outcome } = reply;
    if (outcome.kind !== 'answer' || found.has(outcome.command)) continue;
    const { card, summary } = show(reply).message;
    found.set(outcome.command, { title: summary, text: firstLine(reply), card });
  }
  return [...found.values()];
}
