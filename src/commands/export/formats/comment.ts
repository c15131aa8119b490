import { wrap } from '../../../card/text-wrap.ts';
import { toAscii } from './ascii.ts';

/** Sentences as `#` comment lines of a readable width, each beginning a line of its own. */
export function commentLines(sentences: readonly string[], indent = ''): readonly string[] {
  return sentences.flatMap((sentence) => {
    const text = toAscii(sentence);
    return text === '' ? [`${indent}#`] : wrap(text, 110 - indent.length).map((line) => `${indent}# ${line}`);
  });
}
