import { type Logger as BoltLogger, LogLevel, webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';

/** Slack's tokens of every kind, and the addresses that work like one. */
const secrets = /xox[a-z]+[-.][\w.-]+|xapp-[\w-]+|xwfp-[\w-]+|https:\/\/hooks\.slack[\w.-]*\/\S+/giu;

/** A text without anything that opens a door. */
export function scrub(text: string): string {
  return text.replace(secrets, '[secret]');
}

/** What may be said of an error in a log: its name, its message without secrets, and Slack's own code for it. */
export function describe(error: unknown): { readonly error: string; readonly code?: string } {
  if (error instanceof webApi.WebAPIPlatformError) return { error: error.name, code: scrub(error.data.error) };
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error instanceof webApi.WebAPIRequestError ? `: ${error.original.message}` : '';
  return { error: scrub(`${error.name}: ${error.message}${cause}`) };
}

function line(parts: readonly unknown[]): string {
  return parts
    .map((part) =>
      typeof part === 'string' ? scrub(part) : part instanceof Error ? describe(part).error : typeof part,
    )
    .join(' ');
}

/**
 * Where Bolt and its clients log. Their debug lines hold whole requests and messages and so go nowhere, whatever the
 * level of the log below.
 */
export function createBoltLog(log: Log): BoltLogger {
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(line(parts)),
    warn: (...parts) => log.warn(line(parts)),
    error: (...parts) => log.error(line(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
