import assert from 'node:assert/strict';
import { renderText } from '../../src/card/text.ts';
import type { FlowFacts } from '../../src/catalog/ports/facts.ts';
import { roles } from '../../src/catalog/role.ts';
import type { Language } from '../../src/catalog/text.ts';
import type { Answer } from '../../src/commands/command.ts';
import { dispatch, type Surroundings } from '../../src/commands/dispatch.ts';
import type { Refusal } from '../../src/commands/refusal.ts';
import { type Reply, replyCard } from '../../src/commands/reply.ts';
import { createFakeEstate, runner } from '../fakes/estate.ts';

const actor = { platform: 'terminal', tenant: '', user: 'tester' } as const;

/** An estate in which the asker is an admin, with a server, the local runner, and the runner that examples name. */
async function estate() {
  const principal = { kind: 'user', platform: 'terminal', tenant: '', id: 'tester' } as const;
  return createFakeEstate({
    grants: [{ principal, level: 'admin', by: 'configuration', at: null }],
    runners: [
      runner({ name: 'sync01', roles: ['connect'] }),
      runner({ name: 'wap01', roles: ['wap'] }),
      runner({ name: 'local', local: true, roles: roles.map(({ id }) => id) }),
    ],
  });
}

/** Surroundings in which a fault fails the test with its cause. */
const surroundings: Surroundings = {
  now: () => 0,
  preferences: null,
  estate,
  report(error) {
    throw error;
  },
};

/** What dispatch says to a line. */
export async function ask(text: string, language: Language = 'en'): Promise<Reply> {
  return dispatch({ text, language, actor, place: { conversation: '', privately: true } }, surroundings);
}

/** The answer to a line; fails where it is refused. */
export async function answer(text: string, language: Language = 'en'): Promise<Answer> {
  const { outcome } = await ask(text, language);
  assert.equal(outcome.kind, 'answer', `${text}: ${outcome.kind === 'refusal' ? outcome.message.en : outcome.kind}`);
  return outcome;
}

/** The refusal of a line; fails where it is answered. */
export async function refusal(text: string, language: Language = 'en'): Promise<Refusal> {
  const { outcome } = await ask(text, language);
  assert.equal(outcome.kind, 'refusal', `${text}: ${outcome.kind}`);
  return outcome;
}

/** What a terminal of 100 columns shows for a line. */
export async function shown(text: string, language: Language = 'en'): Promise<string> {
  const reply = await ask(text, language);
  return renderText(replyCard(reply), { width: 100, color: false, language: reply.language });
}

/** A flow on one line: `connect > dc 49152-65535 tcp/udp`; `-` where the source prints no transport. */
export function flowLine({
  from,
  to,
  ports,
  transports,
}: Pick<FlowFacts, 'from' | 'to' | 'ports' | 'transports'>): string {
  const spans = ports.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
  return `${from} > ${to} ${spans} ${transports.length === 0 ? '-' : transports.join('/')}`;
}
