import { parse } from 'node:querystring';
import * as v from 'valibot';

/** Why a signed request cannot be read. */
export type Unreadable = 'media-type' | 'malformed';

const object = v.record(v.string(), v.unknown());
const typed = v.object({ type: v.string() });

/** What Slack sends, by what Bolt tells them apart with. */
const known = v.union([
  v.object({ type: v.literal('url_verification'), challenge: v.string() }),
  v.object({ event: typed }),
  v.object({ command: v.string(), user_id: v.string() }),
  v.object({ type: v.literal('block_actions'), actions: v.pipe(v.array(object), v.minLength(1)), user: object }),
  v.object({ type: v.picklist(['view_submission', 'view_closed']), view: object, user: object }),
  v.object({ type: v.picklist(['shortcut', 'message_action', 'block_suggestion']), user: object }),
  v.object({ ssl_check: v.string() }),
]);

/** The media types that Slack sends: events as JSON, everything else as a form. */
export const mediaTypes = ['application/json', 'application/x-www-form-urlencoded'] as const;

/** The media type of a Content-Type header without its parameters, or null when it is none that Slack sends. */
export function mediaTypeOf(header: string | undefined): (typeof mediaTypes)[number] | null {
  const name = header?.split(';', 1)[0]?.trim().toLowerCase();
  return mediaTypes.find((type) => type === name) ?? null;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Clicks and forms come as JSON in one field of a form, slash commands as the form itself. */
function formBody(form: Readonly<Record<string, string | string[] | undefined>>): unknown {
  const { payload } = form;
  return typeof payload === 'string' ? json(payload) : form;
}

/** The request that these bytes spell, or why there is none. Fields beyond the ones checked stay as they are. */
export function readBody(contentType: string | undefined, bytes: Buffer): Record<string, unknown> | Unreadable {
  const type = mediaTypeOf(contentType);
  if (type === null) return 'media-type';
  const text = bytes.toString('utf8');
  const parsed = v.safeParse(object, type === 'application/json' ? json(text) : formBody({ ...parse(text) }));
  return parsed.success && v.is(known, parsed.output) ? parsed.output : 'malformed';
}
