import type {
  Asked,
  CardJson,
  Clicked,
  Dialog,
  DialogAsked,
  DialogFilled,
  DialogOutcome,
  Found,
  Presence,
  Searched,
} from '../transport.ts';

/** What the channel proper registered, as the routes call it. Until then nothing happens. */
export interface Handlers {
  command: (asked: Asked) => Promise<void>;
  action: (clicked: Clicked) => Promise<CardJson | string>;
  search: (searched: Searched) => Promise<readonly Found[]>;
  openDialog: (asked: DialogAsked) => Promise<Dialog | null>;
  submitDialog: (filled: DialogFilled) => Promise<DialogOutcome>;
  presence: (presence: Presence) => Promise<void>;
}

/** Handlers that do nothing yet. */
export function noHandlers(): Handlers {
  return {
    command: async () => {},
    action: async () => '',
    search: async () => [],
    openDialog: async () => null,
    submitDialog: async () => ({ kind: 'close' }),
    presence: async () => {},
  };
}
