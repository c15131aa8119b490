import { type EditionId, yearOf } from '../../catalog/ports/edition.ts';
import type { Ends, FlowQuery } from '../../catalog/ports/lookup.ts';
import { protocolOf } from '../../catalog/ports/protocol.ts';
import type { Transport } from '../../catalog/ports/row.ts';
import { formatSpan, type PortSpan } from '../../catalog/ports/span.ts';
import { text } from '../../catalog/text.ts';
import type { Parsed } from '../command.ts';
import { checkPorts, type TypedPorts } from '../grammar/port-shape.ts';
import { type Understood, understand } from '../grammar/understand.ts';
import type { Word } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { editionWords, readEdition } from './edition-word.ts';
import { type EndMark, readEnds, spellEnds } from './ends.ts';
import { askedOfPorts, type PortsMeaning, portsLexicon, spellFeature } from './lexicon.ts';

/** What a word of a question says about ports. */
interface FoundPorts {
  readonly words: readonly Word[];
  readonly typed: TypedPorts;
}

interface Gathered {
  readonly marks: EndMark[];
  readonly ports: FoundPorts[];
  readonly protocols: Set<FlowQuery['protocols'][number]>;
  readonly features: Set<FlowQuery['features'][number]>;
  readonly transports: Set<Transport>;
  readonly editions: Set<EditionId>;
  requiredOnly: boolean;
}

function gather(into: Gathered, meaning: PortsMeaning, words: readonly Word[]): void {
  switch (meaning.kind) {
    case 'role':
      into.marks.push({ kind: 'role', role: meaning.role, words });
      return;
    case 'side':
      into.marks.push({ kind: 'side', side: meaning.side, words });
      return;
    case 'ports':
      into.ports.push({ words, typed: meaning });
      return;
    case 'protocol':
      into.protocols.add(meaning.protocol);
      return;
    case 'feature':
      into.features.add(meaning.feature);
      return;
    case 'edition':
      into.editions.add(meaning.edition);
      return;
    case 'transport':
      into.transports.add(meaning.transport);
      return;
    case 'required':
      into.requiredOnly = true;
      return;
    case 'everything':
      return;
  }
}

type Pieces = Understood<PortsMeaning>['pieces'];

function isYear(words: readonly Word[]): boolean {
  const [word, ...more] = words;
  return word !== undefined && more.length === 0 && editionWords.has(word.text);
}

/** One port of a question; null for a range, for a year, and for anything else. */
function singlePort(piece: Pieces[number] | undefined): TypedPorts | null {
  if (piece?.kind !== 'known' || piece.meaning.kind !== 'ports' || isYear(piece.words)) return null;
  return piece.meaning.from === piece.meaning.to ? piece.meaning : null;
}

/** `1024 to 65535`, `1024 tot en met 65535`: two ports with a preposition between them are a range. */
function rangeAt(pieces: Pieces, at: number): { readonly found: FoundPorts; readonly length: number } | null {
  const first = singlePort(pieces[at]);
  const link = pieces[at + 1];
  if (first === null || link?.kind !== 'direction' || link.preposition !== 'to') return null;
  let length = 2;
  while (pieces[at + length]?.kind === 'filler') length += 1;
  const last = singlePort(pieces[at + length]);
  if (last === null) return null;
  const words = pieces.slice(at, at + length + 1).flatMap((piece) => piece.words);
  return {
    found: { words, typed: { ...first, to: last.to, transport: first.transport ?? last.transport } },
    length: length + 1,
  };
}

function gatherAll(pieces: Pieces, into: Gathered): void {
  for (let at = 0; at < pieces.length; ) {
    const range = rangeAt(pieces, at);
    const piece = pieces[at];
    if (range !== null) into.ports.push(range.found);
    else if (piece?.kind === 'arrow' || piece?.kind === 'direction') into.marks.push(piece);
    else if (piece?.kind === 'known') gather(into, piece.meaning, piece.words);
    at += range?.length ?? 1;
  }
}

/** The line with one text for some of its words. */
function replaced(line: Line, words: readonly Word[], by: string, options?: Line['options']): string {
  const texts = new Map(words.map((word, at) => [word, at === 0 ? by : '']));
  return rewrite(line, options === undefined ? { words: texts } : { words: texts, options });
}

/** A bare year is a port by its shape and an edition by its look: the one who asks must say which. */
function refuseYear({ words, typed: { from: year } }: FoundPorts, line: Line): Refusal {
  return refuse(
    'ambiguous-word',
    text(
      `“${year}” can mean the edition of ${year} or port ${year}; say which.`,
      `“${year}” kan de editie van ${year} of poort ${year} betekenen; zeg welke.`,
    ),
    [replaced(line, words, '', new Map([['edition', String(year)]])), replaced(line, words, `${year}-${year}`)],
  );
}

/** Two editions in one question: to compare them is another question, about the same roles. */
function refuseTwoEditions(named: Iterable<EditionId>, ends: Ends): Refusal {
  const [one = '', other = ''] = [...named].toSorted().map(yearOf);
  return refuse(
    'too-many-words',
    text(
      'An answer follows one edition; to compare two, ask for their changes.',
      'Een antwoord volgt één editie; vraag naar de wijzigingen om er twee te vergelijken.',
    ),
    [['changes', one, other, spellEnds(ends)].filter((part) => part !== '').join(' ')],
  );
}

/** The ranges that were asked for, each once, or the first that cannot be. */
function readSpans(found: readonly FoundPorts[], line: Line): readonly PortSpan[] | Refusal {
  const spans = new Map<string, PortSpan>();
  for (const { words, typed } of found) {
    const span = checkPorts(typed, (ports) => replaced(line, words, ports));
    if ('kind' in span) return span;
    spans.set(formatSpan(span), span);
  }
  return [...spans.values()];
}

/** Reads a ports question: what `ports` and `export` share. */
export function readQuery(typed: Line): Parsed<FlowQuery> {
  const { options } = typed;
  const reading = understand(typed, portsLexicon, askedOfPorts);
  if (reading.kind === 'refusal') return reading;
  const { line, pieces } = reading;
  const into: Gathered = {
    marks: [],
    ports: [],
    protocols: new Set(),
    features: new Set(),
    transports: new Set(),
    editions: new Set(),
    requiredOnly: options.has('required'),
  };
  gatherAll(pieces, into);
  const ends = readEnds(into.marks, line);
  if (ends.kind === 'refusal') return ends;
  const asked = options.get('edition');
  if (typeof asked === 'string') {
    const edition = readEdition(asked, (name) => rewrite(line, { options: new Map([['edition', name]]) }));
    if (typeof edition !== 'string') return edition;
    into.editions.add(edition);
  }
  const years = into.ports.filter(({ words }) => isYear(words));
  const named = new Set([
    ...into.editions,
    ...years.flatMap(({ typed: year }) => editionWords.get(String(year.from)) ?? []),
  ]);
  if (named.size > 1) return refuseTwoEditions(named, ends);
  const [year] = years;
  if (year !== undefined) return refuseYear(year, line);
  const [edition = null] = into.editions;
  const ports = readSpans(into.ports, line);
  if ('kind' in ports) return ports;
  for (const transport of ['tcp', 'udp'] as const) if (options.has(transport)) into.transports.add(transport);
  for (const { typed: port } of into.ports) if (port.transport !== null) into.transports.add(port.transport);
  const [transport = null] = into.transports;
  return {
    kind: 'parsed',
    arguments: {
      ends,
      ports,
      protocols: [...into.protocols],
      features: [...into.features],
      edition,
      // Both transports together ask for nothing more than neither.
      transport: into.transports.size === 1 ? transport : null,
      requiredOnly: into.requiredOnly,
    },
  };
}

/** The line that asks this question again. */
export function spellQuery(command: string, query: FlowQuery): string {
  return [
    command,
    spellEnds(query.ends),
    ...query.protocols.map((protocol) => protocolOf(protocol).aliases[0] ?? protocol),
    ...query.features.map(spellFeature),
    // A year among the ports is written as a range, since alone it would read as an edition.
    ...query.ports.map((span) => (editionWords.has(formatSpan(span)) ? `${span[0]}-${span[1]}` : formatSpan(span))),
    query.edition === null ? '' : `--edition ${query.edition}`,
    query.transport === null ? '' : `--${query.transport}`,
    query.requiredOnly ? '--required' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
