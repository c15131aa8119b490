import type { Conversation } from '../net/conversation.ts';
import { done, ended, type Step } from '../net/said.ts';
import { seenIn } from '../net/seen.ts';
import { type Head, headFrame, readResponse } from './head.ts';

/** Says a request and waits for the head of the response. Its body stays in the conversation. */
export async function exchange(conversation: Conversation, request: Uint8Array): Promise<Step<Head>> {
  const answer = await conversation.ask(request, headFrame);
  if (answer.kind === 'ended') return answer;
  const read = readResponse(answer.value);
  if (typeof read === 'string')
    return ended({ verdict: 'open-wrong-service', evidence: null, ...seenIn(answer.value) });
  return done(read.head);
}
