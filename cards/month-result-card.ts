import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { MonthClose, MonthResult } from "#domain/month-result";
import type { Action, Block, Card, Tone } from "./card.ts";
import { formatClause } from "./format.ts";
import { actionButtons } from "./list-buttons.ts";
import { gradeText, indicatorText, type MonthNames, outcomeText, partLong } from "./month-lines.ts";
import {
  formatTotal,
  HELD_WORDS,
  MONTH_PHRASES,
  MONTH_STATE_WORDS,
  MONTH_WORDS,
  PART_WORDS,
} from "./month-words.ts";
import { speak } from "./words.ts";

export type MonthResultCardFacts = {
  readonly language: Language;
  readonly close: Pick<MonthClose, "month" | "version" | "state" | "appealUntil">;
  readonly result: MonthResult;
  readonly names: MonthNames;
  readonly policyTitle: LocalText;
  /** What people were told before; null: nothing, or the same. */
  readonly before: Pick<MonthResult, "total" | "grade" | "held"> | null;
  readonly remark: string | null;
  /** What the person can do about it: an appeal. */
  readonly actions?: readonly (Action & { readonly text: string })[];
};

/** A person's month in full: every part with its count, where it comes from, and the clause. For that person alone. */
export function monthResultCard(facts: MonthResultCardFacts): Card {
  const { language, close, result, names, actions = [] } = facts;
  const say = speak(language);
  const title = `${close.month} ${say(MONTH_WORDS.monthResult)}`;
  const tone: Tone = result.total === null ? "orange" : "blue";
  const outcome = outcomeText(result, names, language);
  return {
    language,
    title,
    ...(close.version > 1 && { subtitle: say(MONTH_PHRASES.versionNumber(close.version)) }),
    tone,
    tags: [{ text: say(result.total === null ? MONTH_WORDS.held : MONTH_STATE_WORDS[close.state]), tone }],
    summary: `${title} · ${outcome}`,
    blocks: [
      { kind: "text", size: "large", lines: [headline(facts)] },
      ...heldBlock(facts),
      { kind: "fields", fields: partFields(facts) },
      ...indicatorBlock(facts),
      ...beforeBlock(facts),
      { kind: "text", size: "small", lines: smallPrint(facts) },
      ...(actions.length > 0 ? [actionButtons(actions)] : []),
    ],
  };
}

function headline({ language, result, names }: MonthResultCardFacts): string {
  if (result.total === null) return speak(language)(MONTH_WORDS.held);
  return `${formatTotal(result.total)} ${gradeText(result.grade, names, language)}`.trim();
}

function heldBlock({ language, result }: MonthResultCardFacts): Block[] {
  if (result.held === null) return [];
  const why = sayIn(HELD_WORDS[result.held], language);
  return [{ kind: "text", lines: [why, ...(result.heldReason === null ? [] : [result.heldReason])] }];
}

function partFields({ language, result }: MonthResultCardFacts) {
  const say = speak(language);
  return result.parts.map((part) => ({
    label: say(MONTH_PHRASES.weight(say(PART_WORDS[part.id]), part.weight)),
    value: partLong(part, language),
  }));
}

function indicatorBlock({ language, result, names }: MonthResultCardFacts): Block[] {
  const indicators = result.parts.flatMap((part) => part.indicators ?? []);
  if (indicators.length === 0) return [];
  const say = speak(language);
  const lines = indicators.map((one) => [
    { text: say(MONTH_PHRASES.weight("", one.weight)).trim(), tone: "muted" as const },
    { text: ` ${indicatorText(one, names, language)}` },
    { text: one.clause === "" ? "" : ` · ${formatClause(one.clause, language)}`, tone: "muted" as const },
  ]);
  return [
    {
      kind: "panel",
      title: say(MONTH_WORDS.indicators),
      open: true,
      blocks: [{ kind: "text", size: "small", lines }],
    },
  ];
}

function beforeBlock({ language, before, result, names, remark }: MonthResultCardFacts): Block[] {
  const say = speak(language);
  const fields = [
    ...(before === null
      ? []
      : [
          {
            label: say(MONTH_WORDS.before),
            value: `${outcomeText(before, names, language)} → ${outcomeText(result, names, language)}`,
          },
        ]),
    ...(remark === null ? [] : [{ label: say(MONTH_WORDS.remark), value: remark }]),
  ];
  return fields.length === 0 ? [] : [{ kind: "fields", fields }];
}

function smallPrint({ language, close, result, policyTitle }: MonthResultCardFacts): string[] {
  const say = speak(language);
  const { presence } = result;
  return [
    ...(presence < 1 ? [say(MONTH_PHRASES.fromHire(Math.round(presence * 100)))] : []),
    ...(close.state === "published" && close.appealUntil !== null
      ? [say(MONTH_PHRASES.appealUntil(close.appealUntil))]
      : []),
    ...(result.parts.some(isGap) ? [say(MONTH_WORDS.notZero)] : []),
    say(MONTH_PHRASES.roundedDown()),
    `${say(MONTH_WORDS.policy)} ${sayIn(policyTitle, language)}`,
  ];
}

const isGap = ({ value, indicators = [] }: MonthResult["parts"][number]): boolean =>
  value === null || indicators.some(({ score }) => score === null);
