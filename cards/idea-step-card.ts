import { type Idea, IDEA_SCOPES, VERDICTS } from "#domain/idea";
import { MAX_NOTE_CHARACTERS } from "#domain/note-text";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { cutText } from "#domain/storable-text";
import type { Card, FormPart } from "./card.ts";
import type { Named } from "./idea-form-card.ts";
import { IDEA_PHRASES, IDEA_WORDS, SCOPE_WORDS, VERDICT_WORDS } from "./idea-words.ts";
import { speak, WORDS } from "./words.ts";

export const IDEA_STEPS = [
  "adopt",
  "decline",
  "ask",
  "merge",
  "supplement",
  "start",
  "finish",
  "judge",
] as const;
export type IdeaStep = (typeof IDEA_STEPS)[number];

export type IdeaStepCardFacts = {
  readonly language: Language;
  readonly idea: Pick<Idea, "id" | "number" | "revision" | "text">;
  readonly step: IdeaStep;
  /** Indicators that an effect can be checked by. */
  readonly metrics: readonly Named[];
  /** The policy's local date of now, from which a date starts. */
  readonly today: string;
  /** An adopted one that says much the same; null: none. */
  readonly likeAdopted: { readonly number: number; readonly likeness: number } | null;
  /** The most alike, from which a number to merge into starts. */
  readonly suggested: number | null;
};

const STEP_WORDS: Readonly<Record<IdeaStep, LocalText>> = {
  adopt: IDEA_WORDS.adopt,
  decline: IDEA_WORDS.decline,
  ask: IDEA_WORDS.ask,
  merge: IDEA_WORDS.merge,
  supplement: IDEA_WORDS.supplement,
  start: IDEA_WORDS.start,
  finish: IDEA_WORDS.finish,
  judge: IDEA_WORDS.judge,
};

/**
 * What has to be said to move an idea on. The answer by step: adopt `metric`, `scope`; decline, ask, supplement `note`;
 * merge `into`; start, finish `day`; judge `verdict`, `note`.
 */
export function ideaStepCard(facts: IdeaStepCardFacts): Card {
  const { language, idea, step, likeAdopted } = facts;
  const say = speak(language);
  const words = say(STEP_WORDS[step]);
  const title = `${words} · ${say(IDEA_PHRASES.numbered(idea.number))}`;
  return {
    language,
    title,
    tone: step === "decline" ? "orange" : "blue",
    summary: title,
    blocks: [
      { kind: "text", size: "small", lines: [cutText(idea.text, 200)] },
      ...(step !== "adopt" || likeAdopted === null
        ? []
        : [
            {
              kind: "text" as const,
              lines: [
                say(IDEA_PHRASES.likeAdopted(likeAdopted.number, Math.round(likeAdopted.likeness * 100))),
              ],
            },
          ]),
      {
        kind: "form",
        name: `idea-${step}`,
        parts: partsOf(facts),
        submit: {
          kind: "action",
          name: `idea-${step}-submit`,
          text: words,
          style: step === "decline" ? "danger" : "primary",
          action: { do: `idea.${step}`, idea: idea.id, revision: idea.revision },
        },
      },
      {
        kind: "buttons",
        buttons: [
          {
            kind: "action",
            name: "back",
            text: say(IDEA_WORDS.back),
            style: "default",
            action: { do: "idea.open", idea: idea.id },
          },
        ],
      },
    ],
  };
}

function partsOf(facts: IdeaStepCardFacts): FormPart[] {
  const { language, step } = facts;
  const say = speak(language);
  const choice = (name: string, label: LocalText, options: readonly Named[]): FormPart => ({
    kind: "choice",
    name,
    label: say(label),
    isRequired: true,
    placeholder: say(WORDS.choose),
    options: options.map((option) => ({ value: option.id, text: sayIn(option.name, language) })),
  });
  const named = <Id extends string>(ids: readonly Id[], words: Readonly<Record<Id, LocalText>>): Named[] =>
    ids.map((id) => ({ id, name: words[id] }));
  const note = (label: LocalText, placeholder: LocalText, isRequired = true): FormPart => ({
    kind: "input",
    name: "note",
    label: say(label),
    isRequired,
    placeholder: say(placeholder),
    isMultiline: true,
    maxCharacters: MAX_NOTE_CHARACTERS,
  });
  const line = (name: string, label: LocalText, placeholder: LocalText, text: string | null): FormPart => ({
    kind: "input",
    name,
    label: say(label),
    isRequired: true,
    placeholder: say(placeholder),
    isMultiline: false,
    maxCharacters: 20,
    ...(text !== null && { text }),
  });
  switch (step) {
    case "adopt":
      return [
        choice("metric", IDEA_WORDS.metric, facts.metrics),
        choice("scope", IDEA_WORDS.scope, named(IDEA_SCOPES, SCOPE_WORDS)),
      ];
    case "decline":
      return [note(IDEA_WORDS.declineReason, WORDS.reasonPlaceholder)];
    case "ask":
      return [note(IDEA_WORDS.question, IDEA_WORDS.question)];
    case "supplement":
      return [note(IDEA_WORDS.supplementText, IDEA_WORDS.ideaPlaceholder)];
    case "merge":
      return [
        line(
          "into",
          IDEA_WORDS.mergeInto,
          IDEA_WORDS.mergePlaceholder,
          facts.suggested === null ? null : `#${facts.suggested}`,
        ),
      ];
    case "start":
    case "finish":
      return [line("day", IDEA_WORDS.day, IDEA_WORDS.dayPlaceholder, facts.today)];
    case "judge":
      return [
        choice("verdict", IDEA_WORDS.verdict, named(VERDICTS, VERDICT_WORDS)),
        note(IDEA_WORDS.explain, IDEA_WORDS.explainPlaceholder, false),
      ];
  }
}
