import type { Conversation } from '../net/conversation.ts';
import { done, type Ended, ended, type Step } from '../net/said.ts';
import { seenIn } from '../net/seen.ts';
import type { Ground } from '../prober.ts';
import { mapperInterface } from './interface.ts';
import { firstHandle, type LookupHandle, lookupOperation, lookupStub, readLookup } from './lookup.ts';
import { bindRequest, callRequest, frameAnswer, isAccepted, stubOf, types } from './pdu.ts';
import type { TcpEndpoint } from './tower.ts';

/** A controller lists some hundreds of endpoints; 20 calls of 100 are more than any has. */
const mostCalls = 20;

/** What a mapper was brought to say, and what ended it where it did not say everything. */
export interface Listing {
  readonly endpoints: readonly TcpEndpoint[];
  /** Null where the list is whole, or where the mapper refused to give (more of) it. */
  readonly broken: Ended | null;
}

/**
 * Binds to the endpoint mapper and asks it for everything. Fails as a step only before the mapper has answered at all; a
 * refusal to bind, or a fault, is an answer with an empty list.
 */
export async function listEndpoints(conversation: Conversation, ground: Ground): Promise<Step<Listing>> {
  const bound = await conversation.ask(
    bindRequest(1, mapperInterface),
    frameAnswer([types.bindAck, types.bindNak, types.fault]),
  );
  if (bound.kind === 'ended') return bound;
  if (!isAccepted(bound.value)) return done({ endpoints: [], broken: null });

  const endpoints: TcpEndpoint[] = [];
  const from = ground.stopwatch.read().total;
  let handle: LookupHandle | null = firstHandle;
  for (let call = 0; call < mostCalls && handle !== null; call++) {
    // Calls that take as long together as one may take are enough: a mapper answers in milliseconds.
    if (ground.stopwatch.read().total - from > ground.timeoutMs) break;
    const step = await conversation.ask(
      callRequest(2 + call, lookupOperation, lookupStub(handle)),
      frameAnswer([types.response, types.fault]),
    );
    if (step.kind === 'ended') return done({ endpoints, broken: step });
    const stub = stubOf(step.value);
    if (stub === null) break;
    const lookup = readLookup(stub);
    if (lookup === null)
      return done({
        endpoints,
        broken: ended({ verdict: 'open-wrong-service', evidence: null, ...seenIn(step.value) }),
      });
    endpoints.push(...lookup.endpoints);
    handle = lookup.next;
  }
  return done({ endpoints, broken: null });
}
