import { readGeneralizedTime } from '../ber/generalized-time.ts';
import type { Element } from '../ber/read.ts';

const utcTime = 0x17;
const generalizedTime = 0x18;

/**
 * A Time of X.509 (RFC 5280 section 4.1.2.5), milliseconds since the epoch; null where it is none. A UTCTime has two
 * digits for the year: from 50 on they mean the twentieth century.
 */
export function readTime({ tag, content }: Element): number | null {
  const text = content.toString('latin1', 0, 32);
  if (tag === generalizedTime) return readGeneralizedTime(text);
  if (tag !== utcTime) return null;
  return readGeneralizedTime(`${text.slice(0, 2) < '50' ? '20' : '19'}${text}`);
}
