import { userInfo } from 'node:os';
import type { Actor } from '../commands/actor.ts';

/** The person at this shell. */
export function shellActor(): Actor {
  return { platform: 'terminal', tenant: '', user: userInfo().username };
}
