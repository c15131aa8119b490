import type { ActionsBlock, PlainTextOption } from '@slack/types';
import * as v from 'valibot';
import { shorten } from '../../card/split-text.ts';
import { editions } from '../../catalog/ports/edition.ts';
import { type Language, text } from '../../catalog/text.ts';
import type { Answer } from '../../commands/command.ts';

/** Action ids of what the channel adds to an answer. Those of the answer itself are the renderer's. */
export const toolIds = {
  share: 'share',
  edition: 'edition',
  explain: 'explain',
  openSizing: 'open-sizing',
  openAsk: 'open-ask',
} as const;

const say = {
  share: text('Share in channel', 'Delen in kanaal'),
  edition: text('Edition', 'Editie'),
  merged: text('All editions', 'Alle edities'),
  explain: text('Explain a port', 'Leg een poort uit'),
  size: text('Size an estate…', 'Omvang bepalen…'),
} as const;

/** Slack's limits of an option and of a button's value. */
const maxOptionValue = 150;
const maxValue = 2000;
/** Ports that can be asked about: with more the message would come near Slack's limit on its size. */
const maxPorts = 20;

const portsResult = v.object({
  kind: v.literal('ports'),
  edition: v.nullable(v.string()),
  flows: v.array(v.object({ ports: v.array(v.tuple([v.number(), v.number()])) })),
});

function plain(words: string) {
  return { type: 'plain_text', text: shorten(words, 75), emoji: false } as const;
}

function option(label: string, value: string): PlainTextOption {
  return { text: plain(label), value };
}

function editionSelect(command: string, current: string | null, language: Language) {
  const bare = command.replace(/ --edition (?:"[^"]*"|\S+)/u, '');
  const all = option(say.merged[language], bare);
  const options = [all, ...editions.map(({ id }) => option(id, `${bare} --edition ${id}`))];
  if (options.some(({ value }) => (value ?? '').length > maxOptionValue)) return [];
  const chosen = options.find(({ text: { text: label } }) => label === current) ?? all;
  return [
    {
      type: 'static_select',
      action_id: toolIds.edition,
      placeholder: plain(say.edition[language]),
      options,
      initial_option: chosen,
    } as const,
  ];
}

function explainSelect(ports: readonly number[], language: Language) {
  const first = [...new Set(ports)].sort((a, b) => a - b).slice(0, maxPorts);
  if (first.length === 0) return [];
  const options = first.map((port) => option(String(port), `explain ${port}`));
  return [
    { type: 'static_select', action_id: toolIds.explain, placeholder: plain(say.explain[language]), options } as const,
  ];
}

function button(id: string, label: string, value: string) {
  return { type: 'button', action_id: id, text: plain(label), value } as const;
}

/** The line of an answer with the page of it that is shown. */
export function lineOfPage({ command }: Pick<Answer, 'command'>, page: number): string {
  return page > 1 ? `${command} --page ${page}` : command;
}

/**
 * What can be done with an answer in Slack beside its own buttons: share it (where only the asker sees it), switch the
 * edition, have a port explained, open the sizing form. Every value is a command line. Null when there is nothing.
 */
export function toolsOf(
  answer: Answer,
  { language, page, share }: { readonly language: Language; readonly page: number; readonly share: boolean },
): ActionsBlock | null {
  const line = lineOfPage(answer, page);
  const ports = v.safeParse(portsResult, answer.result);
  const elements = [
    ...(share && line.length <= maxValue ? [button(toolIds.share, say.share[language], line)] : []),
    ...(ports.success ? editionSelect(answer.command, ports.output.edition, language) : []),
    ...(ports.success
      ? explainSelect(
          ports.output.flows.flatMap((flow) => flow.ports.flatMap(([from, to]) => (from === to ? [from] : []))),
          language,
        )
      : []),
    ...(answer.name === 'sizing' ? [button(toolIds.openSizing, say.size[language], 'sizing')] : []),
  ];
  return elements.length === 0 ? null : { type: 'actions', block_id: 'tools', elements };
}
