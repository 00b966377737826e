import type { Turn } from "#domain/contact";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { Scorecard } from "#domain/scorecard";
import type { ItemSum } from "#domain/scored-form";
import type { Evaluation } from "#domain/task";
import type { Block, Card, Line } from "./card.ts";
import { quoteLines } from "./conversation.ts";
import { formatList, formatClause } from "./format.ts";
import { RHYTHM_PHRASES, RHYTHM_WORDS } from "./rhythm-words.ts";
import { speak } from "./words.ts";

export type GoodCase = {
  /** Who agreed to be named. */
  readonly name: string;
  /** An id of the policy. */
  readonly scene: string | null;
  readonly evaluation: Pick<Evaluation, "items" | "evidence">;
  readonly scorecard: Scorecard;
  /** Masked. */
  readonly turns: readonly Turn[];
};
export type GoodCasesCardFacts = {
  readonly language: Language;
  readonly month: string;
  /** Null: of everybody. */
  readonly team: string | null;
  readonly cases: readonly GoodCase[];
  /** In general form: an item, and nobody's name or number. Null: none. */
  readonly advice: ItemSum | null;
  readonly scenes: readonly { readonly id: string; readonly name: LocalText }[];
};

const SHOWN_ITEMS = 3;
const SHOWN_QUOTES = 2;

/** For a group: what colleagues did well, in the agent's own words, and one thing for all to work on. */
export function goodCasesCard(facts: GoodCasesCardFacts): Card {
  const { language, month, team, cases, advice } = facts;
  const say = speak(language);
  const title = [say(RHYTHM_WORDS.cases), month, ...(team === null ? [] : [team])].join(" · ");
  return {
    language,
    title,
    tone: "green",
    summary: title,
    blocks: [
      ...cases.map((one) => caseBlock(one, facts)),
      ...(advice === null
        ? []
        : [
            {
              kind: "text" as const,
              lines: [
                [{ text: say(RHYTHM_WORDS.advice), bold: true as const }],
                say(
                  RHYTHM_PHRASES.adviceItem(
                    sayIn(advice.item.name, language),
                    formatClause(advice.item.source, language),
                  ),
                ),
              ],
            },
          ]),
    ],
  };
}

function caseBlock(
  { name, scene, evaluation, scorecard, turns }: GoodCase,
  facts: GoodCasesCardFacts,
): Block {
  const { language } = facts;
  const known = facts.scenes.find(({ id }) => id === scene);
  const full = new Set(evaluation.items.filter(({ share }) => share === 1).map(({ itemId }) => itemId));
  const items = scorecard.sections
    .flatMap((section) => section.items)
    .filter(({ id, weight }) => weight > 0 && full.has(id))
    .sort((left, right) => right.weight - left.weight)
    .slice(0, SHOWN_ITEMS)
    .map((item) => sayIn(item.name, language));
  const shown = Object.values(evaluation.evidence).flat();
  const own = turns.filter(({ n, role }) => role === "agent" && shown.includes(n)).slice(0, SHOWN_QUOTES);
  const heading: Line = [
    { text: name, bold: true },
    ...(known === undefined ? [] : [{ text: ` · ${sayIn(known.name, language)}`, tone: "muted" as const }]),
  ];
  return {
    kind: "text",
    lines: [
      heading,
      `${speak(language)(RHYTHM_WORDS.doneWell)} ${formatList(items, language)}`,
      ...quoteLines(
        own.map(({ n }) => n),
        own,
        language,
      ),
    ],
  };
}
