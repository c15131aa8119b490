/** What a piece of a chunked body held, and whether the body ended with it: `whole`, or `wrong` where it is not chunked as it should be. */
export interface Chunked {
  readonly content: readonly Buffer[];
  readonly end: 'whole' | 'wrong' | null;
}

/** Longest line between chunks: a length of up to eight digits, or an extension or trailer that nobody reads. */
const longestLine = 1_024;

/** Most lines after the last chunk. */
const mostTrailers = 64;

/**
 * Takes a chunked body (RFC 9112 section 7.1) apart, piece by piece as it arrives, wherever the pieces are cut. It keeps
 * no more than one line.
 */
export function startChunks(): (piece: Buffer) => Chunked {
  let line = '';
  /** Bytes of the chunk that are still to come. */
  let left = 0;
  let state: 'size' | 'content' | 'after' | 'trailers' | 'over' = 'size';
  let trailers = 0;

  /** Reads a line to its end; returns where to go on, or null where the line is too long. */
  function endLine(): Chunked['end'] {
    const text = line.replace(/\r$/, '');
    line = '';
    if (state === 'after') {
      if (text !== '') return 'wrong';
      state = 'size';
      return null;
    }
    if (state === 'trailers') {
      trailers += 1;
      return text === '' ? 'whole' : trailers > mostTrailers ? 'wrong' : null;
    }
    const [, size] = /^([0-9A-Fa-f]{1,8})[ \t]*(?:;|$)/.exec(text) ?? [];
    if (size === undefined) return 'wrong';
    left = Number.parseInt(size, 16);
    state = left === 0 ? 'trailers' : 'content';
    return null;
  }

  return (piece) => {
    const content: Buffer[] = [];
    let at = 0;
    while (at < piece.length && state !== 'over') {
      if (state === 'content') {
        const part = piece.subarray(at, at + left);
        content.push(part);
        at += part.length;
        left -= part.length;
        if (left === 0) state = 'after';
        continue;
      }
      const feed = piece.indexOf(0x0a, at);
      line += piece.toString('latin1', at, feed < 0 ? piece.length : feed);
      at = feed < 0 ? piece.length : feed + 1;
      const end = line.length > longestLine ? 'wrong' : feed < 0 ? null : endLine();
      if (end === null) continue;
      state = 'over';
      return { content, end };
    }
    return { content, end: null };
  };
}
