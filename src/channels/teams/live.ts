import * as v from 'valibot';
import type { Answer } from '../../commands/command.ts';
import type { Reply } from '../../commands/reply.ts';
import { scopes } from '../../store/conversations.ts';
import type { LiveMessage } from '../../store/live-messages.ts';
import { fillIn } from '../fill-in.ts';
import type { Followed, GoOn, LiveKeeper } from '../live-keeper.ts';
import type { Deliveries, Standing } from './deliveries.ts';
import { show } from './pages.ts';
import type { Delivery, Event, Transport } from './transport.ts';

/** Work that goes on, shown as one message that fills in. */
export interface Live {
  /** Whether there is more to come after a reply. */
  isOngoing(reply: Reply): boolean;
  /** Fills in the message that shows the first reply. Teams waits for no request that long. */
  follow(asked: Pick<Event, 'actor' | 'reference'>, message: string, first: Reply): Promise<void>;
  /** Goes on with a message that another process posted. */
  readonly goOn: GoOn;
}

export interface LiveParts {
  readonly transport: Pick<Transport, 'send' | 'update'>;
  readonly keeper: Pick<LiveKeeper, 'keep'>;
  readonly deliveries: Deliveries;
  /** Ends the following of work when the bot stops. */
  readonly signal: AbortSignal;
}

/** Teams' answers to a change of a message that is gone, or where the bot is no more. */
const gone: ReadonlySet<number> = new Set([403, 404, 410]);

function ongoing({ outcome }: Reply) {
  return outcome.kind === 'answer' ? outcome.follow : null;
}

/** Whether a message that shows this, or should, needs nothing more. */
function followedTo(delivery: Delivery, shown: Reply): Followed {
  if (delivery.kind === 'refused' && gone.has(delivery.status)) return 'done';
  const told = delivery.kind === 'sent' || delivery.kind === 'refused';
  return told && ongoing(shown) === null ? 'done' : 'unfinished';
}

const storedReference = v.object({
  serviceUrl: v.string(),
  scope: v.picklist(scopes),
  bot: v.object({ id: v.string(), name: v.string() }),
});

/** A stored message where it stands; null where it was stored in a form that this version does not know. */
function standingOf({ tenant, conversation, message, reference: stored }: LiveMessage): Standing | null {
  const parsed = v.safeParse(storedReference, stored);
  return parsed.success ? { reference: { ...parsed.output, tenant, conversation }, message } : null;
}

/** Follows work in messages. The transport changes a message at most once a second. */
export function createLive({ transport, keeper, deliveries, signal }: LiveParts): Live {
  /** Changes the message to what a reply shows; its files come with the last state. */
  async function put(standing: Standing, reply: Reply): Promise<{ readonly followed: Followed }> {
    const { reference, message } = standing;
    const shown = show(reply);
    const delivery = await transport.update(reference, message, shown.message);
    deliveries.note(standing, 'progress', delivery);
    const followed = followedTo(delivery, reply);
    if (followed === 'done' && delivery.kind === 'sent') {
      // The request that asked was answered long ago, and with it ended what could reply to it.
      const files = { files: shown.files, language: reply.language };
      await deliveries.handOver(standing, files, (below) => transport.send(reference, below));
    }
    return { followed };
  }

  async function fill(standing: Standing, first: Reply): Promise<Followed> {
    const following = ongoing(first);
    if (following === null) return 'unfinished';
    const show = (outcome: Answer) => put(standing, { ...first, outcome });
    return (await fillIn(following, { first: { followed: 'unfinished' }, show, signal })).followed;
  }

  return {
    isOngoing: (reply) => ongoing(reply) !== null,

    async follow({ actor, reference }, message, first) {
      const line = ongoing(first)?.line;
      if (line === undefined) return;
      const { serviceUrl, tenant, conversation, scope, bot } = reference;
      const key = { platform: 'teams', tenant, conversation, message } as const;
      const stored = { ...key, asker: actor, language: first.language, line, reference: { serviceUrl, scope, bot } };
      await keeper.keep(stored, () => fill({ reference, message }, first));
    },

    async goOn(message, reply) {
      const standing = standingOf(message);
      if (standing === null) return 'done';
      const { followed } = await put(standing, reply);
      return followed === 'done' ? 'done' : fill(standing, reply);
    },
  };
}
