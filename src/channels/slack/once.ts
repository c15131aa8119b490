import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Replay } from '../../store/replay.ts';

/** What of a request says that it is the same one again. */
export interface Claim {
  readonly key: string;
  readonly ttlMs: number;
}

const minute = 60_000;
/** Twice the span in which a signature is good, so that none outlives its claim. */
const signatureTtl = 10 * minute;
/** Slack retries an event at once, after a minute and after five; with delayed events, for 24 hours. */
const eventTtl = 25 * 60 * minute;
/** A trigger opens a dialog for 3 seconds; a request that bears it is never sent later than its retries. */
const triggerTtl = 60 * minute;
/** Two clicks within this time are one: longer than a double click, shorter than a second thought. */
const clickTtl = 2_000;

/** The claim of a signature of an HTTP request. */
export function signatureClaim(signature: string): Claim {
  return { key: `slack/signature/${signature}`, ttlMs: signatureTtl };
}

const identified = v.object({
  event_id: v.optional(v.string()),
  trigger_id: v.optional(v.string()),
});

/** The claims of a request's own ids; an envelope id is what Socket Mode gives beside the body. */
export function bodyClaims(body: unknown, envelope?: string): readonly Claim[] {
  const parsed = v.safeParse(identified, body);
  const { event_id: event, trigger_id: trigger } = parsed.success ? parsed.output : {};
  return [
    ...(envelope === undefined ? [] : [{ key: `slack/envelope/${envelope}`, ttlMs: eventTtl }]),
    ...(event === undefined ? [] : [{ key: `slack/event/${event}`, ttlMs: eventTtl }]),
    ...(trigger === undefined ? [] : [{ key: `slack/trigger/${trigger}`, ttlMs: triggerTtl }]),
  ];
}

const pressed = v.object({
  user: v.object({ id: v.string() }),
  container: v.optional(v.record(v.string(), v.unknown())),
  actions: v.array(
    v.object({
      action_id: v.string(),
      value: v.optional(v.string()),
      selected_option: v.optional(v.nullable(v.object({ value: v.string() }))),
    }),
  ),
});

const submitted = v.object({
  type: v.literal('view_submission'),
  user: v.object({ id: v.string() }),
  view: v.object({ id: v.string(), state: v.optional(v.unknown()) }),
});

/**
 * The claim of a click or a submitted form: the same person, the same place, the same button. Each press has a trigger
 * of its own, so that nothing else tells a double click.
 */
export function clickClaims(body: unknown): readonly Claim[] {
  const click = v.safeParse(pressed, body);
  const form = v.safeParse(submitted, body);
  const parts = click.success
    ? [click.output.user.id, click.output.container, click.output.actions]
    : form.success
      ? [form.output.user.id, form.output.view]
      : null;
  if (parts === null) return [];
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return [{ key: `slack/click/${digest}`, ttlMs: clickTtl }];
}

/** Whether none of these was claimed before. All are claimed, in any case. Fails when the store does. */
export async function claimAll(replay: Replay, claims: readonly Claim[]): Promise<boolean> {
  const results = await Promise.all(claims.map(({ key, ttlMs }) => replay.claim(key, ttlMs)));
  return results.every((result) => result === 'first');
}
