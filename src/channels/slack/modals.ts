import type { InputBlock, ModalView } from '@slack/types';
import * as v from 'valibot';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { longestLine } from '../../commands/grammar/words.ts';

/** Callback ids of the forms. */
export const callbackIds = { ask: 'ask', sizing: 'sizing' } as const;

/** Input fields: block and action bear the same id. */
const fields = { question: 'question', objects: 'objects', growth: 'growth', years: 'years' } as const;

/** Where the answer to a form goes, kept in the form while a person fills it in. */
const returnPlace = v.variant('kind', [
  v.object({ kind: v.literal('ephemeral'), url: v.string(), channel: v.string() }),
  v.object({ kind: v.literal('direct') }),
]);

export type ReturnPlace = v.InferOutput<typeof returnPlace>;

/** Reads what a form kept. Whatever it cannot read sends the answer to the asker's direct messages. */
export function readReturnPlace(metadata: string): ReturnPlace {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), returnPlace), metadata);
  return parsed.success ? parsed.output : { kind: 'direct' };
}

const say = {
  ask: text('Ask Portolan', 'Vraag Portolan'),
  send: text('Ask', 'Vragen'),
  close: text('Cancel', 'Annuleren'),
  question: text('Question', 'Vraag'),
  questionHint: text('For example: ports adfs wap', 'Bijvoorbeeld: ports adfs wap'),
  sizing: text('Size an estate', 'Omvang bepalen'),
  objects: text('Objects in the directory', 'Objecten in de adreslijst'),
  objectsHint: text('250000, 250k or 1.2M', '250000, 250k of 1,2M'),
  growth: text('Growth a year', 'Groei per jaar'),
  growthHint: text('20% or 5k; leave empty for none', '20% of 5k; laat leeg voor geen'),
  years: text('Years to look ahead', 'Jaren vooruit'),
  yearsHint: text('A whole number', 'Een geheel getal'),
} as const;

function plain(words: string) {
  return { type: 'plain_text', text: words, emoji: false } as const;
}

function input(
  id: string,
  texts: { readonly label: Text; readonly hint: Text },
  { language, optional, max }: { readonly language: Language; readonly optional: boolean; readonly max: number },
): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional,
    label: plain(texts.label[language]),
    element: {
      type: 'plain_text_input',
      action_id: id,
      max_length: max,
      placeholder: plain(texts.hint[language]),
    },
  };
}

function modal(
  parts: { readonly id: string; readonly title: Text; readonly blocks: InputBlock[] },
  place: ReturnPlace,
  language: Language,
): ModalView {
  return {
    type: 'modal',
    callback_id: parts.id,
    private_metadata: JSON.stringify(place),
    title: plain(parts.title[language]),
    submit: plain(say.send[language]),
    close: plain(say.close[language]),
    blocks: parts.blocks,
  };
}

/** The form with one field, for any question. */
export function askModal(place: ReturnPlace, language: Language): ModalView {
  const question = { label: say.question, hint: say.questionHint };
  const blocks = [input(fields.question, question, { language, optional: false, max: longestLine })];
  return modal({ id: callbackIds.ask, title: say.ask, blocks }, place, language);
}

/** Characters of a figure: a number with its separators, a sign and a unit. */
const maxFigure = 40;

/** The form that asks for a size with its growth. */
export function sizingModal(place: ReturnPlace, language: Language): ModalView {
  const figure = { language, optional: true, max: maxFigure };
  const blocks = [
    input(fields.objects, { label: say.objects, hint: say.objectsHint }, { ...figure, optional: false }),
    input(fields.growth, { label: say.growth, hint: say.growthHint }, figure),
    input(fields.years, { label: say.years, hint: say.yearsHint }, figure),
  ];
  return modal({ id: callbackIds.sizing, title: say.sizing, blocks }, place, language);
}

/** The values of a form as Slack sends them, by block and by action. */
export type FormValues = Readonly<
  Record<string, Readonly<Record<string, { readonly value?: string | null | undefined }>>>
>;

function typedIn(values: FormValues, field: string): string {
  return (values[field]?.[field]?.value ?? '').replace(/\s+/gu, ' ').trim();
}

/** The question that was typed into the form. */
export function questionLine(values: FormValues): string {
  return typedIn(values, fields.question);
}

/** The command line that the sizing form spells: `sizing 250k +20%/y 3y`. */
export function sizingLine(values: FormValues): string {
  const objects = typedIn(values, fields.objects);
  const growth = typedIn(values, fields.growth).replaceAll(' ', '');
  const years = typedIn(values, fields.years).replace(/\s*(?:years?|jaar|jaren|y|j)$/iu, '');
  const signed = growth === '' ? '' : /^[-+−–]/u.test(growth) ? growth : `+${growth}`;
  return [
    'sizing',
    objects,
    signed === '' || signed.includes('/') ? signed : `${signed}/y`,
    years === '' ? '' : `${years}y`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The field that a sizing form shows a refusal at. */
export const sizingErrorField = fields.objects;
