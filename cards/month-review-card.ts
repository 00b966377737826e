import type { Language } from "#domain/local-text";
import type { MonthClose, MonthResult, MonthReview } from "#domain/month-result";
import type { ActionButton, Block, Card, Line } from "./card.ts";
import { indicatorText, type MonthNames, outcomeText, partShort } from "./month-lines.ts";
import { MONTH_PHRASES, MONTH_STATE_WORDS, MONTH_WORDS } from "./month-words.ts";
import { speak, WORDS } from "./words.ts";

/** People whom one card shows at a time. */
export const REVIEW_PAGE = 10;
const MAX_REMARK_CHARACTERS = 200;

export type ReviewedPerson = {
  readonly personId: string;
  readonly name: string;
  readonly result: MonthResult;
  /** In the version before; null when nothing has changed or there was none. */
  readonly before: Pick<MonthResult, "total" | "grade" | "held"> | null;
  readonly remark: { readonly text: string; readonly isHold: boolean } | null;
};
export type MonthReviewCardFacts = {
  readonly language: Language;
  readonly close: Pick<MonthClose, "id" | "month" | "version" | "state">;
  readonly review: Pick<MonthReview, "state" | "revision">;
  /** All of them, in the order of employee numbers. */
  readonly people: readonly ReviewedPerson[];
  readonly names: MonthNames;
  /** From 1. */
  readonly page: number;
};

/** A supervisor's people with all that their month is made of. Nothing to edit: a remark, or a hold with its reason. */
export function monthReviewCard(facts: MonthReviewCardFacts): Card {
  const { language, close, review, people } = facts;
  const say = speak(language);
  const isOpen = close.state === "draft" && review.state === "open";
  const title = `${close.month} ${say(MONTH_WORDS.review)}`;
  const state = isOpen || close.state !== "draft" ? MONTH_STATE_WORDS[close.state] : MONTH_WORDS.reviewDone;
  const pages = Math.max(1, Math.ceil(people.length / REVIEW_PAGE));
  const page = Math.min(Math.max(1, facts.page), pages);
  const shown = people.slice((page - 1) * REVIEW_PAGE, page * REVIEW_PAGE);
  return {
    language,
    title,
    subtitle: say(MONTH_PHRASES.versionNumber(close.version)),
    tone: isOpen ? "orange" : "grey",
    tags: [{ text: say(state), tone: isOpen ? "orange" : "grey" }],
    summary: `${title} · ${say(MONTH_PHRASES.peopleOf(people.length))}`,
    blocks: [
      ...(isOpen
        ? [{ kind: "text" as const, size: "small" as const, lines: [say(MONTH_WORDS.reviewMeaning)] }]
        : []),
      { kind: "text", lines: shown.flatMap((person) => personLines(facts, person)) },
      ...(isOpen ? [remarkForm(facts, shown, page)] : []),
      ...buttons(facts, { isOpen, page, pages }),
      { kind: "text", size: "small", lines: [say(MONTH_WORDS.computed)] },
    ],
  };
}

function personLines({ language, names }: MonthReviewCardFacts, person: ReviewedPerson): Line[] {
  const say = speak(language);
  const { name, result, before, remark } = person;
  const changed = before === null ? "" : `${outcomeText(before, names, language)} → `;
  const indicators = result.parts.flatMap((part) => part.indicators ?? []);
  return [
    [{ text: name, bold: true }, { text: ` ${changed}${outcomeText(result, names, language)}` }],
    [{ text: result.parts.map((part) => partShort(part, language)).join(" · "), tone: "muted" }],
    ...(indicators.length === 0
      ? []
      : [
          [
            {
              text: indicators.map((one) => indicatorText(one, names, language)).join(" · "),
              tone: "muted" as const,
            },
          ],
        ]),
    ...(remark === null
      ? []
      : [
          [
            {
              text: `${say(remark.isHold ? MONTH_WORDS.held : MONTH_WORDS.remark)} · ${remark.text}`,
              tone: remark.isHold ? ("warning" as const) : ("muted" as const),
            },
          ],
        ]),
  ];
}

function remarkForm(
  { language, close, review }: MonthReviewCardFacts,
  shown: readonly ReviewedPerson[],
  page: number,
): Block {
  const say = speak(language);
  return {
    kind: "form",
    name: "remark",
    parts: [
      {
        kind: "choice",
        name: "person",
        label: say(MONTH_WORDS.person),
        isRequired: true,
        placeholder: say(WORDS.choose),
        options: shown.map(({ personId, name }) => ({ value: personId, text: name })),
      },
      {
        kind: "choice",
        name: "kind",
        label: say(MONTH_WORDS.remarkKind),
        isRequired: true,
        placeholder: say(WORDS.choose),
        options: [
          { value: "remark", text: say(MONTH_WORDS.remarkOnly) },
          { value: "hold", text: say(MONTH_WORDS.hold) },
        ],
      },
      {
        kind: "input",
        name: "note",
        label: say(MONTH_WORDS.remarkText),
        isRequired: true,
        placeholder: say(WORDS.reasonPlaceholder),
        isMultiline: true,
        maxCharacters: MAX_REMARK_CHARACTERS,
      },
    ],
    submit: {
      kind: "action",
      name: "remark-submit",
      text: say(MONTH_WORDS.saveRemark),
      style: "default",
      action: { do: "month.remark", close: close.id, revision: review.revision, page },
    },
  };
}

function buttons(
  { language, close, review }: MonthReviewCardFacts,
  { isOpen, page, pages }: { readonly isOpen: boolean; readonly page: number; readonly pages: number },
): Block[] {
  const say = speak(language);
  const turn = (name: string, text: string, to: number): ActionButton => ({
    kind: "action",
    name,
    text,
    style: "default",
    action: { do: "month.review", close: close.id, page: to },
  });
  const all: ActionButton[] = [
    ...(isOpen
      ? [
          {
            kind: "action" as const,
            name: "reviewed",
            text: say(MONTH_WORDS.finishReview),
            style: "primary" as const,
            action: { do: "month.reviewed", close: close.id, revision: review.revision },
          },
        ]
      : []),
    ...(page > 1 ? [turn("previous", say(MONTH_WORDS.previous), page - 1)] : []),
    ...(page < pages ? [turn("next", say(MONTH_WORDS.next), page + 1)] : []),
  ];
  return [
    ...(pages > 1
      ? [{ kind: "text" as const, size: "small" as const, lines: [say(MONTH_PHRASES.page(page, pages))] }]
      : []),
    ...(all.length > 0 ? [{ kind: "buttons" as const, buttons: all }] : []),
  ];
}
