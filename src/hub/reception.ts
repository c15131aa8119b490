import { setTimeout as sleep } from 'node:timers/promises';
import type { Denial } from '../wire/frames.ts';
import { longestSpreadMs, spreadPerRunnerMs } from '../wire/version.ts';
import { type Greeted, greet } from './greet.ts';
import { type Inbox, openInbox } from './inbox.ts';
import type { HubLink } from './link.ts';
import type { HubParts } from './parts.ts';
import { createSession, type Session } from './session.ts';

/** A runner that is connected, and what is heard of it. */
export interface Guest {
  readonly session: Session;
  readonly inbox: Inbox;
}

/** Receives runners: lets those in that show who they are, and listens to them until they leave. */
export interface Reception {
  serve(link: HubLink): void;
  /** Connected runners, by id. */
  readonly guests: ReadonlyMap<string, Guest>;
  /** Links that have not shown yet whose they are. */
  readonly greeting: number;
  /** Turns away whoever comes from now on, and those that are here once what they reported is stored. */
  leave(): Promise<void>;
}

/** This hub, among the replicas that share a database. */
export interface Identity {
  /** Fingerprint of the hub's key. */
  readonly hub: string;
  readonly replica: string;
}

/** How many runners there are changes slowly (milliseconds). */
const countEveryMs = 30_000;

/** A runner that may come in. */
interface Welcomed {
  readonly runner: string;
  readonly connection: string;
  welcome(): void;
}

const stoppingMessage = 'This hub stops; another one, or this one, takes its place.';

/** Makes a reception that nobody has come to yet. */
export function createReception(parts: HubParts, { hub, replica }: Identity): Reception {
  const { store, wake, log, intervals, now } = parts;
  const guests = new Map<string, Guest>();
  const links = new Map<HubLink, Promise<void>>();
  let greeting = 0;
  let leaving = false;
  let counted: { readonly at: number; readonly runners: Promise<number> } | null = null;

  /** Over how long runners spread their return, by how many there are. All who come at once wait for the same count. */
  async function spread(): Promise<number> {
    if (counted === null || now() - counted.at >= countEveryMs) counted = { at: now(), runners: store.runners.count() };
    try {
      return Math.min(longestSpreadMs, (await counted.runners) * spreadPerRunnerMs);
    } catch (error) {
      counted = null;
      throw error;
    }
  }

  async function greetInTime(link: HubLink, inbox: Inbox): Promise<Greeted> {
    greeting += 1;
    const late = setTimeout(() => link.cut(), intervals.helloMs);
    try {
      return await greet(link, inbox, {
        key: parts.key,
        hub,
        now,
        nonce: () => parts.random(24).toString('base64url'),
        find: store.runners.find,
      });
    } finally {
      clearTimeout(late);
      greeting -= 1;
    }
  }

  function turnAway(link: HubLink, code: Denial, message: string): void {
    log.info({ from: link.from, code }, 'a runner was turned away');
    link.send({ type: 'denied', code, message, time: now() });
    link.close(code === 'stopping' ? 'stopping' : 'denied');
  }

  /** From the first byte to the end of the link. */
  async function receive(link: HubLink): Promise<void> {
    const inbox = openInbox(link, now);
    const greeted = await greetInTime(link, inbox);
    if (greeted.kind === 'closed') return;
    if (greeted.kind === 'denied') {
      turnAway(link, greeted.code, greeted.message);
      return;
    }
    const { runner, software } = greeted;
    const connection = parts.random(12).toString('base64url');
    // Before it counts as connected: what fails here leaves nothing behind.
    const spreadMs = await spread();
    if (!(await store.runners.connect(runner, { replica, id: connection, software }))) {
      turnAway(link, 'revoked', 'This runner was revoked.');
      return;
    }
    try {
      if (leaving) turnAway(link, 'stopping', stoppingMessage);
      else await host(link, inbox, { runner, connection, welcome: () => greeted.welcome(spreadMs) });
    } finally {
      await store.runners.disconnect(runner, connection);
    }
  }

  async function host(link: HubLink, inbox: Inbox, { runner, connection, welcome }: Welcomed): Promise<void> {
    const fault = (error: unknown) => {
      log.error({ err: error, runner }, 'a connection of a runner ended in a fault');
      inbox.end();
      link.close('fault');
    };
    const session = createSession({ ...parts, runner, connection, link, hub, fault });
    guests.get(runner)?.session.deny('replaced', 'This runner connected anew.');
    guests.set(runner, { session, inbox });
    welcome();
    log.info({ runner, from: link.from }, 'a runner connected');
    // Where it was connected before, in this process or another, that is over now.
    wake.tell('standing', [runner]);
    try {
      await listen(session, inbox);
    } finally {
      if (guests.get(runner)?.session === session) guests.delete(runner);
      await session.drain();
      log.info({ runner, from: link.from }, 'a runner left');
    }
  }

  async function listen(session: Session, inbox: Inbox): Promise<void> {
    for (;;) {
      const received = await inbox.next();
      if (received.kind === 'closed') return;
      if (received.kind === 'frame' && (await session.handle(received.frame))) continue;
      log.warn({ runner: session.runner, why: received.kind }, 'a runner said what may not be said here');
      session.deny('malformed', `What came is no message that belongs here (${received.kind}).`);
      return;
    }
  }

  return {
    guests,
    get greeting() {
      return greeting;
    },

    serve(link) {
      if (leaving) {
        link.listen({ received: () => undefined, heard: () => undefined, closed: () => undefined });
        link.close('stopping');
        return;
      }
      const served = receive(link)
        .catch((error: unknown) => {
          log.error({ err: error, from: link.from }, 'a runner could not be served');
          link.close('fault');
        })
        .finally(() => links.delete(link));
      links.set(link, served);
    },

    async leave() {
      leaving = true;
      const said = [...guests.values()].map(async ({ session }) => {
        await session.drain();
        session.deny('stopping', stoppingMessage);
      });
      const gone = Promise.all(said).then(() => Promise.all(links.values()));
      const deadline = new AbortController();
      const late = sleep(intervals.stopMs, undefined, { signal: deadline.signal }).catch(() => undefined);
      await Promise.race([gone, late]);
      deadline.abort();
      for (const link of links.keys()) link.cut();
    },
  };
}
