import type { App } from '@slack/bolt';
import type { Log } from '../../../log.ts';
import type { Desk } from '../../desk.ts';
import type { Answering } from '../answering.ts';
import type { Locales } from '../language.ts';
import type { Poster } from '../posting.ts';

/** What the listeners share. */
export interface ListenerParts {
  readonly app: App;
  readonly answering: Answering;
  readonly desk: Desk;
  readonly locales: Locales;
  readonly poster: Poster;
  readonly log: Log;
}
