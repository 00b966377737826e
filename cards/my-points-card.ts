import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { PointEntry } from "#domain/points";
import type { Card, Line } from "./card.ts";
import { formatMoment } from "./format.ts";
import { actionButtons } from "./list-buttons.ts";
import { CAUSE_PHRASES, POINTS_PHRASES, POINTS_WORDS } from "./points-words.ts";
import { speak } from "./words.ts";

export type MyPointsCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly balance: number;
  /** Newest first. */
  readonly entries: readonly (Pick<PointEntry, "amount" | "kind" | "ideaNumber" | "at"> & {
    readonly itemName: LocalText | null;
  })[];
  readonly hasCatalogue: boolean;
};

/** What somebody has and where it came from and went. */
export function myPointsCard(facts: MyPointsCardFacts): Card {
  const { language, balance, entries, zone } = facts;
  const say = speak(language);
  const title = say(POINTS_WORDS.myPoints);
  const lines = entries.map(({ amount, kind, ideaNumber, itemName, at }): Line => {
    const what =
      ideaNumber === null ? (itemName === null ? "" : sayIn(itemName, language)) : `#${ideaNumber}`;
    return [
      { text: `${amount > 0 ? "+" : ""}${amount} `, bold: true, tone: amount > 0 ? "good" : "muted" },
      { text: say(CAUSE_PHRASES[kind](what)).trim() },
      { text: ` ${formatMoment(at, zone)}`, tone: "muted" },
    ];
  });
  return {
    language,
    title,
    tone: "violet",
    summary: `${title} · ${balance}`,
    blocks: [
      { kind: "text", size: "large", lines: [say(POINTS_PHRASES.amount(balance))] },
      {
        kind: "text",
        lines:
          lines.length === 0
            ? [say(POINTS_WORDS.noEntries)]
            : [[{ text: say(POINTS_WORDS.recent), bold: true }], ...lines],
      },
      ...(facts.hasCatalogue
        ? [actionButtons([{ text: say(POINTS_WORDS.redeem), do: "points.catalogue" }])]
        : []),
    ],
  };
}
