import { deepStrictEqual } from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** The exports of a module as constants of a new one that imports nothing. Fails where one of them does not survive JSON. */
export function frozen(exports: Readonly<Record<string, unknown>>, path: string): string {
  return Object.entries(exports)
    .map(([name, value]) => {
      // Nothing at all is said of a function or of undefined.
      const json = JSON.stringify(value) ?? 'null';
      try {
        deepStrictEqual(JSON.parse(json), value);
      } catch (cause) {
        throw new TypeError(`${name} of ${path} does not survive JSON, so it cannot stand in the bundle`, { cause });
      }
      return `export const ${name} = ${json};\n`;
    })
    .join('');
}

/**
 * Puts what some modules export in their place: each is run here, once, and what it was made from (the catalog, the
 * package's manifest) stays out of the bundle. `paths` are absolute.
 */
export function freeze(paths: readonly string[]): Plugin {
  return {
    name: 'freeze',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!paths.includes(path)) return null;
        const exports: Readonly<Record<string, unknown>> = await import(pathToFileURL(path).href);
        return { contents: frozen(exports, path), loader: 'js' };
      });
    },
  };
}
