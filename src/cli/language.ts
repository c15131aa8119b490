import type { Language } from '../catalog/text.ts';

/** The language of the shell's locale. */
export function shellLanguage(): Language {
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('nl') ? 'nl' : 'en';
}
