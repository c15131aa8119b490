import type { Asked } from './arguments.ts';
import type { Streams } from './streams.ts';

/** Prints the catalog: all of it as JSON, or a line for each part of it. */
export async function printCatalog(
  { json }: Extract<Asked, { kind: 'catalog' }>,
  { output }: Streams,
): Promise<number> {
  const { catalog } = await import('../catalog/catalog.ts');
  if (json) {
    output.write(`${JSON.stringify(catalog, null, 2)}\n`);
    return 0;
  }
  const counts = Object.entries(catalog).flatMap(([part, content]) =>
    Array.isArray(content) ? [`${String(content.length).padStart(5)}  ${part}`] : [],
  );
  output.write(`${counts.join('\n')}\n\nAll of it: portolan catalog --json\n`);
  return 0;
}
