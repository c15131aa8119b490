import { brotliCompressSync, constants } from 'node:zlib';

/** A program in base64 of Brotli: what the file that people copy consists of. */
function packed(program: string): string {
  const bytes = Buffer.from(program, 'utf8');
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
  };
  return brotliCompressSync(bytes, { params }).toString('base64');
}

/**
 * A CommonJS program as one small file that Node runs and that can say what is in it: with `source` as its only argument it
 * prints the program, byte for byte, and runs nothing.
 */
export function pack(program: string, version: string): string {
  return `#!/usr/bin/env node
// Portolan's runner ${version} in one file. The program is compressed below; "portolan-runner source" prints what is run.
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';
const program = brotliDecompressSync(Buffer.from('${packed(program)}', 'base64')).toString('utf8');
if (process.argv[2] === 'source') process.stdout.write(program);
else compileFunction(program, ['require'], { filename: 'portolan-runner.cjs' })(createRequire(import.meta.url));
`;
}
