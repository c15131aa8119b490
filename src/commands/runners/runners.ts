import { text } from '../../catalog/text.ts';
import { answering, type Command, type Context } from '../command.ts';
import { nearest } from '../grammar/nearest.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type RunnersQuery, readRunners, spellRunners } from './query.ts';
import type { RunnersResult } from './result.ts';
import { runnersSheet } from './sheet.ts';
import { viewRunners } from './view.ts';

function unknown(name: string, known: readonly string[], line: (other: string) => string): Refusal {
  const near = nearest(name, known);
  const list =
    known.length === 0
      ? text('none is enrolled yet', 'er is er nog geen ingeschreven')
      : text(`there are ${known.join(', ')}`, `er zijn ${known.join(', ')}`);
  return refuse(
    'unknown-name',
    text(`There is no runner “${name}”; ${list.en}.`, `Er is geen runner “${name}”; ${list.nl}.`),
    near.length > 0 ? near.map(line) : ['runners'],
  );
}

async function run(query: RunnersQuery, { now, actor, estate }: Context): Promise<RunnersResult | Refusal> {
  const { runners } = await estate();
  switch (query.kind) {
    case 'list':
      return { kind: 'runners', at: now, runners: await runners.list() };
    case 'show': {
      const all = await runners.list();
      const runner = all.find(({ name }) => name === query.name);
      const names = all.map(({ name }) => name);
      return runner === undefined
        ? unknown(query.name, names, (name) => `runners ${name}`)
        : { kind: 'runner', at: now, runner };
    }
    case 'enroll': {
      const invited = await runners.invite({ name: query.name, roles: query.roles, by: actor });
      if (invited.kind === 'invited') return { kind: 'runner-invited', at: now, invitation: invited.invitation };
      if (invited.kind === 'unavailable') return refuse('not-here', invited.reason, ['runners']);
      return refuse(
        'unknown-name',
        text(
          `There is a runner “${query.name}” already: choose another name, or revoke it first.`,
          `Er is al een runner “${query.name}”: kies een andere naam of trek die eerst in.`,
        ),
        [`runners ${query.name}`, `runners revoke ${query.name}`],
      );
    }
    case 'revoke': {
      const became = await runners.revoke(query.name, actor);
      if (became === 'revoked') return { kind: 'runner-revoked', name: query.name };
      if (became === 'local')
        return refuse(
          'unknown-name',
          text(
            'The local runner is part of the bot and cannot be revoked; it probes loopback only.',
            'De lokale runner is deel van de bot en kan niet worden ingetrokken; die test alleen loopback.',
          ),
          ['runners'],
        );
      const names = (await runners.list()).map(({ name }) => name);
      return unknown(query.name, names, (name) => `runners revoke ${name}`);
    }
  }
}

const command: Command<RunnersQuery, RunnersResult> = {
  name: 'runners',
  parse: readRunners,
  run,
  line: spellRunners,
  view: viewRunners,
  sheet: runnersSheet,
};

export const runners = answering(command, {
  needs: ({ kind }) => (kind === 'list' || kind === 'show' ? 'reader' : 'admin'),
  confidential: ({ kind }) => kind === 'enroll',
  follow: () => null,
});
