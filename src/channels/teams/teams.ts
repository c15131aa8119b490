import { setTimeout as sleep } from 'node:timers/promises';
import { type IRouter, type RequestHandler, Router } from 'express';
import type { Card } from '../../card/card.ts';
import { renderTeams } from '../../card/teams.ts';
import type { Language } from '../../catalog/text.ts';
import type { Actor } from '../../commands/actor.ts';
import type { TeamsConfig } from '../../config/teams.ts';
import type { Log } from '../../log.ts';
import type { Conversation, Conversations } from '../../store/conversations.ts';
import type { LiveMessages } from '../../store/live-messages.ts';
import type { Replay } from '../../store/replay.ts';
import type { Desk } from '../desk.ts';
import { createLiveKeeper } from '../live-keeper.ts';
import { converse } from './conversation.ts';
import { referenceOf } from './conversation-reference.ts';
import { createDeliveries } from './deliveries.ts';
import { createGroups } from './groups.ts';
import { createLive } from './live.ts';
import { createOnce } from './once.ts';
import type { Delivery, Transport } from './transport.ts';

/** Where Teams sends its requests: what stands as messaging endpoint in the bot's registration. */
export const teamsPath = '/api/messages';

/** Longest that `stop` waits for requests under way, of the 25 s that the whole bot has. */
const drainMs = 15_000;

export interface TeamsParts {
  readonly config: Exclude<TeamsConfig, { kind: 'off' }>;
  readonly desk: Desk;
  readonly conversations: Conversations;
  readonly replay: Replay;
  readonly liveMessages: LiveMessages;
  /** For clients that tell no language. */
  readonly language: Language;
  /** Where the channel's one route is mounted, at once. */
  readonly app: Pick<IRouter, 'use'>;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Another place for the keys that sign Teams' requests; null is Microsoft's own. */
  readonly openIdMetadataUrl: string | null;
}

export interface TeamsChannel {
  /** Loads the SDKs and begins to answer. Fails with a PortolanError `config-invalid` on a useless certificate. */
  start(): Promise<void>;
  /** Posts the first page of a card to a stored chat, unasked. Nothing is posted before `start`. */
  post(chat: Conversation, card: Card, language: Language): Promise<Delivery>;
  /** Object ids of the groups that a person is in. */
  groupsOf(actor: Actor): Promise<readonly string[]>;
  /** Takes no more requests and waits, for at most 15 s, until those under way are answered. */
  stop(): Promise<void>;
}

/** Counts requests under way, refuses new ones outside `open` and `close`, and waits for the last. */
function createGate() {
  let open = false;
  let underWay = 0;
  let idle = () => {};
  const pass: RequestHandler = (_request, response, next) => {
    if (!open) {
      response.status(503).set('Retry-After', '5').end();
      return;
    }
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
      if (underWay === 0) idle();
    });
    next();
  };
  return {
    pass,
    open() {
      open = true;
    },
    async close() {
      open = false;
      if (underWay === 0) return;
      const emptied = new Promise<void>((resolve) => {
        idle = resolve;
      });
      await Promise.race([emptied, sleep(drainMs, undefined, { ref: false })]);
    },
  };
}

/**
 * The Teams channel. Its route stands from the beginning and answers 503 until `start`, which loads the SDKs (half a
 * second, 100 MB and more), so that a bot without Teams never does.
 */
export function createTeams(parts: TeamsParts): TeamsChannel {
  const { app, config, desk, liveMessages, log, now, openIdMetadataUrl } = parts;
  const gate = createGate();
  const groups = createGroups({ config, log, now });
  const router = Router();
  let started: Transport | null = null;
  const closing = new AbortController();
  const following = new Set<Promise<void>>();
  const { signal } = closing;
  const background = (work: () => Promise<void>) => {
    const watched = work()
      .catch((err: unknown) => log.error({ err }, 'teams: work that went on has failed'))
      .finally(() => following.delete(watched));
    following.add(watched);
  };
  app.use(teamsPath, gate.pass, router);
  return {
    async start() {
      const { createWire } = await import('./wire/wire.ts');
      const transport = createWire({
        config,
        now,
        sleep: (ms) => sleep(ms),
        log,
        openIdMetadataUrl: openIdMetadataUrl ?? undefined,
      });
      const once = createOnce(parts.replay, log);
      const deliveries = createDeliveries({ once, log });
      const keeper = createLiveKeeper({
        platform: 'teams',
        messages: liveMessages,
        desk,
        signal,
        background,
        fault: (err) => log.error({ err }, 'teams: a message that fills in could not be kept'),
      });
      const live = createLive({ transport, keeper, deliveries, signal });
      converse(transport, { ...parts, once, deliveries, live, background });
      transport.mount(router);
      started = transport;
      gate.open();
      keeper.start(live.goOn);
      if (config.kind === 'loopback')
        log.warn('teams: no app ID, so anyone would be believed; only requests from this machine are answered');
      else log.info({ appId: config.appId, tenants: config.allowedTenants.length }, 'teams: ready');
    },
    groupsOf: groups.of,
    async post(chat, card, language) {
      const reference = referenceOf(chat);
      const [page] = renderTeams(card, { language });
      if (started === null || reference === null || page === undefined)
        return { kind: 'withheld', reason: started === null ? 'not started' : 'no chat of Teams' };
      return started.send(reference, { card: page.card, summary: page.text });
    },
    async stop() {
      closing.abort();
      await gate.close();
      await Promise.allSettled(following);
    },
  };
}
