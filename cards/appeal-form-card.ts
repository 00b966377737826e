import type { AppealValue } from "#domain/appeal";
import { MAX_REASON_CHARACTERS } from "#domain/appeal-rules";
import type { Language, LocalText } from "#domain/local-text";
import { type AppealScale, clauseText, scaleName, valueField, valueText } from "./appeal-values.ts";
import { APPEAL_PHRASES, APPEAL_WORDS } from "./appeal-words.ts";
import type { Action, Card, FormPart } from "./card.ts";
import { speak, WORDS } from "./words.ts";

type Common = {
  readonly language: Language;
  /** What it is about, as `QA of 2026-11-20: 86.7`. */
  readonly about: LocalText;
  /** The last day for it. */
  readonly until: string;
  /** Where the button back leads. */
  readonly back: Action;
};
export type AppealChoiceFacts = Common & {
  /** What a press of the next step carries. */
  readonly next: Action;
  readonly choices: readonly {
    readonly id: string;
    readonly scale: AppealScale;
    readonly given: AppealValue;
  }[];
};

/** The first step: which item, or which figure of the month. The answer is `item`. */
export function appealChoiceCard(facts: AppealChoiceFacts): Card {
  const { language, choices } = facts;
  const say = speak(language);
  const isMonth = choices[0]?.scale.kind === "figure";
  return framed(facts, "choice", [
    {
      kind: "form",
      name: "appeal-choice",
      parts: [
        {
          kind: "choice",
          name: "item",
          label: say(isMonth ? APPEAL_WORDS.chooseMonth : APPEAL_WORDS.chooseItem),
          isRequired: true,
          placeholder: say(WORDS.choose),
          options: choices.map(({ id, scale, given }) => ({
            value: id,
            text: `${scaleName(scale, language)} · ${valueText(scale, given, language)}`,
          })),
        },
      ],
      submit: {
        kind: "action",
        name: "appeal-choice-submit",
        text: say(APPEAL_WORDS.next),
        style: "primary",
        action: facts.next,
      },
    },
  ]);
}

export type AppealFormFacts = Common & {
  readonly send: Action;
  readonly scale: AppealScale;
  readonly given: AppealValue;
  /** The values that may be proposed, best first; for a figure any number. */
  readonly options: readonly AppealValue[];
  readonly minReasonCharacters: number;
};

/** The second step: the answer is `proposed` and `note`. */
export function appealFormCard(facts: AppealFormFacts): Card {
  const { language, scale, given, options } = facts;
  const say = speak(language);
  const proposed: FormPart =
    scale.kind === "figure"
      ? {
          kind: "input",
          name: "proposed",
          label: say(APPEAL_WORDS.proposed),
          isRequired: true,
          placeholder: say(APPEAL_WORDS.proposedPlaceholder),
          isMultiline: false,
          maxCharacters: 20,
        }
      : {
          kind: "choice",
          name: "proposed",
          label: say(APPEAL_WORDS.proposed),
          isRequired: true,
          placeholder: say(WORDS.choose),
          options: options.map((value) => ({
            value: valueField(value),
            text: valueText(scale, value, language),
          })),
        };
  return framed(facts, "form", [
    {
      kind: "fields",
      fields: [
        {
          label: say(scale.kind === "figure" ? APPEAL_WORDS.figure : APPEAL_WORDS.item),
          value: scaleName(scale, language),
        },
        { label: say(APPEAL_WORDS.given), value: valueText(scale, given, language) },
      ],
    },
    { kind: "text", size: "small", lines: [clauseText(scale, language)] },
    {
      kind: "form",
      name: "appeal",
      parts: [proposed, reasonPart(language, APPEAL_WORDS.reason, facts.minReasonCharacters)],
      submit: {
        kind: "action",
        name: "appeal-submit",
        text: say(APPEAL_WORDS.submit),
        style: "primary",
        action: facts.send,
      },
    },
  ]);
}

export type SecondHearingFacts = Common & { readonly send: Action; readonly minReasonCharacters: number };

/** The answer is `note`. */
export function secondHearingCard(facts: SecondHearingFacts): Card {
  const say = speak(facts.language);
  return framed(facts, "second", [
    {
      kind: "form",
      name: "appeal-second",
      parts: [reasonPart(facts.language, APPEAL_WORDS.secondReason, facts.minReasonCharacters)],
      submit: {
        kind: "action",
        name: "appeal-second-submit",
        text: say(APPEAL_WORDS.second),
        style: "primary",
        action: facts.send,
      },
    },
  ]);
}

function reasonPart(language: Language, label: LocalText, min: number): FormPart {
  const say = speak(language);
  return {
    kind: "input",
    name: "note",
    label: say(label),
    hint: say(APPEAL_PHRASES.minReason(min)),
    isRequired: true,
    placeholder: say(APPEAL_WORDS.reasonPlaceholder),
    isMultiline: true,
    maxCharacters: MAX_REASON_CHARACTERS,
  };
}

function framed(
  { language, about, until, back }: Common,
  step: "choice" | "form" | "second",
  blocks: Card["blocks"],
): Card {
  const say = speak(language);
  const title = say(step === "second" ? APPEAL_WORDS.second : APPEAL_WORDS.appeal);
  const deadline = say(APPEAL_PHRASES.until(until));
  return {
    language,
    title: `${title} · ${say(about)}`,
    subtitle: deadline,
    tone: "orange",
    summary: `${title} · ${say(about)}`,
    blocks: [
      ...blocks,
      { kind: "text", size: "small", lines: [say(APPEAL_WORDS.neverLower), say(APPEAL_WORDS.onlyYou)] },
      {
        kind: "buttons",
        buttons: [
          { kind: "action", name: "back", text: say(APPEAL_WORDS.back), style: "default", action: back },
        ],
      },
    ],
  };
}
