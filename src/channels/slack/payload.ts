import * as v from 'valibot';

/** A mention of the bot, or a message to it alone. */
export const messageEvent = v.object({
  channel: v.string(),
  user: v.string(),
  text: v.string(),
  ts: v.string(),
  thread_ts: v.optional(v.string()),
  channel_type: v.optional(v.string()),
  /** Set on everything that is not a plain message: changes, joins, other apps' posts. */
  subtype: v.optional(v.string()),
  bot_id: v.optional(v.string()),
  app_id: v.optional(v.string()),
  edited: v.optional(v.unknown()),
});

/** The envelope of an event. */
export const eventBody = v.object({ event_id: v.string() });

/** A slash command. */
export const commandBody = v.object({
  command: v.string(),
  text: v.optional(v.string(), ''),
  user_id: v.string(),
  channel_id: v.string(),
  response_url: v.string(),
  trigger_id: v.string(),
});

/** A click or a choice. */
export const actionBody = v.object({
  user: v.object({ id: v.string() }),
  trigger_id: v.string(),
  response_url: v.optional(v.string()),
  container: v.variant('type', [
    v.object({
      type: v.literal('message'),
      message_ts: v.string(),
      channel_id: v.string(),
      thread_ts: v.optional(v.string()),
      is_ephemeral: v.optional(v.boolean(), false),
    }),
    v.object({ type: v.literal('view'), view_id: v.string() }),
  ]),
  actions: v.tupleWithRest(
    [
      v.object({
        action_id: v.string(),
        value: v.optional(v.string()),
        selected_option: v.optional(v.nullable(v.object({ value: v.string() }))),
      }),
    ],
    v.unknown(),
  ),
});

/** A global shortcut. */
export const shortcutBody = v.object({ user: v.object({ id: v.string() }), trigger_id: v.string() });

/** A form that was sent. The values are by block and then by action. */
export const submissionBody = v.object({
  user: v.object({ id: v.string() }),
  trigger_id: v.optional(v.string()),
  view: v.object({
    id: v.string(),
    callback_id: v.string(),
    private_metadata: v.optional(v.string(), ''),
    state: v.object({
      values: v.record(v.string(), v.record(v.string(), v.object({ value: v.optional(v.nullable(v.string())) }))),
    }),
  }),
});

/** The start page of a person. */
export const homeEvent = v.object({ user: v.string(), tab: v.string() });
