import * as v from 'valibot';
import { homeView } from '../home.ts';
import { homeEvent } from '../payload.ts';
import { askerOf } from '../workspace.ts';
import type { ListenerParts } from './parts.ts';

/** The start page, drawn anew whenever a person opens it. */
export function listenToHome({ app, desk, locales, poster, log }: ListenerParts): void {
  app.event('app_home_opened', async ({ event, context, client }) => {
    const { user, tab } = v.parse(homeEvent, event);
    if (tab !== 'home') return;
    const asker = askerOf({ context, client }, user);
    const [recent, language] = await Promise.all([desk.recent(asker.actor), locales.languageOf(asker)]);
    const view = homeView(recent, language);
    const outcome = await poster.call(asker.workspace, 'views.publish', (web) =>
      web.views.publish({ user_id: user, view }),
    );
    if (outcome.kind === 'failed') log.warn({ failure: outcome.failure }, 'Slack did not take the start page');
  });
}
