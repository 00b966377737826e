import type { Appeal } from "#domain/appeal";
import { MAX_REASON_CHARACTERS } from "#domain/appeal-rules";
import type { Language } from "#domain/local-text";
import { type AppealScale, valueField, valueText } from "./appeal-values.ts";
import { APPEAL_PHRASES, APPEAL_WORDS } from "./appeal-words.ts";
import type { FormBlock, FormPart } from "./card.ts";
import { speak, WORDS } from "./words.ts";

/** What the judge fills in: `ruling` (keep, proposed, other), `value` for another score, `note`. */
export function rulingForm(facts: {
  readonly language: Language;
  readonly appeal: Pick<Appeal, "id" | "revision" | "given" | "proposed">;
  readonly scale: AppealScale;
  readonly thirds: Appeal["given"][];
  readonly minReasonCharacters: number;
}): FormBlock {
  const { language, appeal, scale } = facts;
  const say = speak(language);
  const thirds = facts.thirds.filter((value) => value !== appeal.proposed);
  const hasThird = scale.kind === "figure" || thirds.length > 0;
  const third: FormPart =
    scale.kind === "figure"
      ? {
          kind: "input",
          name: "value",
          label: say(APPEAL_WORDS.third),
          hint: say(APPEAL_WORDS.thirdHint),
          isRequired: false,
          placeholder: say(APPEAL_WORDS.proposedPlaceholder),
          isMultiline: false,
          maxCharacters: 20,
        }
      : {
          kind: "choice",
          name: "value",
          label: say(APPEAL_WORDS.third),
          hint: say(APPEAL_WORDS.thirdHint),
          isRequired: false,
          placeholder: say(WORDS.choose),
          options: thirds.map((value) => ({
            value: valueField(value),
            text: valueText(scale, value, language),
          })),
        };
  const withValue = (words: string, value: Appeal["given"]): string =>
    `${words} · ${valueText(scale, value, language)}`;
  return {
    kind: "form",
    name: "appeal-rule",
    parts: [
      {
        kind: "choice",
        name: "ruling",
        label: say(APPEAL_WORDS.ruled),
        isRequired: true,
        placeholder: say(WORDS.choose),
        options: [
          { value: "keep", text: withValue(say(APPEAL_WORDS.keep), appeal.given) },
          { value: "proposed", text: withValue(say(APPEAL_WORDS.takeProposed), appeal.proposed) },
          ...(hasThird ? [{ value: "other", text: say(APPEAL_WORDS.other) }] : []),
        ],
      },
      ...(hasThird ? [third] : []),
      {
        kind: "input",
        name: "note",
        label: say(APPEAL_WORDS.rulingReason),
        isRequired: true,
        placeholder: say(APPEAL_PHRASES.minReason(facts.minReasonCharacters)),
        isMultiline: true,
        maxCharacters: MAX_REASON_CHARACTERS,
      },
    ],
    submit: {
      kind: "action",
      name: "appeal-rule-submit",
      text: say(APPEAL_WORDS.submitRuling),
      style: "primary",
      action: { do: "appeal.rule", appeal: appeal.id, revision: appeal.revision },
    },
  };
}
