import * as v from 'valibot';

/** Longest id or URL that Teams sends, with room; anything longer is not from Teams. */
const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(2_048));

const account = v.object({ id: shortText, name: v.optional(v.string()), aadObjectId: v.optional(v.string()) });

const entity = v.looseObject({
  type: v.optional(v.string()),
  text: v.optional(v.string()),
  locale: v.optional(v.string()),
  mentioned: v.optional(v.object({ id: v.string() })),
});

/**
 * What Portolan reads of an activity (Bot Framework protocol), and what the SDK needs of it not to fail. Only Teams may
 * send one: for another `channelId` the SDK would check the token by other rules.
 */
const incoming = v.object({
  type: shortText,
  id: v.optional(shortText, ''),
  channelId: v.literal('msteams'),
  serviceUrl: shortText,
  from: account,
  recipient: account,
  conversation: v.object({
    id: shortText,
    conversationType: v.optional(v.string()),
    tenantId: v.optional(v.string()),
  }),
  channelData: v.optional(v.looseObject({ tenant: v.optional(v.looseObject({ id: v.optional(v.string()) })) })),
  text: v.optional(v.string()),
  locale: v.optional(v.string()),
  name: v.optional(v.string()),
  action: v.optional(v.string()),
  replyToId: v.optional(v.string(), ''),
  value: v.optional(v.unknown()),
  entities: v.optional(v.array(entity), []),
  membersAdded: v.optional(v.array(v.looseObject({ id: v.string() })), []),
  membersRemoved: v.optional(v.array(v.looseObject({ id: v.string() })), []),
});

export type Incoming = v.InferOutput<typeof incoming>;

/** The body of a request as an activity from Teams; null where it is none. */
export function readIncoming(body: unknown): Incoming | null {
  const result = v.safeParse(incoming, body);
  return result.success ? result.output : null;
}

/** The Entra tenant that an activity comes from, lower case; empty where it tells none. */
export function tenantOf({ conversation, channelData }: Incoming): string {
  return (conversation.tenantId ?? channelData?.tenant?.id ?? '').toLowerCase();
}

const commandData = v.object({ command: v.pipe(v.string(), v.maxLength(4_000)) });

/** The command line that a button carries; null where the data are not a button's of ours. */
export function commandIn(data: unknown): string | null {
  const result = v.safeParse(commandData, data);
  return result.success ? result.output.command : null;
}

/** The texts in a dialog's data by input id; an input that holds no text or number is left out. */
export function textsIn(data: unknown): Readonly<Record<string, string>> {
  const result = v.safeParse(v.record(v.string(), v.unknown()), data);
  if (!result.success) return {};
  return Object.fromEntries(
    Object.entries(result.output).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [],
    ),
  );
}

/** The value of one field of unknown data; undefined where the data are no object or lack it. */
export function fieldOf(data: unknown, name: string): unknown {
  const result = v.safeParse(v.record(v.string(), v.unknown()), data);
  return result.success ? result.output[name] : undefined;
}
