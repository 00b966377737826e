import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { MAX_REASON_CHARACTERS } from "#domain/nomination-text";
import type { LocalMonth } from "#domain/working-day";
import type { Card, FormPart } from "./card.ts";
import type { Named } from "./idea-form-card.ts";
import { NOMINATION_PHRASES, NOMINATION_WORDS } from "./nomination-words.ts";
import { speak, WORDS } from "./words.ts";

export type NominationFormFacts = {
  readonly language: Language;
  /** Those that somebody can be named for; the first is what is meant when nothing is said. */
  readonly awards: readonly Named[];
  readonly minReasonCharacters: number;
  readonly principles: readonly Named[];
  /** More than one while the last month is still open. */
  readonly months: readonly LocalMonth[];
  /** Why it is asked. */
  readonly notice: LocalText | null;
  /** Those of whom one is meant; none: anybody, by name. */
  readonly choices: readonly {
    readonly id: string;
    readonly name: string;
    readonly employeeNo: string;
    readonly team: string | null;
  }[];
  /** What was said before, so that nothing is lost. */
  readonly given: {
    readonly name?: string;
    readonly award?: string;
    readonly reason?: string;
    readonly evidence?: string;
    readonly month?: LocalMonth;
  };
};

/**
 * To name a colleague. The answer: `nominee` (an id, where there is a choice) or `name`, `award`, `reason`, `evidence`,
 * `month`.
 */
export function nominationFormCard(facts: NominationFormFacts): Card {
  const { language, notice } = facts;
  const say = speak(language);
  const title = say(NOMINATION_WORDS.nominate);
  return {
    language,
    title,
    tone: "violet",
    summary: notice === null ? title : say(notice),
    blocks: [
      ...(notice === null
        ? []
        : [{ kind: "text" as const, lines: [[{ text: say(notice), bold: true as const }]] }]),
      {
        kind: "form",
        name: "nomination",
        parts: [whom(facts), award(facts), ...reason(facts), evidence(facts), ...month(facts)],
        submit: {
          kind: "action",
          name: "nominate-submit",
          text: title,
          style: "primary",
          action: { do: "nomination.submit" },
        },
      },
    ],
  };
}

function whom({ language, choices, given }: NominationFormFacts): FormPart {
  const say = speak(language);
  if (choices.length === 0)
    return {
      kind: "input",
      name: "name",
      label: say(NOMINATION_WORDS.name),
      isRequired: true,
      placeholder: say(NOMINATION_WORDS.namePlaceholder),
      isMultiline: false,
      maxCharacters: 60,
      ...(given.name !== undefined && { text: given.name }),
    };
  return {
    kind: "choice",
    name: "nominee",
    label: say(NOMINATION_WORDS.nominee),
    isRequired: true,
    placeholder: say(WORDS.choose),
    options: choices.map(({ id, name, employeeNo, team }) => ({
      value: id,
      text: say(NOMINATION_PHRASES.person(name, employeeNo, team)),
    })),
  };
}

function award({ language, awards, given }: NominationFormFacts): FormPart {
  const chosen = given.award ?? awards[0]?.id;
  return {
    kind: "choice",
    name: "award",
    label: speak(language)(NOMINATION_WORDS.award),
    isRequired: true,
    placeholder: speak(language)(WORDS.choose),
    options: awards.map(({ id, name }) => ({ value: id, text: sayIn(name, language) })),
    ...(chosen !== undefined && { chosen }),
  };
}

/** Length and values stand above the field: an input shows no second line. */
function reason({ language, minReasonCharacters, principles, given }: NominationFormFacts): FormPart[] {
  const say = speak(language);
  const tags = principles.map(({ name }) => `#${sayIn(name, language)}`).join(" ");
  const hints = [
    say(NOMINATION_PHRASES.reasonHint(minReasonCharacters)),
    ...(tags === "" ? [] : [say(NOMINATION_PHRASES.principlesHint(tags))]),
  ];
  const field: FormPart = {
    kind: "input",
    name: "reason",
    label: say(NOMINATION_WORDS.reason),
    isRequired: true,
    placeholder: say(NOMINATION_WORDS.reasonPlaceholder),
    isMultiline: true,
    maxCharacters: MAX_REASON_CHARACTERS,
    ...(given.reason !== undefined && { text: given.reason }),
  };
  return [{ kind: "note", line: hints.join(language === "zh" ? "，" : ". ") }, field];
}

function evidence({ language, given }: NominationFormFacts): FormPart {
  const say = speak(language);
  return {
    kind: "input",
    name: "evidence",
    label: say(NOMINATION_WORDS.evidence),
    isRequired: false,
    placeholder: say(NOMINATION_WORDS.evidencePlaceholder),
    isMultiline: false,
    maxCharacters: 200,
    ...(given.evidence !== undefined && { text: given.evidence }),
  };
}

function month({ language, months, given }: NominationFormFacts): FormPart[] {
  const chosen = given.month ?? months[0];
  if (months.length < 2 || chosen === undefined) return [];
  return [
    {
      kind: "choice",
      name: "month",
      label: speak(language)(NOMINATION_WORDS.month),
      isRequired: true,
      placeholder: speak(language)(WORDS.choose),
      options: months.map((each) => ({ value: each, text: each })),
      chosen,
    },
  ];
}
