import type { Duplex } from 'node:stream';
import type { Ground } from '../prober.ts';
import { type Ended, ended, type Step } from './said.ts';
import { seenIn } from './seen.ts';
import { codeOf, faultOf, stopped } from './socket-error.ts';

/**
 * Whether the bytes so far hold a whole answer of the protocol (its length), need more, or are no such answer. It is
 * called again with every arrival, so it must not keep state.
 */
export type Frame = (bytes: Buffer) => { readonly kind: 'whole'; readonly length: number } | 'more' | 'wrong';

/** Questions and answers over one open stream, plain or TLS. */
export interface Conversation {
  /** Says `request` (nothing, where it is null) and waits for one whole answer. What follows the answer is kept for the next. */
  ask(request: Uint8Array | null, frame: Frame): Promise<Step<Buffer>>;
  /** Says something that no answer is expected to. */
  say(bytes: Uint8Array): void;
  /** Gives the stream back as it came, paused, with what was not asked for yet: for a stream that becomes another. */
  release(): void;
  end(): void;
}

/** No answer that a prober waits for is longer; what goes on beyond is not the protocol. */
const longestAnswer = 1 << 20;

/** A conversation over a connected stream. Every way in which it can fail comes back as a finding. */
export function converse(stream: Duplex, ground: Ground): Conversation {
  let kept: Buffer = Buffer.alloc(0);
  let closing: 'reset' | 'end' | null = null;
  let fault: unknown = null;
  let wake = () => {};

  const onData = (chunk: Buffer) => {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    wake();
  };
  const onEnd = () => {
    closing ??= 'end';
    wake();
  };
  stream.on('data', onData);
  stream.on('error', (error) => {
    if (['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(codeOf(error))) closing = 'reset';
    else fault = error;
    wake();
  });
  stream.on('end', onEnd);
  stream.on('close', onEnd);
  // A stream that was given back is paused, and a listener does not wake it.
  stream.resume();

  /** What stands in the buffer, read by the frame; null where more is needed and may come. */
  function read(frame: Frame): Step<Buffer> | null {
    const framed = kept.length === 0 ? 'more' : frame(kept);
    if (framed === 'wrong' || (framed === 'more' && kept.length > longestAnswer))
      return ended({ verdict: 'open-wrong-service', evidence: null, ...seenIn(kept) });
    if (framed === 'more') return null;
    const answer = kept.subarray(0, framed.length);
    kept = kept.subarray(framed.length);
    return { kind: 'done', value: answer };
  }

  /** An answer that stopped in the middle is as good as a wrong one: something spoke, and not the protocol. */
  function silence(): Ended {
    if (kept.length > 0) return ended({ verdict: 'open-wrong-service', evidence: null, ...seenIn(kept) });
    return ended({ verdict: 'open-silent', evidence: null });
  }

  function listen(frame: Frame): Promise<Step<Buffer>> {
    const { signal, timeoutMs } = ground;
    return new Promise((resolve) => {
      const finish = (said: Step<Buffer>) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        wake = () => {};
        resolve(said);
      };
      const onAbort = () => finish(ended(stopped(signal)));
      const timer = setTimeout(() => finish(silence()), timeoutMs);
      wake = () => {
        const said = read(frame);
        if (said !== null) finish(said);
        else if (fault !== null) finish(ended(faultOf(fault)));
        else if (closing !== null && kept.length > 0) finish(silence());
        else if (closing !== null) finish(ended({ verdict: 'open-then-closed', evidence: null, how: closing }));
      };
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      else wake();
    });
  }

  return {
    ask(request, frame) {
      if (request !== null && closing === null) stream.write(request);
      return ground.stopwatch.time('answer', () => listen(frame));
    },
    say(bytes) {
      if (closing === null) stream.write(bytes);
    },
    release() {
      stream.off('data', onData).off('end', onEnd).off('close', onEnd).pause();
      if (kept.length > 0) stream.unshift(kept);
      kept = Buffer.alloc(0);
    },
    end() {
      stream.destroy();
    },
  };
}
