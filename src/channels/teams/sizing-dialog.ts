import { type Language, text } from '../../catalog/text.ts';
import type { CardJson, Dialog } from './transport.ts';

/** The dialog's name: in a button's data, and as the compose command in the app manifest. */
export const sizingDialog = 'sizing';

const say = {
  title: text('Sizing', 'Dimensionering'),
  intro: text('How large is the directory, and how does it grow?', 'Hoe groot is de directory, en hoe groeit die?'),
  objects: text('Objects in Active Directory', 'Objecten in Active Directory'),
  objectsMissing: text('Give a number of objects', 'Geef een aantal objecten'),
  growth: text('Growth a year, percent', 'Groei per jaar, procent'),
  years: text('Years ahead', 'Jaren vooruit'),
  show: text('Show', 'Tonen'),
  open: text('Enter figures…', 'Cijfers invullen…'),
} as const;

/** An Adaptive Card with inputs, as JSON. */
interface FormCard extends CardJson {
  readonly $schema: string;
  readonly version: '1.5';
  readonly lang: Language;
  readonly body: readonly object[];
  readonly actions: readonly object[];
}

/** The button that opens the dialog; Teams asks the bot for it with `task/fetch`. */
export function openSizing(language: Language) {
  return {
    type: 'Action.Submit',
    title: say.open[language],
    data: { msteams: { type: 'task/fetch' }, dialog: sizingDialog },
  } as const;
}

/** The dialog, with what was filled in before and what was wrong with it. */
export function sizingForm(
  language: Language,
  values: Readonly<Record<string, string>> = {},
  wrong: string | null = null,
): Dialog {
  const card: FormCard = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: language,
    body: [
      { type: 'TextBlock', text: say.intro[language], wrap: true },
      ...(wrong === null
        ? []
        : [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: wrong, color: 'Attention' }] }]),
      {
        type: 'Input.Text',
        id: 'objects',
        label: say.objects[language],
        placeholder: '250k',
        isRequired: true,
        errorMessage: say.objectsMissing[language],
        maxLength: 30,
        value: typedIn(values, 'objects'),
      },
      {
        type: 'Input.Number',
        id: 'growth',
        label: say.growth[language],
        min: 0,
        max: 1000,
        ...numberIn(values, 'growth'),
      },
      { type: 'Input.Number', id: 'years', label: say.years[language], min: 1, max: 30, ...numberIn(values, 'years') },
    ],
    actions: [{ type: 'Action.Submit', title: say.show[language], data: { dialog: sizingDialog } }],
  };
  return { title: say.title[language], card };
}

function typedIn(values: Readonly<Record<string, string>>, id: string): string {
  return (values[id] ?? '').replace(/\s+/gu, ' ').trim();
}

function numberIn(values: Readonly<Record<string, string>>, id: string) {
  const typed = typedIn(values, id);
  return typed === '' || !Number.isFinite(Number(typed)) ? {} : { value: Number(typed) };
}

/** The command line that the filled-in dialog asks: `sizing 250k +20%/y 3y`. */
export function sizingLine(values: Readonly<Record<string, string>>): string {
  const objects = typedIn(values, 'objects').replaceAll('"', '');
  const growth = Number(typedIn(values, 'growth')) === 0 ? '' : typedIn(values, 'growth');
  const years = typedIn(values, 'years');
  return [
    'sizing',
    /\s/.test(objects) ? `"${objects}"` : objects,
    growth === '' ? '' : `+${growth}%/y`,
    growth === '' || years === '' ? '' : `${years}y`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
