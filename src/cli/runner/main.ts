import { faultText } from '../fault.ts';
import type { Streams } from '../streams.ts';
import { version } from '../version.ts';
import { runRunner } from './runner.ts';

/** Legal words that begin as the word does: a runner carries no grammar to measure distances with. */
function alike(word: string, legal: readonly string[]): readonly string[] {
  const start = word.toLowerCase().slice(0, 2);
  return start === '' ? [] : legal.filter((one) => one.startsWith(start));
}

/**
 * The runner as a program of its own, `portolan-runner`: what `portolan runner` is, and `version`. Gives the exit code: 0 for
 * an answer, 2 for what cannot be understood, 1 for a fault. Never rejects.
 */
export async function runRunnerProgram(
  argv: readonly string[],
  streams: Streams = { input: process.stdin, output: process.stdout, error: process.stderr },
): Promise<number> {
  // `portolan-runner … | head` closes the pipe early, which is no fault.
  streams.output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  if (['version', '--version', '-v'].includes(argv[0] ?? '')) {
    streams.output.write(`${version}\n`);
    return 0;
  }
  try {
    return await runRunner(argv, { streams, nearest: alike });
  } catch (error) {
    streams.error.write(faultText(error));
    return 1;
  }
}
