import type { Award } from "#domain/award";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { AWARD_PHRASES, AWARD_WORDS, periodText } from "./award-words.ts";
import type { Card } from "./card.ts";
import { speak } from "./words.ts";

/** Why nobody gets it this time. The answer: `note`. */
export function awardNobodyCard({
  language,
  award,
  awardName,
}: {
  readonly language: Language;
  readonly award: Pick<Award, "id" | "revision" | "award" | "period">;
  readonly awardName: LocalText;
}): Card {
  const say = speak(language);
  const nobody = say(AWARD_WORDS.nobody);
  const title = `${nobody} · ${say(AWARD_PHRASES.titled(sayIn(awardName, language), say(periodText(award.period))))}`;
  return {
    language,
    title,
    tone: "orange",
    summary: title,
    blocks: [
      {
        kind: "form",
        name: "award-nobody",
        parts: [
          {
            kind: "input",
            name: "note",
            label: say(AWARD_WORDS.nobodyReason),
            isRequired: true,
            placeholder: say(AWARD_WORDS.nobodyReasonPlaceholder),
            isMultiline: true,
            maxCharacters: 300,
          },
        ],
        submit: {
          kind: "action",
          name: "award-nobody-submit",
          text: nobody,
          style: "primary",
          action: { do: "award.nobody", award: award.id, revision: award.revision },
        },
      },
      {
        kind: "buttons",
        buttons: [
          {
            kind: "action",
            name: "back",
            text: say(AWARD_WORDS.back),
            style: "default",
            action: { do: "award.open", award: award.award, period: award.period },
          },
        ],
      },
    ],
  };
}
