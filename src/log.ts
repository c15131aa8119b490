import { randomUUID } from 'node:crypto';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config/keys.ts';

/** What a part of the bot logs with: ids, kinds and statuses; never a token, never what somebody wrote. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** The log of the whole bot, from which each part gets its own. */
export type RootLog = Log & Pick<Logger, 'child'>;

/** Names under which a secret could come into a log by accident, at any of the first three depths. */
const secrets = [
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'clientSecret',
  'stateSecret',
  'secretKey',
  'password',
  'authorization',
  'cookie',
];

/**
 * JSON lines, one an event, on standard error or the given stream. Tokens are never handed to it; where a library hands
 * over an object that holds one, the value is replaced.
 */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): RootLog {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    destination,
  );
}

/** Logs faults of the command core, each with a reference that the person who met it was given. */
export function createFaultReport(log: Log): (error: unknown) => string {
  return (error) => {
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference }, 'a question ended in a fault');
    return reference;
  };
}
