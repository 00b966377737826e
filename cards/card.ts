import type { BoardView } from "#domain/board-view";
import type { Language } from "#domain/local-text";

/**
 * A card is data: what a person sees, with no word of any platform in it. Every string is plain text (a renderer
 * escapes it), already in the reader's language and already masked.
 */
export type Card = {
  readonly language: Language;
  readonly title: string;
  readonly subtitle?: string;
  readonly tone: Tone;
  readonly tags?: readonly { readonly text: string; readonly tone: Tone }[];
  /** The line in the notification and in the chat list. */
  readonly summary: string;
  readonly blocks: readonly Block[];
};

export type Tone = "blue" | "green" | "orange" | "red" | "violet" | "grey";

export type Span = {
  readonly text: string;
  readonly bold?: true;
  readonly tone?: "muted" | "good" | "warning" | "bad";
  readonly url?: string;
};
/** One paragraph. */
export type Line = string | readonly Span[];

export type Block =
  | TextBlock
  | FieldsBlock
  | ConversationBlock
  | PanelBlock
  | FormBlock
  | ButtonsBlock
  | DividerBlock
  | TableBlock
  | ChartBlock
  | PictureBlock
  | DrawingBlock;

/** `size`: "large" for the one number that matters, "small" for a remark. */
export type TextBlock = {
  readonly kind: "text";
  readonly lines: readonly Line[];
  readonly size?: "large" | "small";
};
export type DividerBlock = { readonly kind: "divider" };
export type FieldsBlock = {
  readonly kind: "fields";
  readonly fields: readonly { readonly label: string; readonly value: Line }[];
};

/** A conversation, numbered by turn. A renderer that runs out of room keeps opening, hints and closing. */
export type ConversationBlock = {
  readonly kind: "conversation";
  readonly title: string;
  readonly open: boolean;
  readonly turns: readonly {
    readonly n: number;
    readonly who: string;
    readonly role: "agent" | "customer" | "system";
    readonly time: string | null;
    readonly text: string;
    readonly isHint: boolean;
  }[];
  /** `{count}` stands for the number of turns left out; the link leads to the whole conversation. */
  readonly leftOut: { readonly text: string; readonly linkText: string; readonly url: string | null };
};

/** Folded details: fields and text only, so that it fits into every platform. */
export type PanelBlock = {
  readonly kind: "panel";
  readonly title: string;
  readonly open: boolean;
  readonly blocks: readonly (TextBlock | FieldsBlock)[];
};

/** Cells are keyed by the column's name; one that is absent stays empty. Past its page a reader turns the page. */
export type TableBlock = {
  readonly kind: "table";
  readonly columns: readonly {
    readonly name: string;
    readonly text: string;
    readonly align?: "left" | "center" | "right";
  }[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Rows in sight at once, 1 to 10. */
  readonly pageSize?: number;
};

export type ChartBlock = {
  readonly kind: "chart";
  readonly title: string;
  readonly chart: IntervalsChart | BarsChart | LinesChart;
};
/** A point with its interval for each, the first on top. Those of one group stand together and in one shade. */
export type IntervalsChart = {
  readonly shape: "intervals";
  readonly rows: readonly {
    readonly label: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
    /** Any word for the group: rows of one follow each other. */
    readonly group: string;
  }[];
};
/** Lying bars from zero, the first on top. */
export type BarsChart = {
  readonly shape: "bars";
  readonly bars: readonly { readonly label: string; readonly value: number }[];
};
/** One line or several over the same steps, such as months; null is a gap. */
export type LinesChart = {
  readonly shape: "lines";
  readonly steps: readonly string[];
  readonly lines: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
};

/** A picture of the store. `alt` is what it says, for who does not see it. */
export type PictureBlock = {
  readonly kind: "picture";
  readonly pictureId: string;
  readonly alt: string;
  readonly caption?: string;
  /** What the platform calls it once it has been uploaded there. Filled in on the way out; without it `alt` is shown. */
  readonly imageKey?: string;
};

/**
 * A board that the program draws when the card is sent: nobody waits for it, and nothing of it is stored before. An
 * answer to a press goes without; so does a card whose picture cannot be drawn.
 */
export type DrawingBlock = {
  readonly kind: "drawing";
  readonly board: BoardView;
  readonly alt: string;
  readonly caption?: string;
};

export type ButtonsBlock = { readonly kind: "buttons"; readonly buttons: readonly Button[] };

export type FormBlock = {
  readonly kind: "form";
  /** Unique in the card. */
  readonly name: string;
  readonly parts: readonly FormPart[];
  readonly submit: ActionButton;
};

export type FormPart =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "note"; readonly line: Line }
  | ChoicePart
  | InputPart
  | PersonPart;

type Field = {
  readonly name: string;
  readonly label: string;
  /** A second, smaller line under the label. */
  readonly hint?: string;
  readonly isRequired: boolean;
};
export type ChoicePart = Field & {
  readonly kind: "choice";
  readonly placeholder: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly chosen?: string;
};
export type InputPart = Field & {
  readonly kind: "input";
  readonly placeholder: string;
  readonly isMultiline: boolean;
  readonly maxCharacters: number;
  readonly text?: string;
};
/** The answer is the platform's id of the chosen person. */
export type PersonPart = Field & {
  readonly kind: "person";
  readonly placeholder: string;
  readonly people: readonly { readonly platformUserId: string; readonly name: string }[];
};

export type Button = ActionButton | LinkButton;
export type ActionButton = {
  readonly kind: "action";
  /** Unique in the card; letters, digits, `_` and `-`. */
  readonly name: string;
  readonly text: string;
  readonly style: "primary" | "default" | "danger";
  readonly action: Action;
  readonly confirm?: { readonly title: string; readonly text: string };
};
export type LinkButton = { readonly kind: "link"; readonly text: string; readonly url: string };

/** What a press means. `do` picks the use case; the rest is its input. */
export type Action = { readonly do: string; readonly [field: string]: string | number };

/** The short answer to a press. */
export type Toast = { readonly kind: "success" | "info" | "warning" | "error"; readonly text: string };
