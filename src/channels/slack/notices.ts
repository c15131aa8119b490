import { randomUUID } from 'node:crypto';
import type { Language } from '../../catalog/text.ts';
import type { Log } from '../../log.ts';
import { type Failure, reasonOf } from './failure.ts';
import type { Poster } from './posting.ts';
import type { ResponseUrls } from './response-url.ts';
import { sentence } from './show.ts';
import type { Asker } from './workspace.ts';

/** For this long the same failure is not told or logged again. */
const silenceMs = 60 * 60_000;
/** Failures that are remembered; the oldest are forgotten first. */
const maxKnown = 2_000;

/** Whom to tell of a failure, and how. */
export interface Told {
  readonly asker: Asker;
  readonly language: Language;
  /** A response_url, through which the asker can be told on the spot; null leaves a direct message. */
  readonly url: string | null;
  /** The conversation that could not be written to; null where there was none. */
  readonly channel: string | null;
}

export interface Notices {
  /** Tells whoever asked, once, why nothing came, and the log, once, that it did not. Never fails. */
  tell(failure: Failure, told: Told): Promise<void>;
}

/** With these, nobody in the workspace can be told anything. */
const mute: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'team_access_not_granted',
]);

/** Tells failures. `now` is in milliseconds since the epoch. */
export function createNotices(parts: {
  now(): number;
  readonly poster: Poster;
  readonly urls: ResponseUrls;
  readonly log: Log;
}): Notices {
  const { now, poster, urls, log } = parts;
  const known = new Map<string, number>();

  function isNew(key: string): boolean {
    if ((known.get(key) ?? 0) > now()) return false;
    known.delete(key);
    known.set(key, now() + silenceMs);
    const oldest = known.keys().next();
    if (known.size > maxKnown && oldest.done !== true) known.delete(oldest.value);
    return true;
  }

  return {
    async tell(failure, { asker, language, url, channel }) {
      const { workspace, actor } = asker;
      const code = failure.kind === 'refused' ? failure.code : failure.kind;
      const where = `${workspace.id}/${channel ?? ''}/${code}`;
      if (failure.kind !== 'refused' || isNew(where))
        log.warn({ team: workspace.id, channel, code }, 'Slack did not take an answer');
      const words = sentence(reasonOf(failure), language);
      if (url !== null) {
        await urls.respond(url, 'ephemeral', words);
        return;
      }
      // A lost reply says that Slack is out of reach; one more message would fare no better.
      if (failure.kind !== 'refused' || mute.has(failure.code) || !isNew(`${where}/${actor.user}`)) return;
      const direct = await poster.direct(workspace, actor.user);
      if (direct.kind === 'done' && direct.value !== channel)
        await poster.post(workspace, { channel: direct.value, thread: null }, words, randomUUID());
    },
  };
}
