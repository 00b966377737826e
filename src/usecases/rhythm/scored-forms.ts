import type { ScoredForm } from "#domain/scored-form";
import type { Evaluation } from "#domain/task";
import type { LocalDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";

export type FullForm = ScoredForm & { readonly evaluation: Evaluation };

/** An agent's current forms, scored on these local dates, each with the scorecard of its own policy. Newest first. */
export async function formsOf(
  store: Store,
  agentId: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<FullForm[]> {
  const forms: FullForm[] = [];
  const policies = new Map<string, Policy>();
  for (const evaluation of await store.evaluations.ofAgent(agentId, from)) {
    if (evaluation.localDate > to) continue;
    const policy = policies.get(evaluation.policyId) ?? (await store.policies.get(evaluation.policyId));
    policies.set(evaluation.policyId, policy);
    const scorecard = policy.scorecards.find(({ id }) => id === evaluation.scorecardId);
    if (scorecard !== undefined) forms.push({ evaluation, scorecard });
  }
  return forms;
}
