import { type Language, say as sayIn } from "#domain/local-text";
import type { EvaluationOutcome, RatedItem } from "#domain/evaluation";
import type { Item, Scorecard, Section } from "#domain/scorecard";
import type { Block, FieldsBlock, Line } from "./card.ts";
import { formatList, formatScore, roundScore, shownClause } from "./format.ts";
import { ratingText } from "./score-form.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

export type RatedScorecardItem = { readonly item: Item; readonly rated: RatedItem };

/** The score in large type; when a rule changed it, the arithmetic stays beside it with the rule's reason. */
export function scoreBlocks(outcome: EvaluationOutcome, scorecard: Scorecard, language: Language): Block[] {
  const say = speak(language);
  const isCritical = outcome.criticalFailures.length > 0;
  const big: Block = {
    kind: "text",
    size: "large",
    lines: [
      [
        {
          text: formatScore(outcome.ruledScore, language),
          bold: true,
          ...(isCritical && { tone: "bad" as const }),
        },
      ],
    ],
  };
  if (!isCritical) {
    return [big];
  }
  const names = scorecard.sections
    .flatMap((section) => section.items)
    .filter((item) => outcome.criticalFailures.includes(item.id))
    .map((item) => say(PHRASES.withClause(sayIn(item.name, language), item.source)));
  const ruled: Line = `${say(WORDS.arithmetic)} ${formatScore(outcome.score, language)} → ${say(WORDS.ruled)} ${formatScore(outcome.ruledScore, language)}`;
  return [
    big,
    {
      kind: "text",
      lines: [
        [
          { text: say(WORDS.criticalFailed), bold: true, tone: "bad" },
          { text: ` ${formatList(names, language)}` },
        ],
        ...(outcome.score === outcome.ruledScore ? [] : [ruled]),
      ],
    },
  ];
}

/** What each section brought of what it could bring; a section where nothing applied says so. */
export function sectionFields(
  outcome: EvaluationOutcome,
  scorecard: Scorecard,
  language: Language,
): FieldsBlock["fields"] {
  const say = speak(language);
  return scorecard.sections
    .filter((section) => section.weight > 0)
    .map((section) => {
      const rated = ratedItems(section, outcome).filter((one) => one.rated.share !== null);
      const possible = rated.reduce((sum, one) => sum + one.item.weight, 0);
      const earned = rated.reduce((sum, one) => sum + one.item.weight * (one.rated.share ?? 0), 0);
      const value =
        possible === 0 ? say(WORDS.appliesNot) : `${roundScore(earned)} / ${roundScore(possible)}`;
      return { label: sayIn(section.name, language), value };
    });
}

export function ratedItems(section: Section, outcome: EvaluationOutcome): RatedScorecardItem[] {
  return section.items.flatMap((item) => {
    const rated = outcome.items.find((one) => one.itemId === item.id);
    return rated === undefined ? [] : [{ item, rated }];
  });
}

/** One line for one item: name, what was chosen, the clause. */
export function itemLine({ item, rated }: RatedScorecardItem, language: Language): Line {
  const say = speak(language);
  const lost = rated.share !== null && rated.share < 1;
  return [
    { text: sayIn(item.name, language) },
    {
      text: ` ${ratingText(item, rated.rating, language)}`,
      bold: true,
      ...(lost && { tone: "warning" as const }),
    },
    { text: ` ${say(WORDS.clause)} ${shownClause(item.source, language)}`, tone: "muted" },
  ];
}

/** Every item under its section, for the folded list. */
export function allItemLines(outcome: EvaluationOutcome, scorecard: Scorecard, language: Language): Line[] {
  return scorecard.sections.flatMap((section) => {
    const shown = ratedItems(section, outcome).filter((one) => one.rated.why !== "hidden");
    const heading: Line = [{ text: sayIn(section.name, language), bold: true }];
    return shown.length === 0 ? [] : [heading, ...shown.map((one) => itemLine(one, language))];
  });
}
