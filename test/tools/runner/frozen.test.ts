import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { freeze, frozen } from '../../../tools/runner/frozen.ts';

describe('a module that is frozen', () => {
  it('becomes its exports, as JSON', () =>
    assert.equal(
      frozen({ ports: [53, 88], names: { dc: 'a "b"\u2028' }, none: null }, 'x.ts'),
      'export const ports = [53,88];\nexport const names = {"dc":"a \\"b\\"\u2028"};\nexport const none = null;\n',
    ));

  it('holds nothing that JSON would change', () => {
    for (const value of [
      new Map([[1, 2]]),
      () => 1,
      undefined,
      { at: new Date(0) },
      { gap: undefined },
      Number.NaN,
      1n,
    ])
      assert.throws(() => frozen({ value }, 'x.ts'), TypeError, String(value));
  });

  it('leaves what it was made from out of the bundle', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-frozen-'));
    try {
      await writeFile(
        join(folder, 'rows.ts'),
        `export const rows: readonly string[] = ['a long sentence of the rows'];\n`,
      );
      await writeFile(
        join(folder, 'table.ts'),
        `import { rows } from './rows.ts';\nexport const table = { count: rows.length };\nexport const unused = 1;\n`,
      );
      const { outputFiles } = await build({
        stdin: { contents: `import { table } from './table.ts'; console.log(table.count);`, resolveDir: folder },
        bundle: true,
        write: false,
        format: 'esm',
        minify: true,
        logLevel: 'silent',
        plugins: [freeze([join(folder, 'table.ts')])],
      });
      assert.equal(outputFiles[0]?.text.trim(), 'var o={count:1};console.log(o.count);');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
