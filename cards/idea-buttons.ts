import type { Idea } from "#domain/idea";
import type { Language, LocalText } from "#domain/local-text";
import type { ActionButton } from "./card.ts";
import type { IdeaStep } from "./idea-step-card.ts";
import { IDEA_PHRASES, IDEA_WORDS } from "./idea-words.ts";
import { speak } from "./words.ts";

type Facts = {
  readonly language: Language;
  readonly idea: Idea;
  readonly as: "author" | "reviewer" | "reader";
  readonly can: { readonly support: boolean; readonly unmerge: boolean };
  readonly pointsAtStake: number;
};

/** What can be done about an idea by this reader in its state; each opens a form or acts at once. */
export function ideaButtons({ language, idea, as, can, pointsAtStake }: Facts): ActionButton[] {
  const say = speak(language);
  const step = (
    name: IdeaStep,
    words: LocalText,
    style: ActionButton["style"] = "default",
  ): ActionButton => ({
    kind: "action",
    name: `ask-${name}`,
    text: say(words),
    style,
    action: { do: "idea.step", idea: idea.id, step: name },
  });
  const act = (name: string, words: LocalText): ActionButton => ({
    kind: "action",
    name,
    text: say(words),
    style: "default",
    action: { do: `idea.${name}`, idea: idea.id, revision: idea.revision },
  });
  return [
    ...(as === "reviewer" ? reviewerSteps(idea, step) : []),
    ...(as === "author" && idea.state === "needs-more"
      ? [step("supplement", IDEA_WORDS.supplement, "primary")]
      : []),
    ...(can.support ? [act("support", IDEA_WORDS.support)] : []),
    ...(can.unmerge
      ? [
          {
            ...act("unmerge", IDEA_WORDS.unmerge),
            ...(pointsAtStake > 0 && {
              confirm: { title: say(IDEA_WORDS.unmerge), text: say(IDEA_PHRASES.pointsBack(pointsAtStake)) },
            }),
          },
        ]
      : []),
  ];
}

type Step = (name: IdeaStep, words: LocalText, style?: ActionButton["style"]) => ActionButton;

function reviewerSteps(idea: Idea, step: Step): ActionButton[] {
  switch (idea.state) {
    case "reviewing":
      return [
        step("adopt", IDEA_WORDS.adopt, "primary"),
        step("decline", IDEA_WORDS.decline, "danger"),
        step("ask", IDEA_WORDS.ask),
        step("merge", IDEA_WORDS.merge),
      ];
    case "needs-more":
      return [step("decline", IDEA_WORDS.decline, "danger"), step("merge", IDEA_WORDS.merge)];
    case "adopted":
      return [step("start", IDEA_WORDS.start, "primary")];
    case "implementing":
      return idea.implementedOn === null ? [step("finish", IDEA_WORDS.finish, "primary")] : [];
    case "checking":
      return [step("judge", IDEA_WORDS.judge, "primary")];
    default:
      return [];
  }
}
