import { visible } from '../../card/visible.ts';
import { type Language, text } from '../../catalog/text.ts';
import type { Explanation } from '../../probe/explain/explanation.ts';
import type { Outcome } from '../../probe/outcome.ts';
import type { Probe } from '../../probe/probe.ts';

/** One answered probe, ready to be printed. */
export interface Answered {
  readonly probe: Probe;
  readonly outcome: Outcome;
  readonly explanation: Explanation;
}

const words = {
  next: text('Next step', 'Volgende stap'),
  evidence: text('Evidence', 'Bewijs'),
  address: text('address', 'adres'),
  via: text('through the proxy', 'via de proxy'),
  attempts: text('attempts', 'pogingen'),
  timings: text('Timings', 'Tijden'),
  resolve: text('name', 'naam'),
  connect: text('connection', 'verbinding'),
  tls: text('TLS', 'TLS'),
  answer: text('answer', 'antwoord'),
  total: text('total', 'totaal'),
} as const;

/** Names under which evidence holds a time (milliseconds since the epoch). */
const times: ReadonlySet<string> = new Set(['serverTime', 'notBefore', 'notAfter', 'thisUpdate', 'nextUpdate']);

/** A time that a date can hold; others came from a confused server and are shown as they are. */
function asTime(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms);
}

/** One value of evidence on a line of its own, named by its path; what is absent is left out. */
function linesOf(name: string, value: unknown): readonly (readonly [name: string, value: string])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every((item) => typeof item !== 'object')) return [[name, value.join(', ')]];
    return value.flatMap((item, index) => linesOf(`${name}[${index}]`, item));
  }
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, item]) => linesOf(name === '' ? key : `${name}.${key}`, item));
  const last = name.slice(name.lastIndexOf('.') + 1);
  return [[name, typeof value === 'number' && times.has(last) ? asTime(value) : String(value)]];
}

function evidenceLines({ evidence }: Outcome): readonly string[] {
  const lines = linesOf('', evidence).filter(([name]) => name !== 'kind');
  const width = Math.max(0, ...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `  ${visible(name.padEnd(width))}  ${visible(value)}`);
}

/** The address, the proxy and the attempts, and below them the steps that were timed. */
function circumstanceLines({ address, via, attempts, timings }: Outcome, language: Language): readonly string[] {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const steps = (['resolve', 'connect', 'tls', 'answer', 'total'] as const).flatMap((step) => {
    const ms = timings[step];
    return ms === null ? [] : [`${words[step][language]} ${number.format(ms)} ms`];
  });
  return [
    ...(address === null ? [] : [`${words.address[language]} ${address}`]),
    ...(via === null ? [] : [`${words.via[language]} ${via}`]),
    ...(attempts > 1 ? [`${attempts} ${words.attempts[language]}`] : []),
    `${words.timings[language]}: ${steps.join(', ')}`,
  ].map(visible);
}

/** The answer for a person: the verdict first, then why, what to do, what was learned and how long it took. */
export function printForPeople({ outcome, explanation }: Answered, language: Language): string {
  const { headline, cause, nextStep } = explanation;
  const evidence = evidenceLines(outcome);
  const lines = [
    `${outcome.verdict}: ${visible(headline[language])}`,
    visible(cause[language]),
    ...(nextStep === null ? [] : [`${words.next[language]}: ${visible(nextStep[language])}`]),
    ...(evidence.length === 0 ? [] : ['', words.evidence[language], ...evidence]),
    '',
    ...circumstanceLines(outcome, language),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * What a terminal may obey or hide: C1 controls, separators, bidirectional and zero-width characters, tags. JSON escapes
 * only C0 by itself.
 */
const risky =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;

/** The answer for a program: verdict, cause and next step as sentences, evidence, what was asked, and the whole outcome. */
export function printForPrograms({ probe, outcome, explanation }: Answered, language: Language): string {
  const { verdict, evidence, ...rest } = outcome;
  const { kind, host, port } = probe;
  const cause = explanation.cause[language];
  const nextStep = explanation.nextStep?.[language] ?? null;
  const json = JSON.stringify({ verdict, cause, nextStep, evidence, kind, host, port, ...rest }, null, 2);
  const escaped = json.replace(risky, (found) =>
    found
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${escaped}\n`;
}
