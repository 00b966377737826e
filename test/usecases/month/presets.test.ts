import { afterAll, beforeAll, expect, it } from "vitest";
import type { Policy } from "#policy/policy";
import { loadPolicy } from "#policy/load";
import { closeMonth } from "#usecases/month/close-month";
import { enterMarks } from "#usecases/month/enter-marks";
import { finishReview } from "#usecases/month/finish-review";
import { publishMonth } from "#usecases/month/publish-month";
import { showMarksForm } from "#usecases/month/show-marks-form";
import { showRules } from "#usecases/people/show-rules";
import { wordsOf } from "../../cards/facts.ts";
import { measuredMonth, monthTeam, withTarget } from "../../support/month-team.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = new Date("2026-12-02T02:00:00Z");
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

/** A month of one agent, five calls rated 5 and scored 90, closed by the preset with its blanks filled in. */
async function closedBy(name: string, month: string, marks?: Record<string, string>) {
  const preset: Policy = withTarget(await loadPolicy(name));
  const { deps, team } = await monthTeam(opened, NOW, () => preset);
  const about = { agent: team.agent, scorer: team.supervisor, month, policyId: deps.policyId };
  await measuredMonth(opened, about, { csat: 5, scores: [90, 90, 90, 90, 90] });
  if (marks !== undefined)
    await enterMarks(deps, { by: team.trainer, month, person: team.agent.employeeNo, form: marks });
  const view = await closeMonth(deps, { month, by: team.manager });
  const [review] = await opened.store.months.reviews(view.close.id);
  await finishReview(deps, { closeId: view.close.id, by: team.supervisor, revision: review!.revision });
  await publishMonth(deps, { of: { month }, by: team.manager, anyway: true });
  const results = await opened.store.months.outcomes(view.close.id);
  return { deps, team, own: results.find(({ personId }) => personId === team.agent.id) };
}

// Whatever was measured is at its best but the quality, which is 90.
it.each([
  ["service-center", "2026-06", undefined, 0.4 * 90 + 0.6 * 100],
  ["training", "2026-07", undefined, 0.3 * 90 + 0.7 * 100],
  ["ecommerce", "2026-08", undefined, 0.2 * 90 + 0.8 * 100],
  ["skills", "2026-09", { knowledge: "80", attitude: "70" }, 0.2 * 80 + 0.3 * 90 + 0.2 * 70 + 0.3 * 100],
])(
  "a month is closed and published by the preset %s, and waits for no part of no weight",
  async (name, month, marks, total) => {
    const { own } = await closedBy(name, month, marks);

    expect(own?.total).toBeCloseTo(total, 10);
    expect(own?.held).toBeNull();
  },
);

it("neither the rules nor the trainer's form name a part that the policy does not weigh", async () => {
  const policy = await loadPolicy("ecommerce");
  const { team } = await monthTeam(opened, NOW, () => policy);

  const rules = wordsOf(showRules({ policy }, { reader: team.agent }));
  const form = wordsOf(showMarksForm({ policy }, { by: team.trainer, month: "2026-11" }));

  expect(rules).toContain("技能  20 %");
  expect(rules).not.toMatch(/ 0 %/);
  expect(rules).not.toContain("态度");
  expect(form).toContain("技能");
  expect(form).not.toContain("知识");
  expect(form).not.toContain("态度");
});
