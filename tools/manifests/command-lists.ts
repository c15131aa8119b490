import type { Language } from '../../src/catalog/text.ts';
import { slashCommands, slashForAll } from '../../src/channels/slack/app-surface.ts';
import { offeredCommands } from '../../src/channels/teams/app-surface.ts';
import { manual, type Page, pageOf } from '../../src/commands/manual.ts';

/** One slash command of a Slack manifest. */
export interface SlashEntry {
  readonly command: string;
  /** Where Slack sends it; absent with Socket Mode. */
  readonly url?: string;
  readonly description: string;
  readonly usage_hint: string;
  readonly should_escape: false;
}

/** What stands behind a command's name in the first line of its usage. */
function argumentsOf({ name, usage: [first = ''] }: Page): string {
  return first.startsWith(`${name} `) ? first.slice(name.length + 1) : '';
}

/** Every slash command that the Slack channel answers, in English: a Slack manifest knows one language. */
export function slashEntries(url: string | null): readonly SlashEntry[] {
  const where = url === null ? {} : { url };
  const own = slashCommands.map((name) => ({
    command: `/${name}`,
    ...where,
    description: pageOf(name).summary.en,
    usage_hint: argumentsOf(pageOf(name)),
    should_escape: false as const,
  }));
  return [
    ...own,
    {
      command: `/${slashForAll}`,
      ...where,
      description: 'Any question to Portolan, with the name of its command in front.',
      usage_hint: manual.map(({ name }) => name).join(' | '),
      should_escape: false,
    },
  ];
}

/** One entry of the command list that Teams shows beside the message box. */
export interface TeamsCommand {
  readonly title: string;
  readonly description: string;
}

/** Every command as Teams lists it, in one language. Titles are what gets typed, and so are the same in each. */
export function teamsCommands(language: Language): readonly TeamsCommand[] {
  return offeredCommands.map((name) => ({ title: name, description: pageOf(name).summary[language] }));
}
