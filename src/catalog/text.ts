/** The languages that Portolan answers in. */
export const languages = ['en', 'nl'] as const;

export type Language = (typeof languages)[number];

/** One statement in every language. A missing translation does not compile. */
export type Text = Readonly<Record<Language, string>>;

/** A statement in both languages, written where it is used. */
export function text(en: string, nl: string): Text {
  return { en, nl };
}

/** A name or figure that reads the same in every language. */
export function same(name: string): Text {
  return { en: name, nl: name };
}
