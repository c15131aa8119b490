import { frameElement } from '../ber/frame.ts';
import { readElement } from '../ber/read.ts';
import { tags } from '../ber/write.ts';
import type { Tls } from '../evidence.ts';
import type { Conversation } from '../net/conversation.ts';
import { seenIn } from '../net/seen.ts';
import type { Finding } from '../outcome.ts';
import type { Ground } from '../prober.ts';
import { readAnswer } from './message.ts';
import { type RootDse, readRootDse, rootDseAttributes, untoldRootDse } from './root-dse.ts';
import { filters, searchRoot } from './search.ts';

const messageId = 1;

/** The six values that are asked for fit into a kilobyte; a server that sends all it has stays below this. */
const longestMessage = 0x2_0000;

/** A search of one object gives one entry. What says something else three times is no answer, and may not go on for long. */
const mostMessages = 3;

const frame = frameElement([tags.sequence], longestMessage, (message) => readAnswer(message) !== null);

/**
 * Asks for the rootDSE, anonymously, over an open conversation. An entry is proof, and so is any result: a server that
 * gives no rootDSE speaks LDAP as well. A notice of disconnection (RFC 4511 section 4.4.1) is the other side's end.
 */
export async function askRootDse(conversation: Conversation, tls: Tls | null, ground: Ground): Promise<Finding> {
  const told = (rootDse: RootDse) => ({ kind: 'ldap' as const, ...rootDse, tls });
  const request = searchRoot(messageId, filters.present('objectClass'), rootDseAttributes);
  const sentAt = ground.now();
  let last: Buffer = Buffer.alloc(0);
  for (let message = 0; message < mostMessages; message++) {
    const step = await conversation.ask(message === 0 ? request : null, frame);
    if (step.kind === 'ended') return step.finding;
    last = step.value;
    const element = readElement(last);
    const answer = element === null ? null : readAnswer(element);
    if (answer === null) break;
    if (answer.kind === 'notice') return { verdict: 'open-then-closed', evidence: told(untoldRootDse), how: 'end' };
    if (answer.id !== messageId || answer.kind === 'reference') continue;
    if (answer.kind === 'done') return { verdict: 'open', evidence: told(untoldRootDse) };
    return { verdict: 'open', evidence: told(readRootDse(answer.attributes, (sentAt + ground.now()) / 2)) };
  }
  return { verdict: 'open-wrong-service', evidence: null, ...seenIn(last) };
}
