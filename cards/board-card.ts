import type { BoardView } from "#domain/board-view";
import { groupBy } from "#domain/group-by";
import type { Language } from "#domain/local-text";
import type { BoardChange } from "#domain/shown-board";
import { type BoardAbout, boardText, boardView, isOneLine, shownInterval, shownValue } from "./board-view.ts";
import { BOARD_PHRASES, BOARD_WORDS, NAMED_GROUP } from "./board-words.ts";
import type { Action, Block, Card, Line } from "./card.ts";
import { formatList } from "./format.ts";
import { actionButtons } from "./list-buttons.ts";
import { speak } from "./words.ts";

const CHARTED = 15;
const PAGE_ROWS = 10;

/** The reader's own number, for the reader alone. */
export type OwnRow =
  | {
      readonly is: "ranked";
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly n: number;
      readonly group: number;
      readonly groups: number;
      readonly size: number;
      readonly median: number | null;
      readonly p90: number | null;
    }
  | { readonly is: "too-few"; readonly value: number; readonly n: number }
  | { readonly is: "no-interval"; readonly value: number }
  | { readonly is: "not-measured" };

export type BoardCardFacts = BoardAbout & {
  /** `hidden`: it has not been published, so only the reader's own row is told. */
  readonly state: "published" | "preview" | "hidden";
  /** Absent in a group, and for who is on no board. */
  readonly own?: OwnRow;
  /** What is different from the post before. */
  readonly change?: BoardChange;
  /** Of a preview: the groups that it goes to. */
  readonly targets?: readonly { readonly name: string; readonly team: string }[];
  readonly actions?: readonly (Action & { readonly text: string })[];
  /** The same as a picture, too: for a group. */
  readonly hasPicture?: boolean;
  /** As lines of text alone. */
  readonly isPlain?: boolean;
};

/** A board that names nobody below its first group, for a group or for one reader. */
export function boardCard(facts: BoardCardFacts): Card {
  const { language, change, state, actions = [] } = facts;
  const view = boardView(facts);
  const say = speak(language);
  const tag = change !== undefined ? BOARD_WORDS.changed : state === "preview" ? BOARD_WORDS.preview : null;
  const tone = change !== undefined || state === "preview" ? "orange" : "blue";
  return {
    language,
    title: view.title,
    ...(facts.team !== null && { subtitle: facts.team }),
    tone,
    ...(tag !== null && { tags: [{ text: say(tag), tone }] }),
    summary: tag === null ? view.title : `${view.title} · ${say(tag)}`,
    blocks: [
      ...stateBlocks(facts),
      ...changeBlocks(facts, view),
      ...(state === "hidden" ? [] : boardBlocks(facts, view)),
      ...ownBlocks(facts, view),
      { kind: "text", size: "small", lines: view.footnotes },
      ...(actions.length > 0 ? [actionButtons(actions)] : []),
    ],
  };
}

function stateBlocks({ language, state, targets }: BoardCardFacts): Block[] {
  const say = speak(language);
  if (state === "hidden") return [{ kind: "text", lines: [say(BOARD_WORDS.notPublished)] }];
  if (state !== "preview") return [];
  const goesTo = (targets ?? []).map(({ name, team }) => say(BOARD_PHRASES.postTo(name, team)));
  const where =
    targets === undefined
      ? []
      : goesTo.length === 0
        ? [say(BOARD_WORDS.noGroup)]
        : [`${say(BOARD_WORDS.postHere)} ${formatList(goesTo, language)}`];
  return [{ kind: "text", lines: [[{ text: say(BOARD_WORDS.previewOnly), bold: true }], ...where] }];
}

function changeBlocks({ language, change, shown, metric }: BoardCardFacts, view: BoardView): Block[] {
  if (change === undefined) return [];
  const say = speak(language);
  const group = NAMED_GROUP[shown.tie === null ? metric.better : "tie"];
  const { tie } = change;
  const lines: Line[] = [
    [{ text: say(BOARD_WORDS.changed), bold: true }],
    ...(change.joined.length > 0
      ? [say(BOARD_PHRASES.joined(formatList(change.joined, language), group))]
      : []),
    ...(change.left > 0 ? [say(BOARD_PHRASES.left(change.left, group))] : []),
    ...(tie === null
      ? []
      : [say(BOARD_PHRASES.movedTogether(shownValue(tie.before, view), shownValue(tie.after, view)))]),
    ...change.moved.map(({ name, before, after }) =>
      say(BOARD_PHRASES.moved(name, shownValue(before, view), shownValue(after, view))),
    ),
  ];
  return [{ kind: "text", lines }, { kind: "divider" }];
}

function boardBlocks(facts: BoardCardFacts, view: BoardView): Block[] {
  const { language, shown, hasPicture, isPlain } = facts;
  const say = speak(language);
  const isEmpty = view.rows.length + view.rest.length === 0;
  if (isEmpty) return [{ kind: "text", lines: [say(BOARD_WORDS.nobodyMeasured)] }];
  if (isPlain === true) return [{ kind: "text", lines: boardText(view).slice(1, -view.footnotes.length) }];
  return [
    ...(view.isTie
      ? [
          {
            kind: "text" as const,
            lines: [[{ text: say(BOARD_WORDS.nobodyTold), bold: true as const }], view.subtitle],
          },
        ]
      : []),
    ...(view.rows.length === 0
      ? []
      : [
          ...chart(language, view, view.rows),
          ...rowBlocks(view, view.rows, {
            language,
            first: say(isOneLine(shown) ? BOARD_WORDS.group : BOARD_WORDS.name),
            isMoreInFirst: shown.unnamed > 0,
            isTie: view.isTie,
          }),
        ]),
    ...(view.rest.length === 0 ? [] : [{ kind: "text" as const, lines: view.rest }]),
    ...teamBlocks(language, view, shown.teams),
    ...(hasPicture === true ? [{ kind: "drawing" as const, board: view, alt: view.title }] : []),
  ];
}

function chart(
  language: Language,
  view: BoardView,
  rows: readonly (BoardView["teams"][number] & { readonly group: number })[],
): Block[] {
  const say = speak(language);
  const unit = view.unit === "" ? "" : language === "zh" ? `（${view.unit}）` : ` (${view.unit})`;
  return [
    {
      kind: "chart",
      title: `${view.metricName}${unit} · ${say(BOARD_WORDS.interval)}`,
      chart: {
        shape: "intervals",
        rows: rows.slice(0, CHARTED).map(({ name, value, low, high, group }) => ({
          label: name,
          value,
          low,
          high,
          group: say(view.isTie ? BOARD_WORDS.tied : BOARD_PHRASES.group(group)),
        })),
      },
    },
  ];
}

function teamBlocks(language: Language, view: BoardView, teams: BoardCardFacts["shown"]["teams"]): Block[] {
  if (view.teams.length === 0) return [];
  const say = speak(language);
  return [
    { kind: "text", lines: [[{ text: say(BOARD_WORDS.teams), bold: true }]] },
    ...rowBlocks(view, teams, { language, first: say(BOARD_WORDS.team), isMoreInFirst: false, isTie: false }),
  ];
}

type Row = BoardView["teams"][number] & { readonly group: number };

/** Three columns, which a phone shows without cutting them; who stands in which group is told in a line. */
function rowBlocks(
  view: BoardView,
  rows: readonly Row[],
  about: {
    readonly language: Language;
    readonly first: string;
    /** Others of the first group are not named: one name alone must not look like a winner. */
    readonly isMoreInFirst: boolean;
    /** Nobody stands in any group then, not even in a first one. */
    readonly isTie: boolean;
  },
): Block[] {
  const { language, first, isMoreInFirst, isTie } = about;
  const say = speak(language);
  const isTied = (group: number, count: number): boolean => count > 1 || (group === 1 && isMoreInFirst);
  const groups = [...groupBy(rows, ({ group }) => group)].map(([group, members]): Line => [
    {
      text: `${say(isTied(group, members.length) ? BOARD_PHRASES.groupTied(group) : BOARD_PHRASES.group(group))} `,
      bold: true,
    },
    {
      text: formatList(
        members.map(({ name }) => name),
        language,
      ),
    },
  ]);
  const sign = view.unit === "%" || view.unit === "‰" ? view.unit : "";
  return [
    {
      kind: "table",
      pageSize: PAGE_ROWS,
      columns: [
        { name: "name", text: first },
        { name: "value", text: say(BOARD_WORDS.valueAndCount), align: "right" },
        { name: "interval", text: say(BOARD_WORDS.interval), align: "right" },
      ],
      rows: rows.map((row) => ({
        name: row.name,
        value: `${row.value.toFixed(view.decimals ?? 1)}${sign} (${row.n})`,
        interval: shownInterval(row, view),
      })),
    },
    ...(isTie ? [] : [{ kind: "text" as const, lines: groups }]),
  ];
}

function ownBlocks({ language, own, minimum }: BoardCardFacts, view: BoardView): Block[] {
  if (own === undefined) return [];
  const say = speak(language);
  const value = "value" in own ? shownValue(own.value, view) : null;
  const field = (label: string, text: string) => ({ label, value: text });
  const fields =
    own.is === "ranked"
      ? [
          field(view.metricName, value ?? ""),
          field(say(BOARD_WORDS.interval), shownInterval(own, view)),
          field(say(BOARD_WORDS.count), String(own.n)),
          ...(own.median === null ? [] : [field(say(BOARD_WORDS.median), shownValue(own.median, view))]),
          ...(own.p90 === null ? [] : [field(say(BOARD_WORDS.p90), shownValue(own.p90, view))]),
        ]
      : value === null
        ? []
        : [field(view.metricName, value)];
  return [
    { kind: "divider" },
    {
      kind: "text",
      lines: [[{ text: say(BOARD_WORDS.yourself), bold: true }], ownLine(own, minimum, language)],
    },
    ...(fields.length === 0 ? [] : [{ kind: "fields" as const, fields }]),
  ];
}

function ownLine(own: OwnRow, minimum: number, language: Language): string {
  const say = speak(language);
  switch (own.is) {
    case "ranked":
      return own.groups === 1 && own.size > 1
        ? say(BOARD_PHRASES.ownTied(own.size))
        : say(BOARD_PHRASES.ownGroup(own.group, own.groups, own.size));
    case "too-few":
      return say(BOARD_PHRASES.ownTooFew(own.n, minimum));
    case "no-interval":
      return say(BOARD_PHRASES.ownNoInterval());
    case "not-measured":
      return say(BOARD_PHRASES.ownNone());
  }
}
