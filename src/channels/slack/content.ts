import type { KnownBlock } from '@slack/types';
import type { Attachment } from '../../card/attachment.ts';

/** What one message shows. */
export interface Content {
  readonly blocks: readonly KnownBlock[];
  /** For notifications and screen readers, `& < >` escaped. */
  readonly text: string;
  /** Texts to upload beside the message. */
  readonly files: readonly Attachment[];
}

/** No message of the bot makes Slack fetch what a link in it points to. */
export const quietLinks = { unfurl_links: false, unfurl_media: false } as const;

/** The metadata by which the bot finds its own message again. */
export const eventType = 'portolan_answer';

/** Metadata of a message that answers this request. */
export function metadataOf(id: string): { event_type: typeof eventType; event_payload: { id: string } } {
  return { event_type: eventType, event_payload: { id } };
}
