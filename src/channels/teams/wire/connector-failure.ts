import type { Delivery } from '../transport.ts';

/** Teams' answer to a post that it did not take, or the lack of one: thrown through the SDK, which knows only errors. */
export class ConnectorFailure extends Error {
  readonly delivery: Exclude<Delivery, { kind: 'sent' }>;

  constructor(delivery: Exclude<Delivery, { kind: 'sent' }>) {
    super(`the message was not taken: ${delivery.kind}`);
    this.name = 'ConnectorFailure';
    this.delivery = delivery;
  }
}

/**
 * What became of a post that threw. What is not the connector's own failure happened before anything was sent, in
 * getting a token; its message may hold more than a log should, so only its name is kept.
 */
export function deliveryOf(error: unknown): Delivery {
  if (error instanceof ConnectorFailure) return error.delivery;
  return { kind: 'withheld', reason: error instanceof Error ? error.name : 'unknown' };
}
