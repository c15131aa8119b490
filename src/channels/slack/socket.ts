import { type Logger, SocketModeReceiver, type webApi } from '@slack/bolt';
import * as v from 'valibot';
import { PortolanError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { failureOf } from './failure.ts';
import type { Wait } from './lanes.ts';
import { describe } from './log.ts';

/** How long a connection may take until Slack says hello. */
const helloMs = 15_000;
/** How long the start of the bot waits for the first connection; it goes on trying afterwards. */
const firstMs = 10_000;
/** Pauses between attempts: doubled from the first to the longest. */
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** Between attempts with a token that Slack refuses: only a person can mend that. */
const hopelessPauseMs = 5 * 60_000;
/** How long the goodbye may take. */
const goodbyeMs = 2_000;

const hopeless: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'not_allowed_token_type',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
]);

/** What the receiver hands on of an envelope. */
const received = v.object({ envelope_id: v.string() });

/** The connection of Socket Mode. */
export interface Socket {
  readonly receiver: SocketModeReceiver;
  /** Connects and stays connected. Fails with `config-invalid` when Slack refuses the token at once. */
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
}

export interface SocketParts {
  readonly appToken: string;
  readonly options: webApi.WebClientOptions;
  readonly boltLog: Logger;
  readonly log: Log;
  readonly wait: Wait;
}

function within(ms: number, signal: AbortSignal, wait: Wait): Promise<'late'> {
  return wait(ms, signal).then(
    () => 'late' as const,
    () => 'late' as const,
  );
}

/**
 * Bolt's Socket Mode with a reconnection of our own: the client's waits five seconds at every refresh that Slack asks
 * for, gives up when the network is away, and ends in rejections that nobody handles.
 */
export function createSocket({ appToken, options, boltLog, log, wait }: SocketParts): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLog,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: options },
    customPropertiesExtractor: (args: unknown) => {
      const parsed = v.safeParse(received, args);
      return parsed.success ? { envelopeId: parsed.output.envelope_id } : {};
    },
    processEventErrorHandler: async ({ error }) => {
      log.error(describe(error), 'An envelope could not be handled');
      return false;
    },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  let connected = false;
  let running: Promise<void> = Promise.resolve();

  // The client's own handler is asynchronous and fails on an envelope without a payload.
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, binary: unknown) => {
    for (const handler of handlers)
      try {
        await handler.call(client, data, binary);
      } catch (error) {
        log.warn(describe(error), 'An envelope could not be read');
      }
  });

  async function connect(): Promise<void> {
    const timeout = new AbortController();
    const hello = client.start();
    hello.catch(() => undefined);
    const late = within(helloMs, AbortSignal.any([timeout.signal, stopping.signal]), wait);
    const first = await Promise.race([hello, late]);
    timeout.abort();
    if (first !== 'late') return;
    void client.disconnect();
    throw new Error('Slack said no hello');
  }

  /** Stays connected until the bot stops. `settle` learns how the first attempt ended. */
  async function stay(settle: (error: PortolanError | null) => void): Promise<void> {
    let failures = 0;
    let told = false;
    while (!stopping.signal.aborted) {
      const dropped = Promise.withResolvers<void>();
      client.once('disconnected', () => dropped.resolve());
      try {
        await connect();
        connected = true;
        failures = 0;
        told = false;
        settle(null);
        log.info({}, 'Connected to Slack');
        await dropped.promise;
        connected = false;
      } catch (error) {
        const failure = failureOf(error);
        const dead = failure.kind === 'refused' && hopeless.has(failure.code);
        if (!told) log[dead ? 'error' : 'warn'](describe(error), 'No connection to Slack; trying again');
        told = true;
        if (dead) settle(refused(failure.code));
        const pause = dead ? hopelessPauseMs : Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
        const asked = failure.kind === 'limited' ? failure.retryAfterMs : 0;
        failures += 1;
        await within(Math.max(pause, asked), stopping.signal, wait);
      }
    }
  }

  async function start(): Promise<void> {
    const first = Promise.withResolvers<void>();
    running = stay((error) => (error === null ? first.resolve() : first.reject(error)));
    const patience = new AbortController();
    try {
      await Promise.race([first.promise, within(firstMs, patience.signal, wait)]);
    } catch (error) {
      await stop();
      throw error;
    } finally {
      patience.abort();
      first.promise.catch(() => undefined);
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    const patience = new AbortController();
    await Promise.race([client.disconnect().then(() => running), within(goodbyeMs, patience.signal, wait)]);
    patience.abort();
    connected = false;
  }

  return { receiver, start, stop, connected: () => connected };
}

function refused(code: string): PortolanError {
  return new PortolanError(
    'config-invalid',
    `Slack does not accept SLACK_APP_TOKEN (${code})`,
    'Make an App-Level Token with the scope connections:write under Basic Information, and turn Socket Mode on.',
  );
}
