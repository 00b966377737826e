import { IDEA_WORDS } from "#cards/idea-words";
import { compareEffect, type Effect, effectWindows, notComputable } from "#domain/effect";
import type { Idea } from "#domain/idea";
import { effectDueOn } from "#domain/idea-rules";
import { say } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";
import { isShare } from "#policy/indicator";
import type { Store } from "#ports/store";
import { changeIdea } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { type IdeaView, viewIdea } from "./idea-view.ts";

/** Opens the effect check of every idea that has been in practice long enough. Answers how many. */
export async function checkEffects(
  deps: RecognitionDeps,
  input: { readonly date: LocalDate },
): Promise<number> {
  let opened = 0;
  for (const idea of await deps.store.ideas.implementedBy(input.date)) {
    if (!(await isDue(deps, idea, input.date))) continue;
    await changeIdea(deps, { ideaId: idea.id, by: null, move: "check" }, async (view, tx) => {
      const effect = await effectOf(tx, view);
      return {
        change: { effect },
        detail: { finding: effect.finding },
        news: "checking",
        freshCard: ({ language }) => say(IDEA_WORDS.effect, language),
      };
    });
    opened += 1;
  }
  return opened;
}

/** By the policy under which the idea came in. */
async function isDue({ store }: RecognitionDeps, idea: Idea, today: LocalDate): Promise<boolean> {
  const { settings } = await viewIdea(store, await store.ideas.inFull(idea.id));
  return (
    idea.implementedOn !== null && effectDueOn(idea.implementedOn, settings.effectCheckAfterDays) <= today
  );
}

async function effectOf(store: Store, view: IdeaView): Promise<Effect> {
  const { idea, author, policy, settings } = view;
  const days = settings.effectCheckAfterDays;
  const about = { metric: idea.metric ?? "", scope: idea.scope ?? "everybody", days };
  const indicator = policy.indicators.find(({ id }) => id === idea.metric);
  if (indicator === undefined || indicator.basis.from === "import") return notComputable(about);
  if (idea.adoptedOn === null || idea.implementedOn === null) return notComputable(about);
  const { basis, band, better } = indicator;
  const isBand = better === "within" && band !== undefined;
  const team = idea.scope === "team" ? author.team : null;
  const windows = effectWindows(idea.adoptedOn, idea.implementedOn, days);
  const { own, others } = await store.effects.measure({
    basis,
    band: isBand ? band : null,
    team,
    ...windows,
  });
  return compareEffect(about, {
    kind: isShare(basis) ? "share" : "mean",
    // Of a band it is the distance that is measured, and the smaller the better.
    better: better === "higher" ? "higher" : "lower",
    own,
    others: team === null ? null : others,
  });
}
