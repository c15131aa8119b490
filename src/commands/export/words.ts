import type { Phase } from '../../catalog/ports/row.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { roleLabel } from '../../catalog/role.ts';
import { sourceOf } from '../../catalog/source.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { needWords } from '../ports/words.ts';
import type { FirewallRule } from './request.ts';

/** Which way a rule crosses the edge of the organisation, in words. */
export const directionWords: Readonly<Record<FirewallRule['direction'], Text>> = {
  internal: text('internal', 'intern'),
  outbound: text('outbound', 'uitgaand'),
  inbound: text('inbound', 'inkomend'),
};

/** How long a rule is needed, in words. */
export const durationWords: Readonly<Record<Phase, Text>> = {
  'set-up': text('set-up only', 'alleen bij inrichting'),
  'run-time': text('run time', 'in bedrijf'),
  both: text('set-up and run time', 'inrichting en in bedrijf'),
};

const say = {
  assumed: text(
    'The source prints no transport; TCP is assumed.',
    'De bron noemt geen transport; TCP wordt aangenomen.',
  ),
  condition: text('Condition', 'Voorwaarde'),
  setUp: text('Needed during set-up only; may be closed afterwards.', 'Alleen nodig bij inrichting; mag daarna dicht.'),
  supplement: text(
    'Not on the ports page; another document asks for it.',
    'Staat niet op de poortenpagina; een ander document vraagt erom.',
  ),
  source: text('Source', 'Bron'),
  shortAssumed: text('TCP assumed', 'TCP aangenomen'),
  shortSupplement: text('not on the ports page', 'niet op de poortenpagina'),
} as const;

/** Remarks of other documents and of retirement count only where no reason of the rule stands without them. */
function statusRemarks({ reasons }: FirewallRule): readonly Text[] {
  if (reasons.every(({ status }) => status === 'supplement'))
    return reasons.map(({ source }) => sourceOf(source.id).remark).map((own) => (own.en === '' ? say.supplement : own));
  const gone = reasons.flatMap(({ retired }) => (retired === null ? [] : [retired.goneIn]));
  if (gone.length < reasons.length) return [];
  return gone.map((edition) =>
    text(
      `The edition of ${edition} no longer lists this: do not open it anew.`,
      `De editie van ${edition} noemt dit niet meer: niet opnieuw openzetten.`,
    ),
  );
}

/** What the one who approves a rule must know beside its figures and its condition, a sentence each. */
export function remarksOn(rule: FirewallRule, language: Language): readonly string[] {
  const remarks = [
    ...(rule.phase === 'set-up' ? [say.setUp] : []),
    ...(rule.transportAssumed ? [say.assumed] : []),
    ...statusRemarks(rule),
  ];
  return [...new Set(remarks.map((remark) => remark[language]))];
}

/** The condition of a rule as a sentence; nothing where it is needed in any case. */
export function conditionRemark({ condition }: FirewallRule, language: Language): readonly string[] {
  return condition === null ? [] : [`${say.condition[language]}: ${condition.label[language]}.`];
}

/** `Connect → DC, LDAP 389/TCP`. */
export function ruleTitle(rule: FirewallRule): string {
  const { from, to, protocols, ports, transport } = rule;
  return `${roleLabel(from)} → ${roleLabel(to)}, ${protocols.join(', ')} ${formatSpans(ports)}/${transport.toUpperCase()}`;
}

/** What must not be missed of a rule, in a few words: `conditional (seamless SSO is used), set-up only, TCP assumed`. */
export function ruleFlags(rule: FirewallRule, language: Language): string {
  const condition = rule.condition === null ? '' : ` (${rule.condition.label[language]})`;
  return [
    `${needWords[rule.need][language]}${condition}`,
    ...(rule.phase === 'set-up' ? [durationWords['set-up'][language]] : []),
    ...(rule.transportAssumed ? [say.shortAssumed[language]] : []),
    ...(rule.reasons.every(({ status }) => status === 'supplement') ? [say.shortSupplement[language]] : []),
  ].join(', ');
}

/** Flags and purpose on one line, the flags first, so that the line can be cut at its end. */
export function ruleSummary(rule: FirewallRule, language: Language): string {
  return `${ruleFlags(rule, language)}: ${rule.purpose[language]}`;
}

/** `AD FS requirements, 2025-04-08, ports`: each source of a rule. */
export function sourceLines(rule: FirewallRule): readonly string[] {
  return rule.sources.map(({ title, date, place }) => [title, date, place].filter((part) => part !== '').join(', '));
}

/** Where a rule comes from, as a sentence: `Source: AD FS requirements, 2025-04-08, ports.` */
export function sourceRemark(rule: FirewallRule, language: Language): string {
  return `${say.source[language]}: ${sourceLines(rule).join('; ')}.`;
}
