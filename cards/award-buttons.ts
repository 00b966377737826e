import type { AwardCardFacts } from "./award-card.ts";
import { AWARD_PHRASES, AWARD_WORDS } from "./award-words.ts";
import type { ActionButton, Block, FormPart } from "./card.ts";
import { speak, WORDS } from "./words.ts";

/** More fields than this nobody fills in on a phone. */
const MOST_PLACES = 5;
const MOST_OPTIONS = 50;
const MAX_PRAISE_CHARACTERS = 300;

/** What the manager can do about the award in its state. */
export function awardSteps(facts: AwardCardFacts): Block[] {
  const { award } = facts;
  const act = buttonOf(facts);
  switch (award.state) {
    case "shortlist":
      return [
        ...(facts.candidates.length > 0 ? [pickForm(facts)] : []),
        { kind: "buttons", buttons: [act("ask-nobody", AWARD_WORDS.nobody)] },
      ];
    case "picked":
      return [
        {
          kind: "buttons",
          buttons: [act("preview", AWARD_WORDS.preview, "primary"), act("reopen", AWARD_WORDS.reopen)],
        },
      ];
    case "previewed":
      return [{ kind: "buttons", buttons: [...postButton(facts), act("reopen", AWARD_WORDS.reopen)] }];
    case "nobody":
      return [{ kind: "buttons", buttons: [act("reopen", AWARD_WORDS.reopen)] }];
    case "posted":
      return [];
  }
}

const buttonOf =
  ({ language, award }: AwardCardFacts) =>
  (
    name: string,
    words: { zh: string; en: string },
    style: ActionButton["style"] = "default",
  ): ActionButton => ({
    kind: "action",
    name,
    text: speak(language)(words),
    style,
    action: { do: `award.${name}`, award: award.id, revision: award.revision },
  });

function postButton(facts: AwardCardFacts): ActionButton[] {
  if (facts.post === null) return [];
  const button = buttonOf(facts)("post", AWARD_WORDS.post, "primary");
  return [{ ...button, action: { ...button.action, seen: facts.post.seen } }];
}

function pickForm(facts: AwardCardFacts): Block {
  const { language, award, candidates, places } = facts;
  const say = speak(language);
  const options = candidates.slice(0, MOST_OPTIONS).map(({ key, name }) => ({ value: key, text: name }));
  const count = Math.min(places, candidates.length, MOST_PLACES);
  return {
    kind: "form",
    name: "award-pick",
    parts: [
      ...Array.from({ length: count }, (_, place): FormPart => ({
        kind: "choice",
        name: `winner-${place + 1}`,
        label: say(place === 0 ? AWARD_WORDS.winner : AWARD_PHRASES.place(place + 1)),
        ...(place === 0 && { hint: say(AWARD_PHRASES.places(places)) }),
        isRequired: place === 0,
        placeholder: say(WORDS.choose),
        options,
      })),
      {
        kind: "input",
        name: "praise",
        label: say(AWARD_WORDS.praise),
        isRequired: false,
        placeholder: say(AWARD_WORDS.praisePlaceholder),
        isMultiline: true,
        maxCharacters: MAX_PRAISE_CHARACTERS,
      },
    ],
    submit: {
      kind: "action",
      name: "award-pick-submit",
      text: say(AWARD_WORDS.pick),
      style: "primary",
      action: { do: "award.pick", award: award.id, revision: award.revision },
    },
  };
}
