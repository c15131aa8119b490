import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { flows, supplementFlows } from '../../src/catalog/ports/flow.ts';
import { prerequisites } from '../../src/catalog/prerequisites/prerequisites.ts';
import { clientOnly } from './client-only.ts';
import { freeze } from './frozen.ts';
import { faultsOf, type Program } from './rules.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** Modules that are run here and stand in the program as what they export. */
const frozenModules = ['src/probe/scope/catalog-scope.ts', 'src/cli/version.ts'].map((path) =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url)),
);

/** What the runner does when it is started. */
export const runnerStart = `
  import { runRunnerProgram } from './src/cli/runner/main.ts';
  runRunnerProgram(process.argv.slice(2)).then((code) => { process.exitCode = code; });
`;

/** In a checkout the runner is a word behind `portolan`; by itself it is called by this name, of the same length. */
const ownName = ['portolan runner', 'portolan-runner'] as const;

/** Texts of the catalog that show whether its rows are in a program: purposes and requirements, in both languages. */
export const phrases: readonly string[] = [
  ...[...flows, ...supplementFlows].flatMap(({ purpose }) => [purpose.en, purpose.nl]),
  ...prerequisites.flatMap(({ requirement }) => [requirement.en, requirement.nl]),
].filter((text) => text.length >= 30);

function programOf(text: string, { outputs }: Metafile): Program {
  const [output] = Object.values(outputs);
  return {
    text,
    inputs: new Map(
      Object.entries(output?.inputs ?? {})
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path, { bytesInOutput }]) => [relative(checkout, path).split(sep).join('/'), bytesInOutput]),
    ),
    asks: (output?.imports ?? []).filter(({ external }) => external === true).map(({ path }) => path),
  };
}

/**
 * Makes lines of JavaScript that import from the checkout one program. Names stay as they are, so that traces can be read;
 * blanks go. Fails with every fault where it holds what a runner must not.
 */
export async function bundle(start: string): Promise<Program> {
  const { outputFiles, metafile, warnings } = await build({
    stdin: { contents: start, resolveDir: checkout, sourcefile: 'start.js' },
    absWorkingDir: checkout,
    bundle: true,
    platform: 'node',
    // The oldest Node that runs it.
    target: 'node22',
    // A single executable takes nothing else, and is to hold the same program.
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // Modules are strict by nature, and are none any more. The settings for the checker of types play no part.
    banner: { js: '"use strict";' },
    tsconfigRaw: {},
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    write: false,
    logLevel: 'silent',
    // `ws` would load these two from any folder above the file: foreign code, and native at that.
    define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
    plugins: [freeze(frozenModules), clientOnly],
  });
  const program = programOf((outputFiles[0]?.text ?? '').replaceAll(...ownName), metafile);
  const faults = [...warnings.map(({ text }) => text), ...faultsOf(program, phrases)];
  if (faults.length > 0) throw new Error(`the runner cannot be given out:\n  ${faults.join('\n  ')}`);
  return program;
}
