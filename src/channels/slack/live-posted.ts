import * as v from 'valibot';
import type { Language } from '../../catalog/text.ts';
import type { LiveMessage } from '../../store/live-messages.ts';
import type { Posted } from './posting.ts';
import type { Asker } from './workspace.ts';

/** A message that fills in, where it stands. */
export interface LivePosted {
  readonly posted: Posted;
  /** The timestamp of the message that it answers; null at the top of its conversation. */
  readonly thread: string | null;
  /** What tells the request from every other. */
  readonly id: string;
}

/** What the store keeps of a message that fills in. `line` asks how far its work is. */
export function storedForm(
  { posted: { channel, ts }, thread, id }: LivePosted,
  { actor, workspace }: Asker,
  { line, language }: { readonly line: string; readonly language: Language },
): LiveMessage {
  return {
    platform: 'slack',
    tenant: workspace.id,
    conversation: channel,
    message: ts,
    asker: actor,
    language,
    line,
    reference: { thread, id },
  };
}

const storedReference = v.object({ thread: v.nullable(v.string()), id: v.string() });

/** A stored message where it stands; null where it was stored in a form that this version does not know. */
export function livePostedOf({ conversation, message, reference }: LiveMessage): LivePosted | null {
  const parsed = v.safeParse(storedReference, reference);
  return parsed.success ? { posted: { channel: conversation, ts: message }, ...parsed.output } : null;
}
