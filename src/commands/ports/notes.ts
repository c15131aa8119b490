import type { Note } from '../../card/card.ts';
import { yearOf } from '../../catalog/ports/edition.ts';
import type { FlowFacts } from '../../catalog/ports/facts.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { type Language, text } from '../../catalog/text.ts';
import type { PortsResult } from './result.ts';
import { assumedTcp, transportWords } from './words.ts';

/** What editions say differently of the shown flows, one sentence each. */
function changeNotes(flows: readonly FlowFacts[], language: Language): readonly Note[] {
  const told = flows.flatMap((flow) =>
    flow.changes.flatMap(({ edition, changes }) =>
      changes.flatMap((change) => {
        if (change.field !== 'transports' || change.before.length === 0) return [];
        const name = `${flow.protocol} ${formatSpans(flow.ports)}`;
        return [
          {
            edition,
            name,
            before: transportWords({ transports: change.before }),
            after: transportWords({ transports: change.after }),
          },
        ];
      }),
    ),
  );
  const groups = Map.groupBy(told, ({ edition, before, after }) => `${edition} ${before} ${after}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = [...new Set(group.map(({ name }) => name))].join(', ');
    const year = yearOf(first.edition);
    const sentence = text(
      `Earlier editions print ${first.before} for ${names}; since ${year} it is ${first.after}.`,
      `Eerdere edities noemen ${first.before} voor ${names}; sinds ${year} is dat ${first.after}.`,
    );
    return [{ kind: 'note', tone: 'neutral', text: sentence[language] }];
  });
}

/** In an old edition: what later ones have dropped since. */
function staleNotes({ edition, flows }: PortsResult, language: Language): readonly Note[] {
  const stale = edition === null ? [] : flows.filter((flow) => flow.status === 'retired');
  if (stale.length === 0) return [];
  const sentence = text(
    `Dropped since: ${stale.length} of these ${flows.length}. Ask without --edition for what holds today.`,
    `Sindsdien vervallen: ${stale.length} van deze ${flows.length}. Vraag zonder --edition wat nu geldt.`,
  );
  return [{ kind: 'note', tone: 'warning', text: sentence[language] }];
}

/** What a reader of the answer must know beside its tables. */
export function answerNotes(result: PortsResult, language: Language): readonly Note[] {
  const shown = [...result.flows, ...result.supplements];
  const assumed = shown.some(
    (flow) => flow.transports.length === 0 && (flow.status !== 'retired' || result.edition !== null),
  );
  return [
    ...staleNotes(result, language),
    ...changeNotes(result.edition === null ? result.flows : [], language),
    ...(assumed ? [{ kind: 'note', tone: 'neutral', text: assumedTcp[language] } as const] : []),
  ];
}
