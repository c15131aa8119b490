import { type Language, type Text, text } from '../../catalog/text.ts';
import type { ToldRun } from './told.ts';
import { hostWords, wayLine } from './words.ts';

/** What the tasks of a run have in common and what tells them apart, so that nothing is said of each that holds for all. */
export interface Where {
  /** Every runner that takes part, in the order of the tasks. */
  readonly runners: readonly string[];
  /** Every way, such as `Connect → DC`. */
  readonly ways: readonly string[];
  /** Every host that is asked. */
  readonly hosts: readonly string[];
}

/** Who asks from where to where in a run. */
export function whereOf({ tasks }: ToldRun): Where {
  return {
    runners: [...new Set(tasks.map(({ runner }) => runner))],
    ways: [...new Set(tasks.map(wayLine))],
    hosts: [...new Set(tasks.map(hostWords))],
  };
}

/** What is named before it is counted. */
const named = 3;

function several(names: readonly string[], counted: Text, language: Language): string {
  return names.length <= named ? names.join(', ') : `${names.length} ${counted[language]}`;
}

/** `Connect → DC · dc01.contoso.com · from sync01, sync02`. */
export function whereLine({ runners, ways, hosts }: Where, language: Language): string {
  const who = several(runners, text('runners', 'runners'), language);
  return [
    several(ways, text('ways between roles', 'wegen tussen rollen'), language),
    several(hosts, text('hosts', 'hosts'), language),
    `${text('from', 'vanaf')[language]} ${who}`,
  ].join(' · ');
}
