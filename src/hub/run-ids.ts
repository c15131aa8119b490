import type { RunIds } from '../store/probe-runs-start.ts';
import type { HubParts } from './parts.ts';

/** 32 letters and digits that nobody takes for one another: without i, l, o and u. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Letters of the id of a run: 40 random bits, and short enough to type. */
const runLetters = 8;

/** Ids from random bytes. */
export function createRunIds(random: HubParts['random']): RunIds {
  return {
    // 256 is a multiple of 32, so each letter is as likely as the others.
    run: () => Array.from(random(runLetters), (byte) => alphabet[byte % alphabet.length]).join(''),
    job: () => random(16).toString('base64url'),
  };
}
