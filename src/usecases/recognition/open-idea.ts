import type { Card } from "#cards/card";
import { ideaStepCard, IDEA_STEPS, type IdeaStep } from "#cards/idea-step-card";
import { AppError } from "#domain/error";
import { isUndecided } from "#domain/idea-rules";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import type { IdeaDeps } from "./deps.ts";
import { cardOf, roleIn, viewIdea, viewNumber, type IdeaView } from "./idea-view.ts";
import { effectMetrics } from "./effect-metrics.ts";
import { similarIdeas } from "./similar-ideas.ts";

export type OpenIdeaInput = {
  readonly reader: Person;
  readonly of: { readonly ideaId: string } | { readonly number: number };
  /** One of the steps that move it on, as a form. */
  readonly step?: string;
};

/** An idea as it stands now, for whoever asks; changes nothing. @throws AppError `not-found`, `wrong-person` */
export async function openIdea(deps: IdeaDeps, input: OpenIdeaInput): Promise<Card> {
  const { store } = deps;
  const { reader, of } = input;
  const view =
    "number" in of
      ? await viewNumber(store, of.number)
      : await viewIdea(store, await store.ideas.inFull(of.ideaId));
  const lookAlikes = await lookAlikesFor(deps, view, reader);
  if (input.step === undefined) return cardOf(deps, view, reader, { lookAlikes });
  const step = stepOf(input.step);
  const mayStep =
    step === "supplement" ? view.idea.authorId === reader.id : roleIn(view, reader) === "reviewer";
  if (!mayStep) throw new AppError("wrong-person", "The idea is somebody else's.", { what: "idea" });
  return ideaStepCard({
    language: reader.language,
    idea: view.idea,
    step,
    metrics: step === "adopt" ? await effectMetrics(deps, view.policy) : [],
    today: localDate(deps.clock.now(), view.policy.zone),
    likeAdopted: lookAlikes.find(({ state }) => !isUndecided({ state })) ?? null,
    suggested: lookAlikes[0]?.number ?? null,
  });
}

/** Only while it can still be merged; the author chose when it was sent, and may again. */
async function lookAlikesFor(deps: IdeaDeps, view: IdeaView, reader: Person) {
  const { idea } = view;
  if (!isUndecided(idea) || roleIn(view, reader) === "reader") return [];
  return similarIdeas(deps, deps.store, { text: idea.text, number: idea.number, readerId: reader.id });
}

function stepOf(name: string): IdeaStep {
  const step = IDEA_STEPS.find((known) => known === name);
  if (step === undefined) throw new AppError("bad-input", `No step ${name}.`, { what: "action" });
  return step;
}
