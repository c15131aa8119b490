/** The version of everything in this folder. Both ends say it first; a hub serves no other. */
export const wireVersion = 1;

/** Where runners enrol, by POST. */
export const enrolPath = '/runner/v1/enroll';

/** Where runners connect, as WebSocket. */
export const connectPath = '/runner/v1/connect';

/** How far the clocks of runner and hub may be apart (milliseconds). */
export const acceptedSkewMs = 60_000;

/** How often the hub and the runner ping each other: proxies cut what is silent for some minutes. */
export const pingEveryMs = 30_000;

/** A side that was not heard of for this long counts as lost, half-open connections included. */
export const lostAfterMs = 90_000;

/**
 * The window over which runners come back to a hub that they all lost, for each runner there is, and at most
 * (milliseconds): 500 come back over 40 s, some twelve in a second.
 */
export const spreadPerRunnerMs = 80;
export const longestSpreadMs = 60_000;

/** A result message is a few kilobytes; nothing on this wire is larger. */
export const longestMessage = 256 * 1024;
