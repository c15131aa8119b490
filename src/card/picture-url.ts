/** A longer address is no picture's: Slack takes 3,000 characters, and Teams' whole card 28 KB. */
const maxUrl = 2000;

/**
 * The address that a platform may fetch a picture from, in its normal form (everything but ASCII percent-encoded), or
 * undefined where it is not one: only http and https are fetched.
 */
export function pictureUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return /^https?:$/.test(protocol) && href.length <= maxUrl ? href : undefined;
}
