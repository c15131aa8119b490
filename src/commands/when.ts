import { type Language, text } from '../catalog/text.ts';

/** A moment as people compare it across time zones: `2026-11-20 14:05 UTC`. */
export function spellTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago a moment was, in whole units: `just now`, `5 min ago`, `3 h ago`, `12 days ago`. */
export function spellAgo(at: number, now: number, language: Language): string {
  const past = Math.max(0, now - at);
  if (past < minute) return text('just now', 'zojuist')[language];
  if (past < hour)
    return text(`${Math.floor(past / minute)} min ago`, `${Math.floor(past / minute)} min geleden`)[language];
  if (past < 2 * day)
    return text(`${Math.floor(past / hour)} h ago`, `${Math.floor(past / hour)} uur geleden`)[language];
  const days = Math.floor(past / day);
  return text(`${days} days ago`, `${days} dagen geleden`)[language];
}
