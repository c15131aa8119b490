import * as v from 'valibot';
import { PortolanError } from '../errors.ts';

/**
 * A row as its schema reads it. A row that does not fit was written by something else than Portolan, or by a newer one:
 * a PortolanError `internal` that names the table, never the value.
 */
export function parseRow<Schema extends v.GenericSchema>(
  table: string,
  schema: Schema,
  row: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, row);
  if (result.success) return result.output;
  const columns = [...new Set(result.issues.map((issue) => String(issue.path?.[0]?.key ?? 'row')))].join(', ');
  throw new PortolanError(
    'internal',
    `A row of table ${table} cannot be read: ${columns}`,
    'Check whether a newer version of Portolan or another program wrote to this database.',
  );
}
