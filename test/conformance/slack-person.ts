import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { updateIntervalMs } from '../../src/channels/slack/pacer.ts';
import { type Bench, type Mode, openBench } from '../channels/slack/bench.ts';
import { elementsOf } from '../fakes/slack/block-rules.ts';
import { someone } from '../fakes/slack/fake-slack.ts';
import { assertInert, readingOf, titleOf } from '../fakes/slack/reading.ts';
import type { FakeEphemeral, FakeMessage } from '../fakes/slack/world.ts';
import { type Channel, filesPromised, oneLine, type Person, type Seen, unmarked } from './person.ts';

/** The ways to ask in Slack: a slash command, answered to the asker alone, or a direct message. */
type Surface = 'slash command' | 'direct message';

/** What Slack makes a link of in a message: addresses of pages and mailboxes, and names of hosts. */
const linked =
  /(?<page>https?:\/\/[^\s()[\]&|]+)|(?<mailbox>[\w.-]+@[\w.-]+\w)|(?<host>(?:[\w-]+\.)+(?:com|net|example))/gu;

/** How Slack hands on what was typed: three characters escaped, and in messages what it takes for an address marked. */
function asSlackSends(text: string, surface: Surface): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  if (surface === 'slash command') return escaped;
  return escaped
    .replace(linked, '<$<page>$<mailbox>$<host>>')
    .replace(/<([^<>]*)>/gu, (mark, address: string) =>
      address.includes('://') ? mark : `<${address.includes('@') ? 'mailto:' : 'http://'}${address}|${address}>`,
    );
}

const home = `D${someone.user.slice(1)}`;

/** Buttons of the answer and its pages; the channel's own tools are none of the card's. */
function buttonsOf({ blocks }: FakeMessage | FakeEphemeral) {
  return elementsOf(blocks).flatMap((element) =>
    element.type === 'button' && /^(?:command-\d+|page-(?:next|previous))$/.test(element.action_id)
      ? [{ id: element.action_id, command: element.value ?? '' }]
      : [],
  );
}

function createPerson({ slack }: Bench, surface: Surface): Omit<Person, 'restart' | 'close'> {
  // A slash command is answered to the asker alone, and work that goes on for everyone in the channel.
  const places: readonly (() => readonly (FakeMessage | FakeEphemeral)[])[] =
    surface === 'slash command'
      ? [() => slack.ephemerals(someone.user), () => slack.messages(someone.channel)]
      : [() => slack.messages(home)];

  async function see(message: FakeMessage | FakeEphemeral, filesBefore: number): Promise<Seen> {
    const { blocks, text: notification } = message;
    const text = oneLine(readingOf(blocks));
    const handed = (name: string) =>
      slack
        .files()
        .slice(filesBefore)
        .find((file) => file.filename === name && file.shared !== null);
    const files = await Promise.all(filesPromised(text).map((name) => slack.until(() => handed(name))));
    const buttons = buttonsOf(message);
    return {
      title: unmarked(titleOf(blocks)),
      text,
      commands: buttons.map(({ command }) => command),
      files: files.map(({ filename, content }) => ({ name: filename, text: content.replaceAll('\r\n', '\n') })),
      async press(command, times = 1) {
        const button = buttons.find((one) => one.command === command);
        if (button === undefined) throw new Error(`no button asks “${command}”`);
        const { updates } = message;
        const before = slack.files().length;
        const clicks = Array.from({ length: times }, () => slack.click(message, button.id));
        for (const { status } of await Promise.all(clicks)) assert.equal(status, 200);
        await slack.until(() => message.updates > updates);
        return see(message, before);
      },
      after: async (changes) => see(await slack.until(() => message.updates >= changes && message), filesBefore),
      assertInert: (typed) => assertInert(blocks, notification, typed),
    };
  }

  return {
    async say(text) {
      const before = places.map((answers) => answers().length);
      const filesBefore = slack.files().length;
      const sent = asSlackSends(text, surface);
      const { status } =
        surface === 'slash command' ? await slack.sendSlash('/portolan', sent) : await slack.sendDm(sent);
      assert.equal(status, 200);
      const answer = () => places.flatMap((answers, place) => answers()[before[place] ?? 0] ?? [])[0];
      return see(await slack.until(answer), filesBefore);
    },

    async recent() {
      const published = slack.calls('views.publish').length;
      await slack.openHome();
      await slack.until(() => slack.calls('views.publish').length > published);
      const { blocks } = (await slack.until(() => slack.home()))?.view ?? {};
      return elementsOf(Array.isArray(blocks) ? blocks : []).flatMap((element) =>
        element.type === 'button' && /^recent-\d+$/.test(element.action_id) ? [element.value ?? ''] : [],
      );
    },
  };
}

/** Slack by one of its two ways in, asked in one of the two ways. */
export function slackChannel(mode: Mode, surface: Surface): Channel {
  return {
    name: `Slack over ${mode === 'http' ? 'HTTP' : 'Socket Mode'}, by ${surface}`,
    surface: 'chat',
    async open(recorder) {
      const bench = await openBench({
        mode,
        desk: (database) => recorder.desk(database),
        parts: {
          async wait(ms, signal) {
            if (ms > updateIntervalMs) {
              await delay(ms, undefined, { signal });
              return;
            }
            // The second between two changes of a message passes on the bot's clock, and not here.
            signal.throwIfAborted();
            bench.clock.offset += ms;
          },
        },
      });
      const connected = async () => {
        if (mode === 'socket') await bench.slack.until(() => bench.slack.link.connections() === 1);
      };
      await connected();
      return {
        ...createPerson(bench, surface),
        async restart() {
          await bench.restart();
          await connected();
        },
        close: () => bench.close(),
      };
    },
  };
}
