import type { Language } from '../catalog/text.ts';
import type { AdaptiveAction, AdaptiveCard, AdaptiveElement } from './adaptive-card.ts';
import type { Attachment } from './attachment.ts';
import type { Action, Card } from './card.ts';
import { isInert } from './inert.ts';
import { markedTitle, nothing } from './marks.ts';
import { manyPages, pack } from './pages.ts';
import { shorten } from './split-text.ts';
import { elementsOf, footer, titleElement } from './teams-elements.ts';
import { actionUnits, assemble, paragraphs, splitUnit, type Unit, unitsOf } from './units.ts';
import { visible } from './visible.ts';
import { addPage, next, pageOf, previous } from './words.ts';

/** One message. A channel posts the first and puts another in its place when a button asks for it. */
export interface TeamsPage {
  readonly card: AdaptiveCard;
  /** For notifications, plain text: an activity's `summary`. */
  readonly text: string;
  /** Texts too long to show, to hand over next to the message. */
  readonly files: readonly Attachment[];
}

/** Teams takes 28 KB of card (older documents say so; newer ones name more), less some room for the envelope. */
const maxBytes = 27_000;

/** A title that is longer stands in full under its beginning. Slack's headers set the figure. */
const maxTitle = 150;

/** Teams shows six buttons under a card: five of the card's and "Next". The others stand in rows in its body. */
const maxUnderCard = 5;
const maxInRow = 6;

/** Bytes of one button's command and of all buttons, each command twice; the rest of the actions are told in words. */
const maxCommandBytes = 500;
const maxButtonBytes = 8000;

/**
 * A card as Adaptive Cards (schema 1.5), one per page, each small enough for Teams. Nothing is left out: what does not
 * fit goes on the next page, and code that is too long to show becomes a file. Every page bears the title; the first
 * bears the card's buttons, since it is the one that everybody sees; the last, the sources. A button sends
 * `{command}` with the verb `command`.
 */
export function renderTeams(card: Card, { language }: { readonly language: Language }): readonly TeamsPage[] {
  const title = visible(card.title.trim() === '' ? card.command : card.title).trim();
  const [buttons, others] = buttonsOf(card.actions);
  const units = [
    ...(title.length > maxTitle ? paragraphs(title) : []),
    ...unitsOf(card, language),
    ...actionUnits(others, language),
  ];

  const draw = (page: readonly Unit[], index: number, pages: number): TeamsPage => {
    const parts = assemble(page);
    const header = shorten(title, maxTitle) || nothing;
    const number = pages === 1 ? [] : [pageOf(index + 1, pages)[language]];
    const turning = turnButtons(card.command, { language, index, pages });
    const hint = pages > 1 && turning.length === 0 ? [addPage[language]] : [];
    const shown = index === 0 ? buttons : [];
    const actions = [...shown.slice(0, maxUnderCard), ...turning];
    return {
      card: {
        type: 'AdaptiveCard',
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        version: '1.5',
        lang: language,
        ...(isInert(header) ? { fallbackText: header } : {}),
        msteams: { width: 'Full' },
        body: [
          titleElement(header, card.tone),
          ...parts.flatMap((part) => elementsOf(part, language)),
          ...buttonRows(shown.slice(maxUnderCard)),
          ...number.map((text) => footer([text, ...hint].join('. '))),
        ],
        ...(actions.length === 0 ? {} : { actions }),
      },
      text: [markedTitle(header, card.tone), ...number].join(' · '),
      files: parts.flatMap((part) => (part.kind === 'file' ? [part.attachment] : [])),
    };
  };

  const only = draw(units, 0, 1);
  if (byteLength(only.card) <= maxBytes) return [only];
  const pages = pack(units, {
    fits: (page, index) => byteLength(draw(page, index, manyPages).card) <= maxBytes,
    split: splitUnit,
    leads: (unit) => unit.kind === 'heading',
  });
  return pages.map((page, index) => draw(page, index, pages.length));
}

/** The actions that Teams can show as buttons, and those that must be told in words. */
function buttonsOf(actions: readonly Action[]): readonly [readonly AdaptiveAction[], readonly Action[]] {
  const buttons: AdaptiveAction[] = [];
  const others: Action[] = [];
  for (const { label, command } of actions) {
    const made = button(visible(label).trim(), command);
    const able = made.title !== '' && command !== '' && byteLength(command) <= maxCommandBytes;
    if (able && byteLength([...buttons, made]) <= maxButtonBytes) buttons.push(made);
    else others.push({ label, command });
  }
  return [buttons, others];
}

function buttonRows(buttons: readonly AdaptiveAction[]): readonly AdaptiveElement[] {
  return Array.from({ length: Math.ceil(buttons.length / maxInRow) }, (_, row) => ({
    type: 'ActionSet',
    actions: buttons.slice(row * maxInRow, (row + 1) * maxInRow),
  }));
}

function turnButtons(
  command: string,
  { language, index, pages }: { readonly language: Language; readonly index: number; readonly pages: number },
): readonly AdaptiveAction[] {
  const to = (page: number) => `${command} --page ${page}`;
  if (byteLength(to(pages)) > maxCommandBytes) return [];
  return [
    ...(index > 0 ? [button(previous[language], to(index))] : []),
    ...(index + 1 < pages ? [button(next[language], to(index + 2))] : []),
  ];
}

function button(title: string, command: string): AdaptiveAction {
  const data = { command };
  return { type: 'Action.Execute', title, verb: 'command', data, fallback: { type: 'Action.Submit', title, data } };
}

/** UTF-8 bytes of a value as the JSON that goes over the wire. */
function byteLength(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
