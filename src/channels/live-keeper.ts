import { setTimeout as sleep } from 'node:timers/promises';
import { text } from '../catalog/text.ts';
import { refuse } from '../commands/refusal.ts';
import type { Reply } from '../commands/reply.ts';
import type { LiveMessage, LiveMessages } from '../store/live-messages.ts';
import type { Desk } from './desk.ts';

/**
 * How the following of a message ended.
 * - `done`: it shows its last state, or is gone.
 * - `unfinished`: somebody has to go on with it.
 */
export type Followed = 'done' | 'unfinished';

/** Goes on with a message that another process began, from what `reply` tells. */
export type GoOn = (message: LiveMessage, reply: Reply) => Promise<Followed>;

/** Sees to it that a message that fills in ends, whatever becomes of the process that posted it. */
export interface LiveKeeper {
  /** Notes a message that was just posted, and holds its lease while `follow` lasts. Fails as `follow` does. */
  keep(message: LiveMessage, follow: () => Promise<Followed>): Promise<void>;
  /** From now on takes over messages that nobody follows, at once and every few seconds. */
  start(goOn: GoOn): void;
}

export interface LiveKeeperParts {
  readonly platform: LiveMessage['platform'];
  readonly messages: LiveMessages;
  readonly desk: Pick<Desk, 'resume'>;
  /** Ends the following, and the looking for messages, when the bot stops. */
  readonly signal: AbortSignal;
  /** Takes care of work that no request waits for. It never fails. */
  background(work: () => Promise<void>): void;
  fault(error: unknown): void;
  readonly intervals?: LiveIntervals;
}

/** How long what takes (milliseconds). */
export interface LiveIntervals {
  /** How long a message belongs to a process that does not say that it still follows it. */
  readonly leaseMs: number;
  /** Between two times that it says so. */
  readonly renewMs: number;
  /** Between two looks for messages that nobody follows. */
  readonly lookMs: number;
}

/** The message of a process that was killed goes on after 20 s at most; a lease outlives two renewals that fail. */
export const usualLiveIntervals: LiveIntervals = { leaseMs: 15_000, renewMs: 5_000, lookMs: 5_000 };

/**
 * What a message shows once whoever asked for it may not see it any more. It stands where others read it, so it says how
 * they can, and not what this person lacks.
 */
function withoutRight(reply: Reply, line: string): Reply {
  if (reply.outcome.kind !== 'refusal' || reply.outcome.code !== 'not-allowed') return reply;
  const sentence = text(
    'This message goes on no longer, since whoever asked for it may not see it any more. Whoever may can ask how far it is.',
    'Dit bericht gaat niet verder, want wie erom vroeg mag het niet meer zien. Wie dat wel mag, kan de stand opvragen.',
  );
  return { ...reply, outcome: refuse('unknown-name', sentence, [line]) };
}

/** Makes a keeper. Two processes that follow the same message do no harm: both end with the same last state. */
export function createLiveKeeper(parts: LiveKeeperParts): LiveKeeper {
  const { platform, messages, desk, signal, background, fault, intervals = usualLiveIntervals } = parts;
  const { leaseMs, renewMs, lookMs } = intervals;

  /** A message that is left as it is has a lease that runs out: so a platform that is out of reach is left alone meanwhile. */
  async function settle(message: LiveMessage, followed: Followed): Promise<void> {
    if (followed === 'done') await messages.remove(message);
    else if (signal.aborted) await messages.giveBack(message);
  }

  async function hold(message: LiveMessage, follow: () => Promise<Followed>): Promise<void> {
    let renewed: Promise<unknown> = Promise.resolve();
    const renewing = setInterval(() => {
      renewed = messages.renew(message, leaseMs).catch(fault);
    }, renewMs);
    let followed: Followed = 'unfinished';
    try {
      followed = await follow();
    } finally {
      clearInterval(renewing);
      // A renewal that is under way would take back what is given back.
      await renewed;
      await settle(message, followed).catch(fault);
    }
  }

  async function takeOver(message: LiveMessage, goOn: GoOn): Promise<Followed> {
    // Claimed while the bot was told to stop.
    if (signal.aborted) return 'unfinished';
    const { line, language, asker, conversation } = message;
    const reply = await desk.resume({
      text: line,
      language,
      actor: asker,
      place: { conversation, privately: false },
    });
    // Such as a database that is away: another time.
    if (reply.outcome.kind === 'fault') return 'unfinished';
    return goOn(message, withoutRight(reply, line));
  }

  async function takeOverAll(goOn: GoOn): Promise<void> {
    while (!signal.aborted) {
      const message = await messages.claim(platform, leaseMs);
      if (message === null) return;
      background(() => hold(message, () => takeOver(message, goOn)).catch(fault));
    }
  }

  async function look(goOn: GoOn): Promise<void> {
    let failing = false;
    do
      try {
        await takeOverAll(goOn);
        failing = false;
      } catch (error) {
        // A database that is away for an hour is one line in the log, not a thousand.
        if (!failing) fault(error);
        failing = true;
      }
    while (await sleep(lookMs, true, { signal, ref: false }).catch(() => false));
  }

  return {
    async keep(message, follow) {
      // A message that cannot be stored costs its going on after a restart, never its going on now.
      await messages.add(message, leaseMs).catch(fault);
      await hold(message, follow);
    },
    start(goOn) {
      void look(goOn);
    },
  };
}
