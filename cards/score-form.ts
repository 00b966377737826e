import type { ContactFacts } from "#domain/contact";
import { type Language, say as sayIn } from "#domain/local-text";
import { type Item, type Scorecard, type Section, type VisibleItem, visibleItems } from "#domain/scorecard";
import type { ChoicePart, FieldsBlock, FormBlock, FormPart } from "./card.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

const MAX_EVIDENCE_CHARACTERS = 100;
const MAX_COMMENT_CHARACTERS = 1000;

/** What was given before, when an evaluation is corrected: option values and typed texts by field name. */
export type GivenAnswers = Readonly<Record<string, string>>;

export const itemFieldName = (itemId: string): string => `item-${itemId}`;
export const evidenceFieldName = (sectionId: string): string => `evidence-${sectionId}`;
export const COMMENT_FIELD = "comment";

export type ScoreFormFacts = {
  readonly language: Language;
  readonly scorecard: Scorecard;
  readonly contact: ContactFacts;
  readonly hasTurns: boolean;
  readonly minCommentCharacters: number;
  readonly given?: GivenAnswers;
  readonly task: { readonly id: string; readonly revision: number };
};

/** The scorecard as a form: what metrics or conditions decide is not asked. */
export function scoreForm(facts: ScoreFormFacts): FormBlock {
  const say = speak(facts.language);
  const shown = new Map(visibleItems(facts.scorecard, facts.contact).map((one) => [one.item.id, one]));
  return {
    kind: "form",
    name: "score",
    parts: [
      ...facts.scorecard.sections.flatMap((section) => sectionParts(section, shown, facts)),
      {
        kind: "input",
        name: COMMENT_FIELD,
        label: say(WORDS.comment),
        isRequired: facts.minCommentCharacters > 0,
        placeholder: say(WORDS.commentPlaceholder),
        isMultiline: true,
        maxCharacters: MAX_COMMENT_CHARACTERS,
        ...given(facts, COMMENT_FIELD),
      },
    ],
    submit: {
      kind: "action",
      name: "submit",
      text: say(WORDS.submitScore),
      style: "primary",
      action: { do: "score.submit", task: facts.task.id, revision: facts.task.revision },
    },
  };
}

function given(facts: ScoreFormFacts, field: string): { text?: string } {
  const text = facts.given?.[field];
  return text === undefined ? {} : { text };
}

function sectionParts(
  section: Section,
  shown: ReadonlyMap<string, VisibleItem>,
  facts: ScoreFormFacts,
): FormPart[] {
  const say = speak(facts.language);
  const asked = section.items.flatMap((item) => {
    const one = shown.get(item.id);
    return one?.state === "ask" || one?.state === "ask-na-allowed" ? [one] : [];
  });
  if (asked.length === 0) {
    return [];
  }
  const name = sayIn(section.name, facts.language);
  const weight = say(section.weight > 0 ? PHRASES.points(section.weight) : WORDS.weightless);
  const evidence: FormPart = {
    kind: "input",
    name: evidenceFieldName(section.id),
    label: say(PHRASES.evidenceFor(name)),
    isRequired: false,
    placeholder: say(WORDS.evidencePlaceholder),
    isMultiline: false,
    maxCharacters: MAX_EVIDENCE_CHARACTERS,
    ...given(facts, evidenceFieldName(section.id)),
  };
  return [
    { kind: "heading", text: `${name} · ${weight}` },
    ...asked.map((one) => itemPart(one, facts)),
    ...(facts.hasTurns ? [evidence] : []),
  ];
}

function itemPart(shown: VisibleItem, facts: ScoreFormFacts): ChoicePart {
  const { item } = shown;
  const say = speak(facts.language);
  const hint = [criticalText(item, facts.language), item.hint && sayIn(item.hint, facts.language)];
  const chosen = facts.given?.[itemFieldName(item.id)];
  const options = item.labels.map((label, step) => ({
    value: String(item.min + step),
    text: `${item.min + step} · ${sayIn(label, facts.language)}`,
  }));
  return {
    kind: "choice",
    name: itemFieldName(item.id),
    label: sayIn(item.name, facts.language),
    ...(hint.some(Boolean) && { hint: hint.filter(Boolean).join(" · ") }),
    isRequired: true,
    placeholder: say(WORDS.choose),
    options: [
      ...options.reverse(),
      ...(shown.state === "ask-na-allowed" ? [{ value: "na", text: say(WORDS.appliesNot) }] : []),
    ],
    ...(chosen !== undefined && { chosen }),
  };
}

/** What failing a critical item does; null for an ordinary one. */
function criticalText(item: Item, language: Language): string | null {
  const say = speak(language);
  if (item.critical === undefined) {
    return null;
  }
  switch (item.critical.rule) {
    case "zero":
      return say(PHRASES.whyZero());
    case "cap":
      return say(PHRASES.whyCapped(item.critical.cap));
    case "flag":
      return say(PHRASES.whyFlagged());
  }
}

/** What metrics decided, as facts to read. */
export function automaticFields(
  facts: Pick<ScoreFormFacts, "language" | "scorecard" | "contact">,
): FieldsBlock["fields"] {
  return visibleItems(facts.scorecard, facts.contact)
    .filter((one) => one.state === "auto")
    .map((one) => ({
      label: sayIn(one.item.name, facts.language),
      value: ratingText(one.item, one.autoRating ?? "na", facts.language),
    }));
}

export function ratingText(item: Item, rating: number | "na", language: Language): string {
  const label = rating === "na" ? undefined : item.labels[rating - item.min];
  return rating === "na"
    ? speak(language)(WORDS.appliesNot)
    : label
      ? sayIn(label, language)
      : String(rating);
}
