import { visible } from '../../card/visible.ts';
import { type Language, text } from '../../catalog/text.ts';
import { evidenceLines } from '../../probe/explain/evidence-lines.ts';
import type { Explanation } from '../../probe/explain/explanation.ts';
import type { Outcome } from '../../probe/outcome.ts';
import type { Probe } from '../../probe/probe.ts';
import { jsonText } from '../json.ts';

/** One answered probe, ready to be printed. */
export interface Answered {
  readonly probe: Probe;
  readonly outcome: Outcome;
  readonly explanation: Explanation;
}

const next = text('Next step', 'Volgende stap');

/** The answer for a person: the verdict first, then why and what to do, and what it stands on line by line. */
export function printForPeople({ outcome, explanation }: Answered, language: Language): string {
  const { headline, cause, nextStep } = explanation;
  const evidence = evidenceLines(outcome).map(({ label, value }) => [label[language], value] as const);
  const width = Math.max(0, ...evidence.map(([label]) => label.length));
  const lines = [
    `${outcome.verdict}: ${headline[language]}`,
    cause[language],
    ...(nextStep === null ? [] : [`${next[language]}: ${nextStep[language]}`]),
    '',
    ...evidence.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

/** The answer for a program: verdict, cause and next step as sentences, evidence, what was asked, and the whole outcome. */
export function printForPrograms({ probe, outcome, explanation }: Answered, language: Language): string {
  const { verdict, evidence, ...rest } = outcome;
  const { kind, host, port } = probe;
  const cause = explanation.cause[language];
  const nextStep = explanation.nextStep?.[language] ?? null;
  return jsonText({ verdict, cause, nextStep, evidence, kind, host, port, ...rest });
}
