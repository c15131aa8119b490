import type { Language } from '../../src/catalog/text.ts';
import type { Actor } from '../../src/commands/actor.ts';
import { dispatch } from '../../src/commands/dispatch.ts';
import type { Reply } from '../../src/commands/reply.ts';

/** A real answer, for somebody who asked nothing before. */
export function ask(platform: Actor['platform'], text: string, language: Language = 'en'): Promise<Reply> {
  return dispatch(
    { text, language, actor: { platform, tenant: '', user: 'reader' }, place: { conversation: '', privately: true } },
    { now: Date.now, report: String, preferences: null, estate: null },
  );
}
