import type { Award } from "#domain/award";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { AWARD_PHRASES, AWARD_STATE_WORDS, AWARD_WORDS, periodText } from "./award-words.ts";
import type { Card } from "./card.ts";
import { actionButtons } from "./list-buttons.ts";
import { speak } from "./words.ts";

export type ListedAward = {
  /** Id of the award of the policy. */
  readonly award: string;
  readonly name: LocalText;
  readonly period: string;
  readonly state: Award["state"];
  readonly announceBy: string;
};

/** The awards of the periods that are over, those first that wait for a decision. */
export function awardListCard({
  language,
  awards,
}: {
  readonly language: Language;
  readonly awards: readonly ListedAward[];
}): Card {
  const say = speak(language);
  const title = say(AWARD_WORDS.award);
  const titleOf = ({ name, period }: ListedAward): string =>
    say(AWARD_PHRASES.titled(sayIn(name, language), say(periodText(period))));
  return {
    language,
    title,
    tone: "orange",
    summary: title,
    blocks:
      awards.length === 0
        ? [{ kind: "text", lines: [say(AWARD_WORDS.noneToDecide)] }]
        : [
            {
              kind: "text",
              lines: awards.map((award) => [
                { text: titleOf(award), bold: true },
                {
                  text: ` ${say(AWARD_STATE_WORDS[award.state])} · ${say(AWARD_WORDS.announceBy)} ${award.announceBy}`,
                  tone: "muted",
                },
              ]),
            },
            actionButtons(
              awards.map((award) => ({
                text: titleOf(award),
                do: "award.open",
                award: award.award,
                period: award.period,
              })),
            ),
          ],
  };
}
