import { text } from '../catalog/text.ts';
import { type Level, levelSays, principalOf, reaches, spellPrincipal } from './access.ts';
import type { Actor } from './actor.ts';
import type { Prepared, Request } from './command.ts';
import type { Estate } from './estate.ts';
import { type Refusal, refuse } from './refusal.ts';

function forbid(actor: Actor, needed: Level, held: Level | null): Refusal {
  const who = spellPrincipal(principalOf(actor));
  const has = held === null ? text('none', 'geen') : text(held, held);
  const { en, nl } = levelSays[needed];
  return refuse(
    'not-allowed',
    text(
      `This takes the level ${needed} (${en}), and you have ${has.en}. Ask an admin for: grant ${who} ${needed}`,
      `Hiervoor is het niveau ${needed} nodig (${nl}) en u hebt ${has.nl}. Vraag een beheerder om: grant ${who} ${needed}`,
    ),
    // Who has no level may not ask for it either.
    held === null ? ['help'] : ['access', 'help'],
  );
}

const elsewhere = refuse(
  'not-here',
  text(
    'This cannot be done from here: ask it in Slack, in Teams, or at the prompt of “portolan start”.',
    'Dit kan hier niet: vraag het in Slack, in Teams, of achter de prompt van “portolan start”.',
  ),
  ['help'],
);

const inPrivate = refuse(
  'not-here',
  text(
    'The answer is a secret for you alone, and everyone can read along here: ask me in a conversation of just the two of us.',
    'Het antwoord is een geheim voor u alleen en hier leest iedereen mee: vraag het in een gesprek met alleen ons tweeën.',
  ),
);

/** Where a question was asked, as the audit keeps it. */
function placeOf({ actor, place }: Request): string {
  return `${actor.platform}:${actor.tenant}/${place.conversation}`;
}

/**
 * Whether this person may do this here: null when so, else the refusal. Acts from the level operator on are written to
 * the audit first, allowed or denied; where that fails, this fails, and nothing is done.
 */
export async function authorise(
  { needs, audience, command }: Prepared,
  request: Request,
  openEstate: (() => Promise<Estate>) | null,
): Promise<Refusal | null> {
  if (audience === 'asker' && !request.place.privately) return inPrivate;
  if (needs === null) return null;
  if (openEstate === null) return elsewhere;
  const { rights, audit } = await openEstate();
  const held = await rights.levelOf(request.actor);
  const allowed = reaches(held, needs);
  if (needs !== 'reader')
    await audit.append({
      who: spellPrincipal(principalOf(request.actor)),
      where: placeOf(request),
      what: command,
      outcome: allowed ? 'allowed' : 'denied',
    });
  return allowed ? null : forbid(request.actor, needs, held);
}
