/** The present in milliseconds since the epoch: `Date.now` in the bot, a settable number in tests. */
export type Clock = () => number;
