/** An Adaptive Card as JSON: the part of schema 1.5 that Portolan uses, with Teams' own CodeBlock and full width. */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly lang: string;
  /** What an older client shows instead. It may be read as Markdown. */
  readonly fallbackText?: string;
  readonly msteams: { readonly width: 'Full' };
  readonly body: readonly AdaptiveElement[];
  readonly actions?: readonly AdaptiveAction[];
}

export type AdaptiveElement =
  | TextBlock
  | RichTextBlock
  | FactSet
  | Container
  | AdaptiveTable
  | AdaptiveImage
  | CodeBlock
  | ActionSet;

type Spacing = 'None' | 'Small' | 'Medium' | 'Large';

/** Text that clients read as Markdown. */
export interface TextBlock {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly style?: 'heading';
  readonly size?: 'Medium' | 'Large';
  readonly weight?: 'Bolder';
  readonly color?: 'Good' | 'Warning' | 'Attention';
}

/** Text that clients show as it is. */
export interface RichTextBlock {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly (string | TextRun)[];
  readonly spacing?: Spacing;
  readonly separator?: true;
  readonly horizontalAlignment?: 'Right';
}

export interface TextRun extends TextStyle {
  readonly type: 'TextRun';
  readonly text: string;
}

export interface TextStyle {
  readonly weight?: 'Bolder';
  readonly size?: 'Small' | 'Medium' | 'Large';
  readonly color?: 'Good' | 'Warning' | 'Attention';
  readonly isSubtle?: true;
  readonly strikethrough?: true;
  readonly fontType?: 'Monospace';
}

/** Titles and values are read as Markdown. */
export interface FactSet {
  readonly type: 'FactSet';
  readonly facts: readonly { readonly title: string; readonly value: string }[];
}

export interface Container {
  readonly type: 'Container';
  readonly items: readonly AdaptiveElement[];
  readonly style?: 'emphasis' | 'good' | 'warning' | 'attention';
  readonly separator?: true;
  readonly spacing?: 'Small';
}

export interface AdaptiveTable {
  readonly type: 'Table';
  readonly columns: readonly { readonly width: number; readonly horizontalCellContentAlignment?: 'Right' }[];
  readonly firstRowAsHeader: true;
  readonly showGridLines: true;
  readonly gridStyle: 'default';
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly type: 'TableRow';
  readonly cells: readonly { readonly type: 'TableCell'; readonly items: readonly RichTextBlock[] }[];
}

export interface AdaptiveImage {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
  readonly size: 'Stretch';
}

/** Teams' own element, outside the schema: hence the fallback. */
export interface CodeBlock {
  readonly type: 'CodeBlock';
  readonly codeSnippet: string;
  readonly language: string;
  readonly fallback: Container;
}

export interface ActionSet {
  readonly type: 'ActionSet';
  readonly actions: readonly AdaptiveAction[];
}

/** A button. Its data reach the bot as an invoke, or as a message's value where the client knows no Action.Execute. */
export interface AdaptiveAction {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: 'command';
  readonly data: { readonly command: string };
  readonly fallback: {
    readonly type: 'Action.Submit';
    readonly title: string;
    readonly data: { readonly command: string };
  };
}
