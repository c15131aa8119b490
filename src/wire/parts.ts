import * as v from 'valibot';

/** Ids, nonces and keys as they travel. */
export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
export const nonce = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/));
export const signature = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/));
export const publicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{40,100}$/));
/** Milliseconds since the epoch. */
export const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
/** A name that people give a runner: what stands in a command line without quotes. */
export const runnerName = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));
export const roleName = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/));
export const shortText = v.pipe(v.string(), v.maxLength(300));
