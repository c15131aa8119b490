import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../src', import.meta.url));

/**
 * What each part of the house may import: its own part and those named here, downward only. A part that is missing here
 * fails the test, so that a new room is given its place on purpose.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  catalog: [],
  card: ['catalog'],
  probe: ['catalog', 'errors'],
  wire: ['probe'],
  commands: ['card', 'catalog', 'probe', 'wire', 'errors'],
  store: ['catalog', 'probe', 'wire', 'errors'],
  runner: ['wire', 'probe', 'catalog', 'errors'],
  config: ['catalog', 'commands', 'errors', 'store'],
  log: ['config'],
  http: ['channels', 'hub', 'log'],
  hub: ['commands', 'wire', 'probe', 'catalog', 'store', 'log', 'errors'],
  channels: ['commands', 'card', 'catalog', 'store', 'config', 'log', 'errors'],
  bot: [
    'http',
    'log',
    'channels',
    'hub',
    'runner',
    'probe',
    'wire',
    'commands',
    'card',
    'catalog',
    'store',
    'config',
    'errors',
  ],
  cli: [
    'bot',
    'log',
    'channels',
    'runner',
    'probe',
    'wire',
    'commands',
    'card',
    'catalog',
    'store',
    'config',
    'errors',
  ],
};

/** Packages that only one place may import. */
const keptTo: readonly (readonly [package_: RegExp, place: RegExp])[] = [
  [/^@slack\//, /^(channels\/slack|card\/slack)/],
  [/^(botbuilder|botframework|@microsoft\/teams-ai|openai)/, /^channels\/teams/],
  [/^(kysely|better-sqlite3|pg)(\/|$)/, /^store\//],
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly local: boolean;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\*\*?|\*|\/\/).*$/gm, '');
  return [...text.matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier = '']) => {
    const local = specifier.startsWith('.');
    const to = local ? relative(root, join(root, dirname(file), specifier)) : specifier;
    return { from: file.split(sep).join('/'), to: to.split(sep).join('/'), local };
  });
}

const imports = files.flatMap(importsOf);

function partOf(file: string): string {
  return file.split('/')[0]?.replace(/\.ts$/, '') ?? file;
}

/** The circles in a graph, each as the path that closes it. */
function circles(edges: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): void => {
    const at = path.indexOf(node);
    if (at >= 0) {
      found.push([...path.slice(at), node].join(' -> '));
      return;
    }
    if (done.has(node)) return;
    for (const next of edges.get(node) ?? []) visit(next, [...path, node]);
    done.add(node);
  };
  for (const node of edges.keys()) visit(node, []);
  return found;
}

describe('the imports of the house', () => {
  it('are read at all', () => assert.ok(imports.length > 200, `${imports.length} imports found`));

  it('run downward only', () => {
    const upward = imports
      .filter(({ local }) => local)
      .map(({ from, to }) => ({ from, to, parts: [partOf(from), partOf(to)] as const }))
      .filter(({ parts: [from, to] }) => from !== to && !(mayImport[from] ?? []).includes(to))
      .map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(upward, []);
  });

  it('give every part of the house its place', () => {
    assert.deepEqual(
      [...new Set(files.map((file) => partOf(file.split(sep).join('/'))))].filter((part) => !(part in mayImport)),
      [],
    );
  });

  it('make no circle, types included', () => {
    const edges = new Map<string, readonly string[]>();
    for (const [from, list] of Map.groupBy(
      imports.filter(({ local }) => local),
      (one) => one.from,
    ))
      edges.set(
        from,
        list.map(({ to }) => to),
      );
    assert.deepEqual(circles(edges), []);
  });

  it('keep chat SDKs and database drivers in their places', () => {
    const strays = imports
      .filter(({ local }) => !local)
      .filter(({ from, to }) => keptTo.some(([name, place]) => name.test(to) && !place.test(from)))
      .map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(strays, []);
  });

  it('give the catalog no dependency, not even on Node', () => {
    assert.deepEqual(
      imports
        .filter(({ from, local }) => from.startsWith('catalog/') && !local)
        .map(({ from, to }) => `${from} -> ${to}`),
      [],
    );
  });

  it('finds a circle where there is one', () => {
    assert.deepEqual(
      circles(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
      ['a -> b -> c -> a'],
    );
  });

  it('leave the environment to config.ts', () => {
    const readers = files.filter((file) => /process\.env\b/.test(readFileSync(join(root, file), 'utf8')));
    assert.deepEqual(
      readers.filter((file) => file !== 'config.ts'),
      [],
    );
  });
});
