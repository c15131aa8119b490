import type { Attachment } from '../../card/attachment.ts';
import type { Language } from '../../catalog/text.ts';
import type { Log } from '../../log.ts';
import { fileMessages } from './files.ts';
import type { Once } from './once.ts';
import type { Delivery, Event, Message } from './transport.ts';

/** A message that stands in a chat. */
export interface Standing extends Pick<Event, 'reference'> {
  /** Its id. */
  readonly message: string;
}

/** What is done about messages beside posting them. */
export interface Deliveries {
  /** Logs what was not delivered. */
  note(place: Pick<Event, 'reference'>, what: string, delivery: Delivery): void;
  /** Posts the files that belong to a message below it, each once, however often the message is shown. */
  handOver(
    below: Standing,
    { files, language }: { readonly files: readonly Attachment[]; readonly language: Language },
    post: (message: Message) => Promise<Delivery>,
  ): Promise<void>;
}

export function createDeliveries({ once, log }: { readonly once: Once; readonly log: Log }): Deliveries {
  const note: Deliveries['note'] = ({ reference }, what, delivery) => {
    if (delivery.kind === 'sent') return;
    const { conversation, tenant } = reference;
    log.warn({ delivery, conversation, tenant }, `teams: ${what} not delivered`);
  };

  return {
    note,
    async handOver(below, { files, language }, post) {
      for (const file of files) {
        if (!(await once.file(below, below.message, file.filename))) continue;
        for (const part of fileMessages(file, language)) note(below, 'file', await post(part));
      }
    },
  };
}
