import { editionSource, latestEdition } from '../../catalog/ports/edition.ts';
import type { Need } from '../../catalog/ports/row.ts';
import { distinctSpans, formatSpans } from '../../catalog/ports/span.ts';
import type { SourceFacts } from '../../catalog/source.ts';
import { sourceOf } from '../../catalog/source.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { spellQuery } from '../ports/query.ts';
import { queryTitle, way } from '../ports/title.ts';
import { needWords } from '../ports/words.ts';
import type { FirewallRequest, FirewallRule } from './request.ts';

const needsInOrder = ['required', 'conditional', 'recommended', 'optional'] as const satisfies readonly Need[];

/** `Firewall change request · Ports · Connect ↔ DC`. */
export function requestTitle({ query }: FirewallRequest, language: Language): string {
  const name = text('Firewall change request', 'Firewallaanvraag');
  return `${name[language]} · ${queryTitle(query, language)}`;
}

/** The question behind a request, as one asks it again. */
export function requestLine({ query }: FirewallRequest): string {
  return spellQuery('export', query);
}

function counted(rules: readonly FirewallRule[]): Text {
  const parts = needsInOrder.flatMap((need) => {
    const count = rules.filter((rule) => rule.need === need).length;
    return count === 0 ? [] : [{ count, need: needWords[need] }];
  });
  const list = (language: Language) => parts.map(({ count, need }) => `${count} ${need[language]}`).join(', ');
  const one = rules.length === 1;
  return text(
    `${rules.length} ${one ? 'rule' : 'rules'}: ${list('en')}.`,
    `${rules.length} ${one ? 'regel' : 'regels'}: ${list('nl')}.`,
  );
}

function followed({ query }: FirewallRequest): Text {
  const date = sourceOf(editionSource(query.edition ?? latestEdition)).date;
  if (query.edition === null)
    return text(
      `Follows the latest edition of the ports page (${date}) and the documents beside it.`,
      `Volgt de laatste editie van de poortenpagina (${date}) en de documenten ernaast.`,
    );
  if (query.edition === latestEdition)
    return text(
      `Follows the edition of ${date} alone, the latest; documents beside it are left out.`,
      `Volgt alleen de editie van ${date}, de laatste; documenten ernaast blijven weg.`,
    );
  return text(
    `Follows the edition of ${date} alone, which a later one replaces.`,
    `Volgt alleen de editie van ${date}, die door een latere is vervangen.`,
  );
}

function tally(count: number, one: Text, many: (count: number) => Text): readonly Text[] {
  return count === 0 ? [] : [count === 1 ? one : many(count)];
}

function tallies(rules: readonly FirewallRule[]): readonly Text[] {
  const count = (is: (rule: FirewallRule) => boolean) => rules.filter(is).length;
  return [
    ...tally(
      count(({ need }) => need === 'conditional'),
      text(
        '1 rule is needed only under its condition: drop it where that does not hold.',
        '1 regel is alleen nodig onder de voorwaarde: laat die weg waar dat niet geldt.',
      ),
      (many) =>
        text(
          `${many} rules are needed only under their condition: drop those that do not apply.`,
          `${many} regels zijn alleen nodig onder hun voorwaarde: laat weg wat niet van toepassing is.`,
        ),
    ),
    ...tally(
      count(({ phase }) => phase === 'set-up'),
      text(
        '1 rule is needed during set-up only and may be closed afterwards.',
        '1 regel is alleen bij inrichting nodig en mag daarna dicht.',
      ),
      (many) =>
        text(
          `${many} rules are needed during set-up only and may be closed afterwards.`,
          `${many} regels zijn alleen bij inrichting nodig en mogen daarna dicht.`,
        ),
    ),
    ...tally(
      count(({ transportAssumed }) => transportAssumed),
      text(
        'For 1 rule the source prints no transport: TCP is assumed.',
        'Voor 1 regel noemt de bron geen transport: TCP wordt aangenomen.',
      ),
      (many) =>
        text(
          `For ${many} rules the source prints no transport: TCP is assumed.`,
          `Voor ${many} regels noemt de bron geen transport: TCP wordt aangenomen.`,
        ),
    ),
    ...tally(
      count(({ reasons }) => reasons.every(({ status }) => status === 'supplement')),
      text(
        '1 rule is not on the ports page: another document asks for it.',
        '1 regel staat niet op de poortenpagina: een ander document vraagt erom.',
      ),
      (many) =>
        text(
          `${many} rules are not on the ports page: other documents ask for them.`,
          `${many} regels staan niet op de poortenpagina: andere documenten vragen erom.`,
        ),
    ),
    ...tally(
      count(({ reasons }) => reasons.every(({ retired }) => retired !== null)),
      text(
        '1 rule is one that a later edition dropped: do not open it anew.',
        '1 regel is door een latere editie geschrapt: niet opnieuw openzetten.',
      ),
      (many) =>
        text(
          `${many} rules are ones that a later edition dropped: do not open them anew.`,
          `${many} regels zijn door een latere editie geschrapt: niet opnieuw openzetten.`,
        ),
    ),
  ];
}

function leftOutText({ leftOut }: FirewallRequest): readonly Text[] {
  const ways = Map.groupBy(leftOut, ({ from, to }) => way(from, to));
  const list = [...ways]
    .map(([name, gone]) => ({ name, ports: distinctSpans(gone.flatMap(({ retired }) => retired?.close ?? [])) }))
    .filter(({ ports }) => ports.length > 0)
    .map(({ name, ports }) => `${name} ${formatSpans(ports)}`)
    .join('; ');
  return list === '' ? [] : [text(`Left out, since retired: ${list}.`, `Weggelaten, want vervallen: ${list}.`)];
}

/** What one must know of a request before its rules are read, a sentence each. */
export function requestSummary(request: FirewallRequest, language: Language): readonly string[] {
  const { rules, leftOut } = request;
  const nothing =
    leftOut.length === 0
      ? text('No rule: no flow answers this question.', 'Geen regel: geen stroom beantwoordt deze vraag.')
      : text('No rule: all that was here has been retired.', 'Geen regel: alles wat hier was, is vervallen.');
  return [
    ...(rules.length === 0 ? [nothing] : [counted(rules), followed(request), ...tallies(rules)]),
    ...leftOutText(request),
  ].map((sentence) => sentence[language]);
}

/** A document and the places of it that a request stands on. */
export interface CitedSource {
  readonly source: Omit<SourceFacts, 'place'>;
  readonly places: readonly string[];
}

/** The documents behind a request, each once, in the order in which rules need them. */
export function requestSources({ rules }: FirewallRequest): readonly CitedSource[] {
  const cited = Map.groupBy(
    rules.flatMap(({ sources }) => sources),
    ({ id }) => id,
  );
  return [...cited.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { place: _, ...source } = first;
    return [{ source, places: [...new Set(all.map(({ place }) => place))].toSorted() }];
  });
}
