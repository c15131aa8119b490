import type { Language } from '../../catalog/text.ts';
import type { Asker } from './workspace.ts';

/** How long a locale is believed: people change it about never, and a day's work should see it when they do. */
const ttlMs = 60 * 60_000;
/** How long a locale that could not be had is not asked for again. */
const failedTtlMs = 60_000;
/** People whose locale is kept; the longest known go first. */
const maxKnown = 5_000;
/** A person waits for an answer, not for its language. */
const patienceMs = 1_500;

export interface Locales {
  /** The language of a person's Slack; the bot's own where Slack does not tell it in time. Never fails. */
  languageOf(asker: Asker): Promise<Language>;
}

/** Slack's locale, such as `nl-NL`, as a language of the answers. */
export function languageOfLocale(locale: string): Language {
  return /^nl\b/iu.test(locale) ? 'nl' : 'en';
}

/** Asks users.info for locales and keeps them for a while. `otherwise` is the language when there is none. */
export function createLocales(parts: { now(): number; readonly otherwise: Language }): Locales {
  const { now, otherwise } = parts;
  const known = new Map<string, { readonly language: Promise<Language>; readonly until: number }>();

  function keep(key: string, language: Promise<Language>, ttl: number): void {
    known.delete(key);
    known.set(key, { language, until: now() + ttl });
    const oldest = known.keys().next();
    if (known.size > maxKnown && oldest.done !== true) known.delete(oldest.value);
  }

  async function look(key: string, { actor, workspace }: Asker): Promise<Language> {
    try {
      const { user } = await workspace.client.users.info({ user: actor.user, include_locale: true });
      if (user?.locale !== undefined) return languageOfLocale(user.locale);
    } catch {
      // An answer in the wrong language is better than none.
    }
    keep(key, Promise.resolve(otherwise), failedTtlMs);
    return otherwise;
  }

  return {
    async languageOf(asker) {
      const key = `${asker.actor.tenant}/${asker.actor.user}`;
      const found = known.get(key);
      if (found !== undefined && found.until > now()) return within(found.language);
      const language = look(key, asker);
      keep(key, language, ttlMs);
      return within(language);
    },
  };

  function within(language: Promise<Language>): Promise<Language> {
    const { promise, resolve } = Promise.withResolvers<Language>();
    const timer = setTimeout(() => resolve(otherwise), patienceMs);
    void language.then((told) => {
      clearTimeout(timer);
      resolve(told);
    });
    return promise;
  }
}
