/**
 * Letters, digits, blanks and the punctuation that no chat dialect gives a meaning to. `- + = : . /` and round brackets
 * have one only in places that `isInert` excludes.
 */
const ordinary = /^[\p{L}\p{N}\p{M} .,;:'"()/%?!+=–—·…×→←↔≤≥±°€-]+$/u;

/** A list or heading marker at the start, an alias like `:x:`, an address that clients turn into a link. */
const active = /^[-+=\s]|^\d+[.)](\s|$)|:[^\s:]*:|\/\/|www\./iu;

/**
 * Whether a text means itself in every Markdown dialect (Slack's mrkdwn, Adaptive Cards on desktop and on phones).
 *
 * Those dialects disagree about escapes: mrkdwn has none for `*`, and Teams on phones takes a backslash away before
 * `* _ [ ] )` only and shows it before everything else. So a text from outside goes into a Markdown field only when it
 * is inert; any other goes where the platform reads no markup at all.
 */
export function isInert(text: string): boolean {
  return ordinary.test(text) && !active.test(text);
}
