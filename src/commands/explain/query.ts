import { anyOverlap } from '../../catalog/ports/span.ts';
import { text } from '../../catalog/text.ts';
import type { Parsed } from '../command.ts';
import { nearest } from '../grammar/nearest.ts';
import { checkPorts } from '../grammar/port-shape.ts';
import { type Asked, understand } from '../grammar/understand.ts';
import { fold } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { conceptOf, type ExplainMeaning, explainLexicon, type Subject, spellSubject } from './subject.ts';

function spellMeaning(meaning: ExplainMeaning): string {
  switch (meaning.kind) {
    case 'ports':
      return String(meaning.from);
    case 'transport':
      return '';
    // The id of a role asks for what bears its name, which is what somebody who typed `agent` wants to choose from.
    case 'role':
      return meaning.id;
    default:
      return spellSubject(meaning);
  }
}

const asked: Asked<ExplainMeaning> = {
  legal: text(
    'a port (443) or a term: “explain” alone lists them',
    'een poort (443) of een begrip: “explain” alleen noemt ze',
  ),
  spell: spellMeaning,
};

function refuseSeveral(subjects: readonly Subject[]): Refusal {
  const names = subjects.map(spellSubject);
  const [first] = subjects;
  const port = subjects.find(({ kind }) => kind === 'port');
  const role = subjects.find((subject) => subject.kind === 'role');
  return refuse(
    'too-many-words',
    text(
      `${names.map((name) => `“${name}”`).join(', ')}: explain one at a time.`,
      `${names.map((name) => `“${name}”`).join(', ')}: vraag er één tegelijk.`,
    ),
    [
      ...(first !== undefined && port !== undefined && role?.kind === 'role'
        ? [`ports ${role.id} ${spellSubject(port)}`]
        : []),
      ...names.map((name) => `explain ${name}`),
    ].slice(0, 4),
  );
}

/** Whether a port only stresses a concept beside it that concerns the port: `Kerberos (88)`. */
function stresses(port: Subject, others: readonly Subject[]): boolean {
  return (
    port.kind === 'port' &&
    others.some((other) => other.kind === 'concept' && anyOverlap(conceptOf(other.id).ports, [port.ports]))
  );
}

/** A slip in one word of a phrase (`staging mdoe`) leaves the others known: the phrase as a whole tells what was meant. */
function withWholePhrase(refusal: Refusal, line: Line): Refusal {
  if (refusal.code !== 'unknown-word' || refusal.suggestions.length > 0) return refusal;
  const whole = fold(line.words.map((word) => word.text).join(' '));
  const near = nearest(whole, explainLexicon.phrases.keys()).map((phrase) => `explain ${phrase}`);
  return { ...refusal, suggestions: near };
}

/** Reads an explain question: one term or one port, in a sentence or alone. */
export function readExplain(line: Line): Parsed<Subject> {
  const reading = understand(line, explainLexicon, asked);
  if (reading.kind === 'refusal') return withWholePhrase(reading, line);
  const named = new Map<string, Subject>();
  for (const piece of reading.pieces) {
    if (piece.kind !== 'known') continue;
    const { meaning } = piece;
    const [word] = piece.words;
    if ('id' in meaning) named.set(spellSubject(meaning), meaning);
    else if (meaning.kind === 'ports' && word !== undefined) {
      const span = checkPorts(meaning, (ports) => rewrite(line, { words: new Map([[word, ports]]) }));
      if ('kind' in span) return span;
      named.set(spellSubject({ kind: 'port', ports: span }), { kind: 'port', ports: span });
    }
  }
  const all = [...named.values()];
  const subjects = all.filter((subject) => !stresses(subject, all));
  const [subject = { kind: 'index' } as const, ...more] = subjects;
  return more.length > 0 ? refuseSeveral(subjects) : { kind: 'parsed', arguments: subject };
}

/** The line that asks this question again. */
export function spellExplain(subject: Subject): string {
  return ['explain', spellSubject(subject)].filter((part) => part !== '').join(' ');
}
