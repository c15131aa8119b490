/**
 * The platform-neutral message. A view makes one, a renderer (text, Markdown, Slack, Teams) turns it into what its
 * platform shows. Every string in it is plain text: markup is the renderer's, and so is escaping, so nothing that came
 * from outside can become a mention, a link or a control sequence.
 */
export interface Card {
  readonly title: string;
  readonly tone: Tone;
  readonly body: readonly Element[];
  /** Where the facts stand: one line per source, shown small under the body. */
  readonly sources: readonly string[];
  readonly actions: readonly Action[];
  /** The command line that gives this card. A renderer that must page asks for page N with `${command} --page N`. */
  readonly command: string;
}

export type Tone = 'neutral' | 'good' | 'warning' | 'bad';

/** One part of a card's body, top to bottom. */
export type Element = Paragraph | Heading | Fields | Table | List | Note | Code | Image;

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
}

export interface Heading {
  readonly kind: 'heading';
  readonly text: string;
}

/** Label and value pairs, a few, shown side by side where there is room. */
export interface Fields {
  readonly kind: 'fields';
  readonly fields: readonly Field[];
}

export interface Field {
  readonly label: string;
  readonly value: string;
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  /** Every row has exactly one cell for each column. */
  readonly rows: readonly Row[];
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface Row {
  readonly cells: readonly string[];
  /** `muted` marks what no longer counts (a retired port); `plain` is everything else. */
  readonly emphasis: 'plain' | 'muted';
}

export interface List {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly items: readonly string[];
}

/** A sentence that must not be overlooked, or an aside, by tone. */
export interface Note {
  readonly kind: 'note';
  readonly tone: Tone;
  readonly text: string;
}

/** Text to copy or hand over as it is. A channel attaches it as `filename` where it is too long to show. */
export interface Code {
  readonly kind: 'code';
  readonly language: string;
  readonly filename: string;
  readonly text: string;
}

export interface Image {
  readonly kind: 'image';
  /** What the picture says, for those who do not see it. */
  readonly alt: string;
  readonly url: string;
}

/** A button. It carries a command line, so that a click enters where typed text enters. */
export interface Action {
  readonly label: string;
  readonly command: string;
}

/** A card with the given parts and quiet defaults for the rest. */
export function card(parts: Pick<Card, 'title' | 'command'> & Partial<Card>): Card {
  return { tone: 'neutral', body: [], sources: [], actions: [], ...parts };
}

/** A table row with nothing special about it. */
export function row(...cells: readonly string[]): Row {
  return { cells, emphasis: 'plain' };
}

/** A left-aligned column. */
export function column(title: string, align: Column['align'] = 'left'): Column {
  return { title, align };
}
