import * as v from 'valibot';
import { type ConfigKey, configKeys, environment, legal, type Values } from './keys.ts';

/** The values that could be read, which keys were given at all, and what was found wrong so far. */
export interface Reading {
  readonly values: Values;
  readonly given: ReadonlySet<ConfigKey>;
  readonly faults: string[];
}

/** Checks each key alone. A faulty key stays `given`, so that it is not called missing as well. */
export function readValues(env: Readonly<Record<string, string | undefined>>): Reading {
  const entries = configKeys.map((key) => [key, env[key]?.trim() ?? ''] as const).filter(([, text]) => text !== '');
  const result = v.safeParse(environment, Object.fromEntries(entries));
  const wrong = new Map(result.success ? [] : result.issues.map((issue) => [issue.path?.[0].key, issue.message]));
  return {
    values: v.parse(environment, Object.fromEntries(entries.filter(([key]) => !wrong.has(key)))),
    given: new Set(entries.map(([key]) => key)),
    faults: entries.flatMap(([key]) => (wrong.has(key) ? [fault(key, `${wrong.get(key)}`)] : [])),
  };
}

/** Notes each of these keys that was not given. */
export function need(reading: Reading, keys: readonly ConfigKey[], wrong: string): void {
  for (const key of keys) if (!reading.given.has(key)) reading.faults.push(fault(key, wrong));
}

/** One fault in words: the key, what is wrong, and the legal values. */
export function fault(key: ConfigKey, wrong: string): string {
  return `${key} ${wrong}. Legal: ${legal[key]}.`;
}
