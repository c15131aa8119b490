import { startTeamsBot } from '../fakes/teams/bot.ts';
import { assertInert } from '../fakes/teams/naughty.ts';
import {
  buttonsOf,
  createPlayground,
  type Playground,
  places,
  readingOf,
  type Shown,
} from '../fakes/teams/playground.ts';
import { type Channel, filesPromised, oneLine, type Person, type Seen, type SeenFile, unmarked } from './person.ts';

function titleOf(card: unknown): string {
  if (typeof card !== 'object' || card === null || !('body' in card) || !Array.isArray(card.body)) return '';
  return oneLine(readingOf(card.body[0]));
}

/** The title of a message that carries a part of a file, `📎 name (1/2)`, and the part. */
const filePart = /^📎 (?<name>\S+)(?: \(\d+\/(?<count>\d+)\))?\n(?<text>.*)$/su;

function createPerson(teams: Playground): Omit<Person, 'restart' | 'close'> {
  const count = () => teams.messages(places.personal).length;

  async function partAt(at: number): Promise<SeenFile & { readonly parts: number }> {
    const {
      name = '',
      count: parts = '1',
      text = '',
    } = filePart.exec(readingOf((await teams.next(places.personal, at)).card))?.groups ?? {};
    return { name, text, parts: Number(parts) };
  }

  /** The file whose first part is the message at this place, and the place behind its last. */
  async function fileAt(at: number): Promise<{ readonly file: SeenFile; readonly behind: number }> {
    const { name, text, parts } = await partAt(at);
    const texts = [text];
    for (let part = 1; part < parts; part += 1) texts.push((await partAt(at + part)).text);
    return { file: { name, text: texts.join('\n') }, behind: at + parts };
  }

  /** As many files as an answer promises, in the messages from this place on. */
  async function filesFrom(start: number, promised: number): Promise<readonly SeenFile[]> {
    if (promised === 0) return [];
    const { file, behind } = await fileAt(start);
    return [file, ...(await filesFrom(behind, promised - 1))];
  }

  async function see(message: Shown, after: number): Promise<Seen> {
    const { card } = message;
    const text = oneLine(readingOf(card));
    const commands = buttonsOf(card).map(({ command }) => command);
    return {
      title: unmarked(titleOf(card)),
      text,
      commands,
      files: await filesFrom(after, filesPromised(text).length),
      async press(command, times = 1) {
        if (!commands.includes(command)) throw new Error(`no button asks “${command}”`);
        const before = count();
        const [given] = await Promise.all(Array.from({ length: times }, () => teams.click(message, command)));
        // Words stand for an answer in a message of its own; a card takes the place of the old one.
        if (typeof given === 'string') return see(await teams.next(places.personal, before), before + 1);
        return see({ ...message, card: given }, before);
      },
      async after(changes) {
        return see(await teams.changedTimes(message, changes), after);
      },
      assertInert: (typed) => assertInert(card, typed),
    };
  }

  return {
    async say(text) {
      const before = count();
      return see(await teams.say('personal', text), before + 1);
    },
    recent: async () => (await teams.search('')).map(({ title }) => unmarked(title)),
  };
}

/** Teams: the Agents Playground, which drives the real adapter over HTTP. */
export const teamsChannel: Channel = {
  name: 'Teams, in the Agents Playground',
  surface: 'chat',
  async open(recorder) {
    const bot = await startTeamsBot({ desk: (database) => recorder.desk(database) });
    const teams = await createPlayground(bot.endpoint).catch(async (error: unknown) => {
      await bot.stop();
      throw error;
    });
    return {
      ...createPerson(teams),
      restart: () => bot.restart(),
      async close() {
        await teams.close();
        await bot.stop();
      },
    };
  },
};
