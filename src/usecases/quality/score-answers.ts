import { COMMENT_FIELD, evidenceFieldName, itemFieldName } from "#cards/score-form";
import type { Contact, ContactFacts } from "#domain/contact";
import { AppError } from "#domain/error";
import type { Rating } from "#domain/evaluation";
import { maskText } from "#domain/masking";
import { type Scorecard, visibleItems } from "#domain/scorecard";
import { parseTurnNumbers } from "#domain/turn-numbers";

export type ScoreAnswers = {
  readonly ratings: Readonly<Record<string, Rating>>;
  /** Turn numbers by section. */
  readonly evidence: Readonly<Record<string, readonly number[]>>;
  readonly comment: string | null;
};

/**
 * Answers to what the contact no longer asks are passed over.
 * @throws AppError `outside-scale` for a rating that is no number, `bad-turn-number`, `bad-input` for a short comment
 */
export function readScoreForm(
  form: Readonly<Record<string, string>>,
  scorecard: Scorecard,
  contact: ContactFacts & Pick<Contact, "turns">,
  minCommentChars: number,
): ScoreAnswers {
  // Metrics that came after the card was sent may have decided what it still asked.
  const asked = new Set(
    visibleItems(scorecard, contact).flatMap(({ item, state }) =>
      state === "ask" || state === "ask-na-allowed" ? [item.id] : [],
    ),
  );
  const ratings: Record<string, Rating> = {};
  const evidence: Record<string, readonly number[]> = {};
  for (const section of scorecard.sections) {
    for (const item of section.items) {
      const typed = form[itemFieldName(item.id)]?.trim();
      if (typed && asked.has(item.id)) ratings[item.id] = typed === "na" ? "na" : Number(typed);
    }
    const turns = parseTurnNumbers(form[evidenceFieldName(section.id)] ?? "", contact.turns.length);
    if (turns.length > 0) evidence[section.id] = turns;
  }
  const comment = form[COMMENT_FIELD]?.trim() ?? "";
  if ([...comment].length < minCommentChars) {
    throw new AppError("bad-input", `The comment needs at least ${minCommentChars} characters.`, {
      what: "comment",
      min: minCommentChars,
    });
  }
  // People quote what was said: what identifies a customer is hidden before anybody else sees it.
  return { ratings, evidence, comment: comment === "" ? null : maskText(comment) };
}

/** The answers of an earlier evaluation, as the form's fields: what a correction starts from. */
export function answersOf(evaluation: {
  readonly items: readonly { readonly itemId: string; readonly rating: Rating; readonly why: string }[];
  readonly evidence: Readonly<Record<string, readonly number[]>>;
  readonly comment: string | null;
}): Record<string, string> {
  const scored = evaluation.items.filter(({ why }) => why === "scored");
  return {
    ...Object.fromEntries(scored.map(({ itemId, rating }) => [itemFieldName(itemId), String(rating)])),
    ...Object.fromEntries(
      Object.entries(evaluation.evidence).map(([section, turns]) => [
        evidenceFieldName(section),
        turns.join(", "),
      ]),
    ),
    ...(evaluation.comment === null ? {} : { [COMMENT_FIELD]: evaluation.comment }),
  };
}
