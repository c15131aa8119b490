import { type CloudId, clouds } from '../../catalog/endpoints/cloud.ts';
import type { FeatureId } from '../../catalog/feature.ts';
import { distinctSpans, formatSpan, type PortSpan } from '../../catalog/ports/span.ts';
import { text } from '../../catalog/text.ts';
import type { Parsed } from '../command.ts';
import { nearest } from '../grammar/nearest.ts';
import { checkPorts, type TypedPorts } from '../grammar/port-shape.ts';
import { understand } from '../grammar/understand.ts';
import type { Word } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { askedOfEndpoints, cloudNamed, cloudNames, type EndpointsMeaning, endpointsLexicon } from './lexicon.ts';

/** What an endpoints question asks. */
export interface EndpointsQuery {
  /** Null for every feature. */
  readonly feature: FeatureId | null;
  /** Any of these; empty asks nothing. */
  readonly ports: readonly PortSpan[];
  readonly cloud: CloudId;
}

/** The cloud of whoever does not say which. */
const usualCloud: CloudId = 'public';

interface Gathered {
  readonly features: Map<FeatureId, Word>;
  readonly clouds: Set<CloudId>;
  readonly ports: PortSpan[];
}

function readPorts(typed: TypedPorts, word: Word, line: Line): PortSpan | Refusal {
  if (typed.transport === 'udp')
    return refuse(
      'bad-value',
      text('Every endpoint is reached over TCP; none takes UDP.', 'Elk eindpunt wordt via TCP bereikt; geen kent UDP.'),
      [rewrite(line, { words: new Map([[word, formatSpan([typed.from, typed.to])]]) })],
    );
  return checkPorts(typed, (ports) => rewrite(line, { words: new Map([[word, ports]]) }));
}

function gather(into: Gathered, meaning: EndpointsMeaning, word: Word, line: Line): Refusal | null {
  switch (meaning.kind) {
    case 'feature':
      into.features.set(meaning.feature, word);
      return null;
    case 'cloud':
      into.clouds.add(meaning.cloud);
      return null;
    case 'named-port':
      into.ports.push(meaning.span);
      return null;
    case 'everything':
      return null;
    case 'ports': {
      const span = readPorts(meaning, word, line);
      if ('kind' in span) return span;
      into.ports.push(span);
      return null;
    }
  }
}

function refuseCloud(line: Line, typed: string): Refusal {
  const names = clouds.map(({ id }) => id).join(', ');
  return refuse(
    'bad-value',
    text(`There is no cloud “${typed}”; there are ${names}.`, `De cloud “${typed}” bestaat niet; wel ${names}.`),
    nearest(typed.toLowerCase(), cloudNames()).map((name) =>
      rewrite(line, { options: new Map([['cloud', cloudNamed(name) ?? name]]) }),
    ),
  );
}

function refuseTwoClouds(features: Gathered['features']): Refusal {
  const feature = [...features.keys()][0];
  return refuse(
    'too-many-words',
    text('An answer follows one cloud; name one.', 'Een antwoord volgt één cloud; noem er één.'),
    clouds.map(({ id }) => ['endpoints', feature ?? '', `--cloud ${id}`].filter((part) => part !== '').join(' ')),
  );
}

function refuseTwoFeatures(line: Line, features: Gathered['features']): Refusal {
  const names = [...features.keys()];
  return refuse(
    'too-many-words',
    text(
      `${names.join(', ')} are ${names.length} features; ask for one, or for all of them with none.`,
      `${names.join(', ')} zijn ${names.length} functies; vraag er één, of alle door er geen te noemen.`,
    ),
    [...names.map((name) => rewrite({ ...line, words: [] }).replace('endpoints', `endpoints ${name}`)), 'endpoints'],
  );
}

/** Reads an endpoints question; words may stand in any order. */
export function readEndpoints(line: Line): Parsed<EndpointsQuery> {
  const reading = understand(line, endpointsLexicon, askedOfEndpoints);
  if (reading.kind === 'refusal') return reading;
  const into: Gathered = { features: new Map(), clouds: new Set(), ports: [] };
  for (const piece of reading.pieces) {
    const [word] = piece.words;
    if (piece.kind !== 'known' || word === undefined) continue;
    const refusal = gather(into, piece.meaning, word, line);
    if (refusal !== null) return refusal;
  }
  const asked = line.options.get('cloud');
  if (typeof asked === 'string') {
    const cloud = cloudNamed(asked);
    if (cloud === undefined) return refuseCloud(line, asked);
    into.clouds.add(cloud);
  }
  if (into.clouds.size > 1) return refuseTwoClouds(into.features);
  if (into.features.size > 1) return refuseTwoFeatures(line, into.features);
  const [feature = null] = into.features.keys();
  const [cloud = usualCloud] = into.clouds;
  return { kind: 'parsed', arguments: { feature, ports: distinctSpans(into.ports), cloud } };
}

/** The line that asks this question again. */
export function spellEndpoints({ feature, ports, cloud }: EndpointsQuery): string {
  return [
    'endpoints',
    ...(feature === null ? [] : [feature]),
    ...ports.map(formatSpan),
    ...(cloud === usualCloud ? [] : [`--cloud ${cloud}`]),
  ].join(' ');
}
