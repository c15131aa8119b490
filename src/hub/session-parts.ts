import type { HubLink } from './link.ts';
import type { HubParts } from './parts.ts';

/** Who is connected by what, and which hub it is. */
export interface SessionParts extends HubParts {
  readonly runner: string;
  readonly connection: string;
  readonly link: HubLink;
  /** Fingerprint of the hub's key. */
  readonly hub: string;
  /** Ends the connection, since something failed that is not the runner's fault. */
  fault(error: unknown): void;
}
