import type { Card } from '../card/card.ts';
import { visible } from '../card/visible.ts';
import { type Language, text } from '../catalog/text.ts';
import { untilDone } from '../channels/terminal/live.ts';
import type { Answer } from '../commands/command.ts';
import { dispatch } from '../commands/dispatch.ts';
import { replyCard } from '../commands/reply.ts';
import type { Database } from '../store/database.ts';
import type { Asked, Format } from './arguments.ts';
import { reportTo } from './fault.ts';
import { jsonText } from './json.ts';
import { shellLanguage } from './language.ts';
import { shellActor } from './shell-actor.ts';
import { createShellEstate, type ShellEstate } from './shell-estate.ts';
import type { Streams } from './streams.ts';

/** The file that an answer makes, as it is; null where it makes none. */
function rawOf({ body }: Card): string | null {
  const files = body.flatMap((element) => (element.kind === 'code' ? [element.text] : []));
  return files.length === 0 ? null : files.join('\n');
}

/** An answer in the asked form; null where it has no such form. */
async function printed(
  answer: Answer,
  language: Language,
  format: Format,
  output: Streams['output'],
): Promise<string | null> {
  switch (format) {
    case 'json':
      return jsonText(answer.result);
    case 'csv':
      return (await import('../card/csv.ts')).renderCsv(answer.sheet(language));
    case 'markdown':
      return (await import('../card/markdown.ts')).renderMarkdown(answer.card(language), { language });
    case 'raw':
      return rawOf(answer.card(language));
    case 'text':
      return (await import('../channels/terminal/render.ts')).renderOn(output, answer.card(language), language);
  }
}

type Question = Extract<Asked, { kind: 'ask' }>;

/** The store that the configuration names, opened when it is first asked for. */
function createShellStore() {
  let opened: Promise<Database> | null = null;
  return {
    async open() {
      const [{ openStore }, { loadConfig }] = await Promise.all([import('../bot/store.ts'), import('../config.ts')]);
      opened ??= openStore(loadConfig());
      return opened;
    },
    async close() {
      await (await opened?.catch(() => null))?.close();
    },
  };
}

/** Answers one question on standard output; what cannot be understood goes to standard error, with suggestions. */
export async function ask(question: Question, streams: Streams): Promise<number> {
  const store = createShellStore();
  const beyond = createShellEstate(store.open, streams);
  try {
    return await answer(question, streams, beyond);
  } finally {
    await beyond.close();
    await store.close();
  }
}

async function answer({ text: question, format }: Question, streams: Streams, beyond: ShellEstate): Promise<number> {
  const first = await dispatch(
    { text: question, language: shellLanguage(), actor: shellActor(), place: { conversation: '', privately: true } },
    { now: Date.now, report: reportTo(streams.error), preferences: null, estate: beyond.estate },
  );
  const reply = await untilDone(first, streams.error, new AbortController().signal);
  const { outcome, language } = reply;
  if (outcome.kind === 'answer') {
    const shown = await printed(outcome, language, format, streams.output);
    if (shown === null) {
      streams.error.write(`portolan: --raw prints the file that “export” makes; this answer makes none.\n`);
      return 2;
    }
    streams.output.write(shown);
    return 0;
  }
  if (outcome.kind === 'fault') {
    streams.error.write(`portolan: ${replyCard(reply).title}\n`);
    return 1;
  }
  const { suggestions } = outcome;
  // Where nothing resembles what was typed, the only suggestion is the help.
  const understood = outcome.code === 'not-allowed' || outcome.code === 'not-here';
  const near = !understood && suggestions.some((line) => !line.startsWith('help'));
  const mean = near ? text('Did you mean', 'Bedoelde u') : text('Try', 'Probeer');
  streams.error.write(`portolan: ${visible(outcome.message[language])}\n`);
  if (suggestions.length > 0) streams.error.write(`${mean[language]}: ${suggestions.map(visible).join('\n  or: ')}\n`);
  return 2;
}
