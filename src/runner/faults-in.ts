import * as v from 'valibot';

/** Longest piece of a wrong value that is repeated. */
const shown = 60;

/** A value as a fault repeats it. */
export function shownValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= shown ? text : `${text.slice(0, shown - 1)}…`;
}

/**
 * What is wrong with a file, a line each: where, what stands there, and what may stand there. `legal` knows the legal
 * values by the first word of the path; where it is silent the schema speaks.
 */
export function faultsIn(
  issues: readonly v.BaseIssue<unknown>[],
  legal: Readonly<Record<string, string>> = {},
): readonly string[] {
  return issues.map((issue) => {
    const path = v.getDotPath(issue);
    if (path === null) return issue.type === 'parse_json' ? `it is no JSON: ${issue.received}` : issue.message;
    if (issue.type === 'strict_object' && issue.expected === 'never') return `${path}: there is no such key`;
    const wanted = legal[path.replace(/\.\d+$/, '')] ?? legal[path.split('.')[0] ?? ''] ?? issue.expected;
    const found = issue.input === undefined ? 'is missing' : `${shownValue(issue.input)} is not right`;
    return `${path}: ${found}; legal: ${wanted ?? issue.message}`;
  });
}
