import * as v from 'valibot';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** What a JSON column holds. */
export interface JsonObject {
  readonly [key: string]: Json;
}

const json: v.GenericSchema<Json> = v.union([
  v.string(),
  v.number(),
  v.boolean(),
  v.null(),
  v.array(v.lazy(() => json)),
  v.record(
    v.string(),
    v.lazy(() => json),
  ),
]);

/** Text of a JSON column -> the object it spells. Text that is no JSON object is an issue of the row's schema. */
export const jsonText = v.pipe(v.string(), v.parseJson(), v.record(v.string(), json));
