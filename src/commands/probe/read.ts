import { livingFlows } from '../../catalog/ports/flow.ts';
import { formatSpan, type PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';
import { text } from '../../catalog/text.ts';
import { type Parsed, parsed } from '../command.ts';
import { isFiller, type Lexicon } from '../grammar/lexicon.ts';
import { nearest } from '../grammar/nearest.ts';
import { checkPorts } from '../grammar/port-shape.ts';
import { rolePhrases } from '../grammar/role-phrase.ts';
import { type Asked, type Understood, understand } from '../grammar/understand.ts';
import { fold, type Word } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { readEdition } from '../ports/edition-word.ts';
import { askedOfPorts, type PortsMeaning, portsLexicon, spellMeaning } from '../ports/lexicon.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type EndMark, type Ends, readEnds } from './ends.ts';
import { readHost, type TypedHost } from './host-shape.ts';
import type { ProbeQuery, ProbeQuestion } from './query.ts';

type Meaning = PortsMeaning | TypedHost;

const lexicon: Lexicon<Meaning> = { ...portsLexicon, shapes: [readHost, ...portsLexicon.shapes] };

const asked: Asked<Meaning> = {
  legal: text(
    `a host (dc01.contoso.com, 10.0.0.5), ${askedOfPorts.legal.en}`,
    `een host (dc01.contoso.com, 10.0.0.5), ${askedOfPorts.legal.nl}`,
  ),
  spell: (meaning) => (meaning.kind === 'host' ? meaning.host : spellMeaning(meaning)),
};

const acts: ReadonlyMap<string, 'status' | 'cancel' | 'request'> = new Map([
  ['status', 'status'],
  ['show', 'status'],
  ['result', 'status'],
  ['results', 'status'],
  ['resultaat', 'status'],
  ['cancel', 'cancel'],
  ['stop', 'cancel'],
  ['annuleer', 'cancel'],
  ['request', 'request'],
  ['export', 'request'],
  ['aanvraag', 'request'],
]);

const idShape = /^[a-z0-9]{4,16}$/;

/** `status ID`, `cancel ID`, `request ID`; null where the line begins with no such word. */
function readAct(line: Line): Parsed<ProbeQuery> | null {
  const [first, second, third] = line.words.filter((word) => word.kind !== 'arrow');
  const act = acts.get(first?.text.toLowerCase() ?? '');
  if (act === undefined) return null;
  if (third !== undefined)
    return refuse('too-many-words', text(`probe ${act} takes one id.`, `probe ${act} neemt één id.`), ['probe status']);
  if (second === undefined) {
    if (act === 'status') return parsed({ kind: 'recent' });
    return refuse('missing-word', text(`Name the run: probe ${act} ID.`, `Noem de test: probe ${act} ID.`), [
      'probe status',
    ]);
  }
  const id = second.text.toLowerCase();
  if (!idShape.test(id))
    return refuse(
      'bad-value',
      text(`“${second.text}” is no id of a run.`, `“${second.text}” is geen id van een test.`),
      ['probe status'],
    );
  return parsed(act === 'status' ? { kind: 'status', id, all: line.options.has('all') } : { kind: act, id });
}

const roleByPhrase = new Map<string, Set<RoleId>>();
for (const [phrase, role] of rolePhrases) {
  const known = roleByPhrase.get(phrase) ?? new Set<RoleId>();
  roleByPhrase.set(phrase, known.add(role));
}

const fromWords: ReadonlySet<string> = new Set(['from', 'van', 'vanaf', 'via']);
const runnerName = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

interface TakenRunner {
  readonly runner: string | null;
  readonly line: Line;
}

/** Takes `from RUNNER` out of a line: a word behind `from` that names no role. */
function takeRunner(line: Line): TakenRunner {
  const { words } = line;
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    if (!fromWords.has(word.text.toLowerCase()) || next === undefined || next.kind !== 'word') continue;
    const name = next.text.toLowerCase();
    const beyond = words[at + 2];
    const phrase = beyond === undefined ? '' : `${next.key} ${fold(beyond.text)}`;
    if (roleByPhrase.has(next.key) || roleByPhrase.has(phrase) || isFiller(next) || !runnerName.test(name)) continue;
    // A mistyped role is mended by the grammar, not looked for among the runners.
    if (!/\d/.test(name) && name !== 'local' && nearest(next.key, roleByPhrase.keys(), 1).length > 0) continue;
    return { runner: name, line: { ...line, words: words.toSpliced(at, 2) } };
  }
  return { runner: null, line };
}

interface Gathered {
  readonly marks: EndMark[];
  readonly ports: PortSpan[];
  readonly protocols: Set<ProbeQuestion['protocols'][number]>;
  readonly features: Set<ProbeQuestion['features'][number]>;
  edition: ProbeQuestion['edition'];
  requiredOnly: boolean;
}

type Pieces = Understood<Meaning>['pieces'];

function addPorts(into: Gathered, span: PortSpan): void {
  if (!into.ports.some((other) => formatSpan(other) === formatSpan(span))) into.ports.push(span);
}

/** Sorts what the pieces say; gives the refusal of a port that is none. */
function gather(pieces: Pieces, line: Line, into: Gathered): Refusal | null {
  for (const piece of pieces) {
    if (piece.kind === 'direction' || piece.kind === 'arrow') into.marks.push(piece);
    if (piece.kind !== 'known') continue;
    const { meaning, words } = piece;
    switch (meaning.kind) {
      case 'role':
        into.marks.push({ kind: 'role', role: meaning.role, words });
        break;
      case 'host':
        into.marks.push({ kind: 'host', host: meaning.host, words });
        if (meaning.port !== null) addPorts(into, [meaning.port, meaning.port]);
        break;
      case 'ports': {
        const again = (ports: string) =>
          rewrite(line, { words: new Map(words.map((word, at) => [word, at === 0 ? ports : ''])) });
        const span = checkPorts(meaning, again);
        if ('kind' in span) return span;
        addPorts(into, span);
        break;
      }
      case 'protocol':
        into.protocols.add(meaning.protocol);
        break;
      case 'feature':
        into.features.add(meaning.feature);
        break;
      case 'edition':
        into.edition = meaning.edition;
        break;
      case 'required':
        into.requiredOnly = true;
        break;
      case 'transport':
      case 'side':
      case 'everything':
        break;
    }
  }
  return null;
}

const asWords: ReadonlySet<string> = new Set(['as', 'als', 'role', 'rol']);

interface WithoutAs {
  readonly line: Line;
  /** The words right behind `as`: they say what the host before them is. */
  readonly said: ReadonlySet<Word>;
}

function takeAs(line: Line): WithoutAs {
  const { words } = line;
  const isAs = (word: Word | undefined) => word !== undefined && asWords.has(word.text.toLowerCase());
  return {
    line: { ...line, words: words.filter((word) => !isAs(word)) },
    said: new Set(words.filter((_, at) => isAs(words[at - 1]))),
  };
}

/** A role alone is where the probe starts; one that opens no connection is where it goes. */
function origin({ from, to }: Ends): Pick<Ends, 'from' | 'to'> {
  const alone = from !== null && to.role === null && to.host === null;
  return alone && !livingFlows.some((flow) => flow.from === from)
    ? { from: null, to: { role: from, host: null } }
    : { from, to };
}

/** An address range: `10.0.0.0/24`, `2001:db8::/64`. */
const networkShape = /^(?:[\d.]+|[\da-f:.]+:[\da-f:.]*)\/\d{1,3}$/i;

function refuseNetwork({ text: typed }: Word): Refusal {
  return refuse(
    'bad-value',
    text(
      `“${typed}” is a network; a probe goes to one host, and never to a range.`,
      `“${typed}” is een netwerk; een test gaat naar één host en nooit naar een reeks.`,
    ),
    ['help probe'],
  );
}

const missing = refuse(
  'missing-word',
  text(
    'Say what to prove: probe ROLE, probe ROLE to HOST, or probe HOST; for a try, probe localhost.',
    'Zeg wat te bewijzen is: probe ROL, probe ROL naar HOST, of probe HOST; om te proberen, probe localhost.',
  ),
  ['probe localhost', 'help probe'],
);

/** Reads a line about probes. */
export function readProbe(typed: Line): Parsed<ProbeQuery> {
  const act = readAct(typed);
  if (act !== null) return act;
  const { options } = typed;
  if (options.has('all'))
    return refuse('bad-option', text('--all belongs to “probe status ID”.', '--all hoort bij “probe status ID”.'), [
      'probe status',
    ]);
  const network = typed.words.find((word) => networkShape.test(word.text));
  if (network !== undefined) return refuseNetwork(network);
  const { runner, line: rest } = takeRunner(typed);
  const { line: plain, said } = takeAs(rest);
  const reading = understand(plain, lexicon, asked);
  if (reading.kind === 'refusal') return reading;
  const into: Gathered = {
    marks: [],
    ports: [],
    protocols: new Set(),
    features: new Set(),
    edition: null,
    requiredOnly: options.has('required'),
  };
  const wrong = gather(reading.pieces, reading.line, into);
  if (wrong !== null) return wrong;
  const ends = readEnds(into.marks, said, reading.line);
  if (ends.kind === 'refusal') return ends;
  const edition = options.get('edition');
  if (typeof edition === 'string') {
    const read = readEdition(edition, (name) => rewrite(typed, { options: new Map([['edition', name]]) }));
    if (typeof read !== 'string') return read;
    into.edition = read;
  }
  const { from, to } = origin(ends);
  if (from === null && to.role === null && to.host === null && runner === null) return missing;
  const { ports, protocols, features, requiredOnly } = into;
  return parsed({
    kind: 'start',
    from,
    to,
    runner,
    ports,
    protocols: [...protocols],
    features: [...features],
    edition: into.edition,
    requiredOnly,
  });
}
