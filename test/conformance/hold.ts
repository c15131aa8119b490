import { conversation, nameOf, type Turn } from './conversation.ts';
import type { Channel, Person, Seen } from './person.ts';
import type { Whole } from './reading.ts';
import { createRecorder, type Heard, type Recorder } from './recorder.ts';

/** What became of one thing said or pressed. */
export interface Exchange {
  readonly kind: 'exchange';
  /** What the desk heard of it. */
  readonly heard: readonly Heard[];
  /** What the person saw first; of work that goes on, what was to be seen when it ended. */
  readonly seen: Seen;
  /** What the person saw in all, after turning every page. */
  readonly whole: Whole;
  /** What the desk heard when a page was turned, in order: forth to the last page, and one back. */
  readonly turned: readonly Heard[];
  /** The titles of the pages that were turned to. */
  readonly titles: readonly string[];
}

/** What a restart left. */
export interface Remembered {
  readonly kind: 'remembered';
  /** Questions that the desk heard meanwhile: none, unless something ran twice. */
  readonly heard: readonly Heard[];
  /** What the desk remembers of the person. */
  readonly recent: readonly string[];
  /** What the platform shows of that; null where it shows nothing. */
  readonly shown: readonly string[] | null;
}

/** What was said, heard and seen in one channel. */
export interface Transcript {
  readonly channel: Channel;
  /** In the order of the conversation. */
  readonly turns: ReadonlyMap<Turn, Exchange | Remembered>;
  /** What went wrong behind the desk. */
  readonly faults: readonly unknown[];
}

/** No answer has more pages, and a loop that turns them must end. */
const mostPages = 20;

function turnTo(seen: Seen, page: number): string | undefined {
  return seen.commands.find((command) => command.endsWith(` --page ${page}`));
}

/** Turns all pages of an answer, forth to the last and one back. */
async function readOn(first: Seen): Promise<Pick<Exchange, 'whole' | 'titles'>> {
  const pages: Seen[] = [first];
  let last = first;
  for (let page = 2; page <= mostPages; page += 1) {
    const command = turnTo(last, page);
    if (command === undefined) break;
    last = await last.press(command);
    pages.push(last);
  }
  const back = pages.length > 1 ? turnTo(last, pages.length - 1) : undefined;
  const again = back === undefined ? [] : [await last.press(back)];
  return {
    titles: [...pages.slice(1), ...again].map(({ title }) => title),
    whole: {
      text: pages.map(({ text }) => text).join(' '),
      commands: pages.flatMap(({ commands }) => commands),
      files: pages.flatMap(({ files }) => files),
    },
  };
}

type Spoken = Exclude<Turn, { readonly kind: 'restart' }>;

/** Says or presses what the turn asks; `said` is what was seen under each text that was typed before. */
async function speak(turn: Spoken, person: Person, said: ReadonlyMap<string, Seen>): Promise<Seen> {
  if (turn.kind === 'say') return person.say(turn.text);
  const under = said.get(turn.under);
  if (under === undefined) throw new TypeError(`nothing was seen under “${turn.under}”`);
  return under.press(turn.command, turn.times);
}

async function exchange(seen: Seen, heard: readonly Heard[], recorder: Recorder): Promise<Exchange> {
  const { whole, titles } = await readOn(seen);
  return { kind: 'exchange', heard, seen, whole, titles, turned: recorder.take() };
}

async function restart(person: Person, recorder: Recorder): Promise<Remembered> {
  await person.restart();
  const heard = recorder.take();
  return { kind: 'remembered', heard, recent: await recorder.recent(), shown: await person.recent() };
}

/** Holds the conversation in one channel, from its first word to the end of the bot. */
export async function hold(channel: Channel): Promise<Transcript> {
  const recorder = createRecorder();
  const person = await channel.open(recorder);
  const turns = new Map<Turn, Exchange | Remembered>();
  const said = new Map<string, Seen>();

  async function take(turn: Turn): Promise<Exchange | Remembered> {
    if (turn.kind === 'restart') return restart(person, recorder);
    if (turn.kind === 'say' && turn.holds !== undefined) recorder.hold(turn.holds);
    const first = await speak(turn, person, said);
    await recorder.settled();
    const heard = recorder.take();
    const changes = heard.at(-1)?.changes ?? 0;
    const seen = changes === 0 ? first : await first.after(changes);
    if (turn.kind === 'say') said.set(turn.text, seen);
    return exchange(seen, heard, recorder);
  }

  try {
    for (const turn of conversation)
      turns.set(
        turn,
        await take(turn).catch((cause: unknown) => {
          throw new Error(`${channel.name} stopped at ${nameOf(turn)}: ${cause}`, { cause });
        }),
      );
    return { channel, turns, faults: recorder.faults };
  } finally {
    await person.close();
  }
}
