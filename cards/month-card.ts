import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { ResultChange } from "#domain/month-difference";
import type { Held, MonthClose, MonthState } from "#domain/month-result";
import { BOARD_WORDS } from "./board-words.ts";
import type { ActionButton, Block, Card, Line, Tone } from "./card.ts";
import { formatList } from "./format.ts";
import { gradeText, type MonthNames, outcomeText } from "./month-lines.ts";
import { HELD_WORDS, MONTH_PHRASES, MONTH_STATE_WORDS, MONTH_WORDS } from "./month-words.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

const SHOWN_NAMES = 10;

export type MonthCardFacts = {
  readonly language: Language;
  readonly close: Pick<MonthClose, "id" | "month" | "version" | "state" | "appealUntil" | "revision">;
  readonly policyTitle: LocalText;
  readonly names: MonthNames;
  readonly people: number;
  /** How many have each level, best first; never who. */
  readonly grades: readonly { readonly grade: string; readonly count: number }[];
  readonly held: readonly {
    readonly personId: string;
    readonly name: string;
    readonly held: Held;
    readonly reason: string | null;
  }[];
  readonly remarks: readonly { readonly name: string; readonly text: string }[];
  readonly reviews: { readonly done: number; readonly total: number; readonly openNames: readonly string[] };
  readonly changes: readonly (ResultChange & { readonly name: string })[];
  /** When the groups get the boards that wait for the end of the quiet hours: month-day and time. */
  readonly boardsAt: string | null;
  readonly notice?: string;
};

const TONES: Readonly<Record<MonthState, Tone>> = {
  draft: "orange",
  published: "green",
  final: "blue",
  replaced: "grey",
};

/** How a month stands, for a manager: numbers, what waits and for whom, and what differs from the version before. */
export function monthCard(facts: MonthCardFacts): Card {
  const { language, close, notice } = facts;
  const say = speak(language);
  const title = `${close.month} ${say(MONTH_WORDS.monthClose)}`;
  const state = say(MONTH_STATE_WORDS[close.state]);
  return {
    language,
    title,
    subtitle: say(MONTH_PHRASES.versionNumber(close.version)),
    tone: TONES[close.state],
    tags: [{ text: state, tone: TONES[close.state] }],
    summary: `${title} · ${state}`,
    blocks: [
      ...(notice === undefined
        ? []
        : [{ kind: "text" as const, lines: [[{ text: notice, bold: true as const }]] }]),
      { kind: "fields", fields: fields(facts) },
      ...list(language, MONTH_WORDS.changed, changeLines(facts)),
      ...list(language, MONTH_WORDS.held, heldLines(facts)),
      ...list(
        language,
        MONTH_WORDS.remark,
        facts.remarks.map(({ name, text }) => [{ text: name, bold: true }, { text: ` ${text}` }]),
      ),
      ...(close.state === "draft" ? buttons(facts) : []),
      ...(close.state === "published" || close.state === "final" ? releaseForm(facts) : []),
      { kind: "text", size: "small", lines: [say(MONTH_WORDS.computed)] },
    ],
  };
}

function fields(facts: MonthCardFacts) {
  const { language, close, names, grades, held, reviews } = facts;
  const say = speak(language);
  const counted = grades
    .filter(({ count }) => count > 0)
    .map(({ grade, count }) => `${gradeText(grade, names, language)} ${count}`)
    .join(" · ");
  const field = (label: LocalText, value: string) => (value === "" ? [] : [{ label: say(label), value }]);
  return [
    ...field(MONTH_WORDS.people, say(MONTH_PHRASES.peopleOf(facts.people))),
    ...field(MONTH_WORDS.grades, counted),
    ...field(MONTH_WORDS.held, held.length === 0 ? "" : say(MONTH_PHRASES.heldCount(held.length))),
    ...field(
      MONTH_WORDS.reviews,
      reviews.total === 0 ? "" : say(MONTH_PHRASES.reviewedOf(reviews.done, reviews.total)),
    ),
    ...field(
      MONTH_WORDS.openReviews,
      close.state === "draft" ? formatList(reviews.openNames.slice(0, SHOWN_NAMES), language) : "",
    ),
    ...field(MONTH_WORDS.appealUntil, close.state === "published" ? (close.appealUntil ?? "") : ""),
    ...field(MONTH_WORDS.boardsAt, facts.boardsAt === null ? "" : say(PHRASES.waitsUntil(facts.boardsAt))),
    ...field(MONTH_WORDS.policy, sayIn(facts.policyTitle, language)),
  ];
}

function changeLines({ language, changes, names }: MonthCardFacts): Line[] {
  return changes.map(({ name, before, after }) => [
    { text: name, bold: true },
    { text: ` ${outcomeText(before, names, language)} → ${outcomeText(after, names, language)}` },
  ]);
}

function heldLines({ language, held }: MonthCardFacts): Line[] {
  return held.map(({ name, held: why, reason }) => [
    { text: name, bold: true },
    { text: ` ${reason ?? sayIn(HELD_WORDS[why], language)}` },
  ]);
}

function list(language: Language, heading: LocalText, lines: readonly Line[]): Block[] {
  if (lines.length === 0) return [];
  const say = speak(language);
  const left = lines.length - SHOWN_NAMES;
  return [
    {
      kind: "text",
      lines: [
        [{ text: say(heading), tone: "muted" }],
        ...lines.slice(0, SHOWN_NAMES),
        ...(left > 0 ? [[{ text: say(MONTH_PHRASES.more(left)), tone: "muted" as const }]] : []),
      ],
    },
  ];
}

/** As many as one choice may offer. */
const MOST_OPTIONS = 50;
const MAX_REASON_CHARACTERS = 200;

/** Who was held gets their result later, when what stood in the way is gone. */
function releaseForm({ language, close, held }: MonthCardFacts): Block[] {
  if (held.length === 0) return [];
  const say = speak(language);
  return [
    {
      kind: "form",
      name: "release",
      parts: [
        {
          kind: "choice",
          name: "person",
          label: say(MONTH_WORDS.releaseWho),
          isRequired: true,
          placeholder: say(WORDS.choose),
          options: held.slice(0, MOST_OPTIONS).map(({ personId, name }) => ({ value: personId, text: name })),
        },
        {
          kind: "input",
          name: "note",
          label: say(MONTH_WORDS.releaseWhy),
          isRequired: true,
          placeholder: say(WORDS.reasonPlaceholder),
          isMultiline: true,
          maxCharacters: MAX_REASON_CHARACTERS,
        },
      ],
      submit: {
        kind: "action",
        name: "release-submit",
        text: say(MONTH_WORDS.release),
        style: "default",
        action: { do: "month.release", close: close.id },
      },
    },
  ];
}

/** While something waits, only the way past it is offered, and says what is left out. */
function buttons({ language, close, people, held, reviews }: MonthCardFacts): Block[] {
  const say = speak(language);
  const open = reviews.total - reviews.done;
  const isReady = open === 0 && held.length === 0;
  const button: ActionButton = {
    kind: "action",
    name: "publish",
    text: say(isReady ? MONTH_WORDS.publish : MONTH_WORDS.anyway),
    style: isReady ? "primary" : "danger",
    action: { do: "month.publish", close: close.id, anyway: isReady ? 0 : 1 },
    confirm: {
      title: say(MONTH_WORDS.publishQuestion),
      text: say(
        isReady ? MONTH_PHRASES.publishQuestion(people) : MONTH_PHRASES.anywayQuestion(open, held.length),
      ),
    },
  };
  const preview: ActionButton = {
    kind: "action",
    name: "preview",
    text: say(BOARD_WORDS.previewButton),
    style: "default",
    action: { do: "board.preview", close: close.id },
  };
  return [{ kind: "buttons", buttons: [button, preview] }];
}
