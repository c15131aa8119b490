import type { webApi } from '@slack/bolt';
import type { Attachment } from '../../card/attachment.ts';
import { type Content, metadataOf, quietLinks } from './content.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Lanes, Wait } from './lanes.ts';
import type { Pacer } from './pacer.ts';
import { findPosted } from './reconcile.ts';
import type { Workspace } from './workspace.ts';

/** A message that stands in a conversation. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/** What a call gave, or how it failed. */
export type Outcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Where a message goes. `thread` is the timestamp of the message that it answers. */
export interface Target {
  readonly channel: string;
  readonly thread: string | null;
}

/** How often a message is posted until Slack confirms it; each time it was looked for before. */
const maxPosts = 3;
/** Looks for a message that was perhaps posted; Slack needs a moment until it shows. */
const lookAfterMs = [500, 2_000, 5_000] as const;

export interface Poster {
  /**
   * Posts a message once, whatever becomes of Slack's replies: after a lost one it looks for the message before it posts
   * again. `id` tells this message from every other.
   */
  post(workspace: Workspace, target: Target, content: Content, id: string): Promise<Outcome<Posted>>;
  /** Puts a new content in place of a message's own, at most once a second. */
  update(workspace: Workspace, posted: Posted, content: Content, id: string): Promise<Outcome<Posted>>;
  /** Uploads a file into a conversation. A lost reply is not tried again. */
  upload(workspace: Workspace, target: Target, file: Attachment): Promise<Outcome<null>>;
  /** The conversation with one person alone. */
  direct(workspace: Workspace, user: string): Promise<Outcome<string>>;
  /** Any other call, once. */
  call<Value>(
    workspace: Workspace,
    method: string,
    call: (client: webApi.WebClient) => Promise<Value>,
  ): Promise<Outcome<Value>>;
}

export interface PosterParts {
  /** Milliseconds since the epoch. */
  now(): number;
  readonly wait: Wait;
  readonly lanes: Lanes;
  readonly pacer: Pacer<Outcome<Posted>>;
  /** Ends the waiting when the bot stops. */
  readonly signal: AbortSignal;
}

function failed(failure: Failure): { readonly kind: 'failed'; readonly failure: Failure } {
  return { kind: 'failed', failure };
}

/** The posting layer: everything that the bot says in Slack, other than to a response_url, goes through it. */
export function createPoster({ now, wait, lanes, pacer, signal }: PosterParts): Poster {
  async function inLane<Value>(key: readonly string[], call: () => Promise<Value>): Promise<Outcome<Value>> {
    try {
      return { kind: 'done', value: await lanes.run(key.join('/'), call) };
    } catch (error) {
      return failed(failureOf(error));
    }
  }

  /** The message's timestamp, null when it is not there, or `failed` when that cannot be known. */
  async function look(
    workspace: Workspace,
    target: Target,
    id: string,
    since: number,
  ): Promise<Outcome<string | null>> {
    let outcome: Outcome<string | null> = failed({ kind: 'lost' });
    for (const ms of lookAfterMs) {
      try {
        await wait(ms, signal);
      } catch {
        return failed({ kind: 'lost' });
      }
      const key = [workspace.id, 'conversations.history', target.channel];
      outcome = await inLane(key, () => findPosted(workspace, { ...target, id, since }));
      if (outcome.kind === 'done' || outcome.failure.kind === 'refused') return outcome;
    }
    return outcome;
  }

  return {
    async post(workspace, target, { blocks, text }, id) {
      const { channel, thread } = target;
      const since = now();
      const message = {
        channel,
        text,
        blocks: [...blocks],
        metadata: metadataOf(id),
        ...quietLinks,
        ...(thread === null ? {} : { thread_ts: thread }),
      };
      for (let posts = 0; posts < maxPosts; posts++) {
        const sent = await inLane([workspace.id, 'chat.postMessage', channel], () =>
          workspace.client.chat.postMessage(message),
        );
        if (sent.kind === 'done' && sent.value.ts !== undefined)
          return { kind: 'done', value: { channel: sent.value.channel ?? channel, ts: sent.value.ts } };
        if (sent.kind === 'failed' && sent.failure.kind !== 'lost') return sent;
        const found = await look(workspace, target, id, since);
        if (found.kind === 'failed') return failed({ kind: 'lost' });
        if (found.value !== null) return { kind: 'done', value: { channel, ts: found.value } };
      }
      return failed({ kind: 'lost' });
    },

    async update(workspace, posted, { blocks, text }, id) {
      const { channel, ts } = posted;
      const change = { channel, ts, text, blocks: [...blocks], metadata: metadataOf(id), ...quietLinks };
      const key = [workspace.id, 'chat.update', channel];
      const apply = async (): Promise<Outcome<Posted>> => {
        const send = () => inLane(key, () => workspace.client.chat.update(change));
        const first = await send();
        // The same change twice is the same message, so that a lost reply may simply be asked for again.
        const outcome = first.kind === 'failed' && first.failure.kind === 'lost' ? await send() : first;
        return outcome.kind === 'done' ? { kind: 'done', value: posted } : outcome;
      };
      try {
        return await pacer.run(`${workspace.id}/${channel}/${ts}`, apply);
      } catch {
        return failed({ kind: 'busy' });
      }
    },

    async upload(workspace, { channel, thread }, { filename, title, content }) {
      const file = { filename, title, content };
      const outcome = await inLane([workspace.id, 'files.uploadV2', channel], () =>
        thread === null
          ? workspace.client.filesUploadV2({ ...file, channel_id: channel })
          : workspace.client.filesUploadV2({ ...file, channel_id: channel, thread_ts: thread }),
      );
      return outcome.kind === 'done' ? { kind: 'done', value: null } : outcome;
    },

    async direct(workspace, user) {
      const outcome = await inLane([workspace.id, 'conversations.open', user], () =>
        workspace.client.conversations.open({ users: user }),
      );
      if (outcome.kind === 'failed') return outcome;
      const channel = outcome.value.channel?.id;
      return channel === undefined ? failed({ kind: 'lost' }) : { kind: 'done', value: channel };
    },

    call: (workspace, method, call) => inLane([workspace.id, method], () => call(workspace.client)),
  };
}
