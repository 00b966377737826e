import { myScoresCard, type MyScoresCardFacts } from "#cards/my-scores-card";
import type { Card } from "#cards/card";
import { evaluationSubject } from "#domain/appeal";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localMonth } from "#domain/working-day";
import type { QualityDeps } from "./deps.ts";
import { agentCard } from "./task-cards.ts";
import { viewTask } from "./task-view.ts";

export type ShowMyScoresInput = { readonly person: Person } & Pick<MyScoresCardFacts, "published">;

/** An agent's own scores of this month, and below them the month that was published last. @throws AppError `not-allowed` */
export async function showMyScores(deps: QualityDeps, input: ShowMyScoresInput): Promise<Card> {
  requireAllowed(input.person, "see-own-scores");
  const month = localMonth(deps.clock.now(), deps.policy.zone);
  const evaluations = await deps.store.evaluations.ofAgent(input.person.id, `${month}-01`);
  const { person, published = null } = input;
  const awards = await badgesOf(deps, person);
  return myScoresCard({ language: person.language, month, evaluations, published, awards });
}

/** One of the agent's own evaluations, in full. @throws AppError `not-found` also for somebody else's */
export async function showEvaluation(
  deps: QualityDeps,
  input: { readonly person: Person; readonly evaluationId: string },
): Promise<Card> {
  const evaluation = await deps.store.evaluations.get(input.evaluationId);
  if (evaluation === null || evaluation.agentId !== input.person.id) {
    throw new AppError("not-found", "No such evaluation.", { what: "evaluation" });
  }
  const view = await viewTask(deps.store, await deps.store.tasks.inFull(evaluation.taskId));
  const appeals = await deps.store.appeals.ofSubject(evaluationSubject(evaluation.taskId));
  return agentCard(deps, view, evaluation, appeals);
}

/** What somebody has won, by the names that the awards had. */
async function badgesOf({ store }: QualityDeps, { id }: Person) {
  const won = await store.awards.wonBy(id);
  return Promise.all(
    won.map(async ({ award }) => {
      const { awards } = await store.policies.get(award.policyId);
      const name = awards.find((each) => each.id === award.award)?.name ?? {
        zh: award.award,
        en: award.award,
      };
      return { name, period: award.period };
    }),
  );
}
