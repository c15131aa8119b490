/**
 * Edit distance that counts a swap of two neighbours as one slip (optimal string alignment): `wpa` is one away from
 * `wap`. The maintained distance libraries count it as two, which in words of three letters is as far as anything else.
 */
export function distance(a: string, b: string): number {
  const width = b.length + 1;
  const cells = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => cells[i * width + j] ?? 0;
  for (let i = 0; i <= a.length; i++) cells[i * width] = i;
  for (let j = 0; j <= b.length; j++) cells[j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      cells[i * width + j] = best;
    }
  }
  return at(a.length, b.length);
}

/** Slips that are forgiven in a word: one in three letters. A word of one or two letters is right or wrong. */
function tolerance(word: string): number {
  return Math.min(3, Math.floor(word.length / 3));
}

/** Whether a word may be another with a slip or two in it. */
export function isNear(word: string, other: string): boolean {
  return Math.abs(other.length - word.length) <= tolerance(word) && distance(word, other) <= tolerance(word);
}

/** Words longer than this are not compared: no phrase of ours is that long. */
const longestCompared = 60;

/**
 * The candidates nearest to a word, nearest first and at most `count`; none where nothing is near enough to suggest.
 * A candidate that the word begins counts as near, so that `web app` finds `web application proxy`.
 */
export function nearest(word: string, candidates: Iterable<string>, count = 3): readonly string[] {
  if (word.length > longestCompared) return [];
  const scored: { readonly candidate: string; readonly score: number }[] = [];
  for (const candidate of candidates) {
    if (isNear(word, candidate)) scored.push({ candidate, score: distance(word, candidate) / word.length });
    else if (word.length >= 3 && candidate.startsWith(word))
      scored.push({ candidate, score: 0.5 + candidate.length / 1_000 });
  }
  return scored
    .toSorted(
      (a, b) => a.score - b.score || a.candidate.length - b.candidate.length || (a.candidate < b.candidate ? -1 : 1),
    )
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
