import { parseArguments } from './cli/arguments.ts';
import type { Streams } from './cli/streams.ts';

/**
 * Runs one command line and gives its exit code: 0 for an answer, 2 for a request that cannot be understood, 1 for a
 * fault. Each sub-command is loaded when it is asked for, since an answer in a shell is expected at once.
 */
export async function main(
  argv: readonly string[],
  streams: Streams = { input: process.stdin, output: process.stdout, error: process.stderr },
): Promise<number> {
  const asked = parseArguments(argv);
  // `portolan ask … | head` closes the pipe early, which is no fault.
  streams.output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    switch (asked.kind) {
      case 'start':
        return await (await import('./cli/start.ts')).start(streams);
      case 'ask':
        return await (await import('./cli/ask.ts')).ask(asked, streams);
      case 'catalog':
        return await (await import('./cli/catalog.ts')).printCatalog(asked, streams);
      case 'runner': {
        const { runRunner } = await import('./cli/runner/runner.ts');
        const { nearest } = await import('./commands/grammar/nearest.ts');
        return await runRunner(asked.argv, {
          streams,
          nearest: (word, legal) => nearest(word.toLowerCase(), legal, 1),
        });
      }
      case 'help':
        streams.output.write((await import('./cli/usage.ts')).usage);
        return 0;
      case 'version':
        streams.output.write(`${(await import('./cli/version.ts')).version}\n`);
        return 0;
      case 'unknown':
        streams.error.write(`portolan: ${asked.message}\nTry: portolan --help\n`);
        return 2;
    }
  } catch (error) {
    const { faultText } = await import('./cli/fault.ts');
    streams.error.write(faultText(error));
    return 1;
  }
}
