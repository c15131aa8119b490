import { setImmediate as turn } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import * as v from 'valibot';
import type { Replay } from '../../../store/replay.ts';
import { bodyClaims, claimAll, clickClaims } from '../once.ts';
import type { Work } from '../work.ts';

/** Forms answer their own acknowledgement, which may say what is wrong with a field. */
const submission = v.object({ type: v.literal('view_submission') });
const acknowledging = v.object({ ack: v.custom<() => Promise<void>>((value) => typeof value === 'function') });
const envelope = v.object({ envelopeId: v.string() });

/**
 * Acknowledges whatever comes in at once, and lets it on only when it did not run before. Over HTTP the request check
 * has claimed the request already; in Socket Mode, where `socket` is true, its ids are claimed here. What runs counts as
 * work until its answer is delivered.
 */
export function guard(
  app: App,
  parts: { readonly replay: Replay; readonly work: Work; readonly socket: boolean },
): void {
  const { replay, work, socket } = parts;
  const isFirst = async ({ body, context }: { readonly body: unknown; readonly context: unknown }) => {
    const parsed = v.safeParse(envelope, context);
    const ids = socket ? bodyClaims(body, parsed.success ? parsed.output.envelopeId : undefined) : [];
    return claimAll(replay, [...ids, ...clickClaims(body)]);
  };
  app.use((args) =>
    work.run(async () => {
      const { body, next } = args;
      const form = v.is(submission, body);
      const able = v.safeParse(acknowledging, args);
      if (!form && able.success) await able.output.ack();
      // Lets acknowledgements of what came in meanwhile go out before an answer is worked out.
      await turn();
      if (await isFirst(args)) await next();
      else if (form && able.success) await able.output.ack();
    }),
  );
}
