import type { Language } from '../catalog/text.ts';
import type { Actor } from './actor.ts';

/** What people set for themselves, kept between questions. */
export interface Preferences {
  /** The language that this person chose; null for that of the platform. */
  language(actor: Actor): Promise<Language | null>;
  setLanguage(actor: Actor, language: Language | null): Promise<void>;
}
