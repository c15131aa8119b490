import type { Logger } from 'pino';

/** Where the channel says what happens: ids, kinds and statuses; never a token, never what somebody wrote. */
export type ChannelLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
