import type { Block } from './block-rules.ts';

/** A message that stands in a conversation. */
export interface FakeMessage {
  readonly kind: 'posted';
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  text: string;
  blocks: readonly Block[];
  metadata: unknown;
  unfurl: { readonly links: unknown; readonly media: unknown };
  /** How often it was changed. */
  updates: number;
  /** When it was posted and changed, in milliseconds since the epoch. */
  readonly changedAt: number[];
}

/** A message that one person sees. */
export interface FakeEphemeral {
  readonly kind: 'ephemeral';
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  text: string;
  blocks: readonly Block[];
  updates: number;
}

export interface FakeFile {
  readonly id: string;
  readonly filename: string;
  readonly title: string;
  readonly content: string;
  /** Where it was shared; null until the upload is complete. */
  readonly shared: { readonly channel: string; readonly threadTs: string | null } | null;
}

/** A form or a start page, as it was published. */
export interface FakeView {
  readonly kind: 'view';
  readonly id: string;
  readonly user: string;
  readonly type: 'modal' | 'home';
  readonly view: Readonly<Record<string, unknown>>;
}

/** A call of the Web API, as it came in. */
export interface FakeCall {
  readonly method: string;
  readonly token: string;
  readonly args: Readonly<Record<string, string>>;
  readonly at: number;
}

export interface ResponseUrl {
  readonly channel: string;
  readonly user: string;
  readonly original: FakeMessage | FakeEphemeral | null;
  uses: number;
}

/** Everything that is in the fake workspace. */
export interface World {
  readonly messages: FakeMessage[];
  readonly ephemerals: FakeEphemeral[];
  readonly files: FakeFile[];
  readonly uploads: Map<string, { readonly filename: string; content: string | null }>;
  readonly views: FakeView[];
  readonly calls: FakeCall[];
  readonly locales: Map<string, string>;
  /** User groups by id, with the ids of their people. */
  readonly userGroups: Map<string, readonly string[]>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** Triggers that may open a form, with the person who has them. */
  readonly triggers: Map<string, string>;
  /** Tokens that are good, by what they are for. */
  readonly botTokens: Set<string>;
  readonly appTokens: Set<string>;
  /** A timestamp that no message has yet. */
  nextTs(): string;
  nextId(prefix: string): string;
  /** Tells whoever waits that something changed. */
  changed(): void;
}

export function createWorld(changed: () => void): World {
  let count = 0;
  return {
    messages: [],
    ephemerals: [],
    files: [],
    uploads: new Map(),
    views: [],
    calls: [],
    locales: new Map(),
    userGroups: new Map(),
    responseUrls: new Map(),
    triggers: new Map(),
    botTokens: new Set(),
    appTokens: new Set(),
    nextTs: () => `${Math.floor(Date.now() / 1000)}.${String(++count).padStart(6, '0')}`,
    nextId: (prefix) => `${prefix}${String(++count).padStart(8, '0')}`,
    changed,
  };
}
