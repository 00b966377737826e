import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptIdea } from "#usecases/recognition/adopt-idea";
import { checkEffects } from "#usecases/recognition/check-effects";
import type { IdeaDeps } from "#usecases/recognition/deps";
import { implementIdea } from "#usecases/recognition/implement-idea";
import { judgeEffect } from "#usecases/recognition/judge-effect";
import { mergeIdea } from "#usecases/recognition/merge-idea";
import { openIdea } from "#usecases/recognition/open-idea";
import { wordsOf } from "../../cards/facts.ts";
import { anIdeaOf, ideaTeam, type IdeaTeam } from "../../support/idea-team.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T02:00:00Z");
/** The morning after thirty whole days. */
const DUE = "2026-12-21";

let opened: TestStore;
let deps: IdeaDeps & Parameters<typeof on>[0];
let team: IdeaTeam;

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await ideaTeam(opened, NOW));
});
afterAll(() => opened.close());

const then = (date: string) => on(deps, `${date}T02:00:00Z`);

/** An idea in practice since the twentieth. */
async function practised(metric = "satisfaction") {
  const made = await anIdeaOf(deps, team.author);
  const { press } = made;
  await adoptIdea(deps, { ...press, metric, scope: "everybody" });
  await implementIdea(deps, { ...press, revision: 1, move: "start", day: "2026-11-20" });
  await implementIdea(deps, { ...press, revision: 2, move: "finish", day: "2026-11-20" });
  return made;
}
const checked = async (metric?: string) => {
  const made = await practised(metric);
  await checkEffects(then(DUE), { date: DUE });
  return made;
};
const effectOf = async (id: string) => (await opened.store.ideas.inFull(id))!;

describe("the check of an effect", () => {
  it("opens on the morning after the policy's days, once", async () => {
    const { idea } = await practised();

    const found = [
      await checkEffects(then("2026-12-20"), { date: "2026-12-20" }),
      await checkEffects(then(DUE), { date: DUE }),
      await checkEffects(then("2026-12-22"), { date: "2026-12-22" }),
    ];

    expect(found).toEqual([0, 1, 0]);
    expect((await effectOf(idea.id)).idea.state).toBe("checking");
  });

  it("says so when there is too little to compare, and then no verdict but the open one goes without words", async () => {
    const { idea, press, reviewer } = await checked();
    const judge = (verdict: string, note = "") =>
      judgeEffect(then(DUE), { ...press, revision: 4, verdict, note });

    const card = await openIdea(deps, { reader: reviewer, of: { ideaId: idea.id } });
    await expect(judge("effective")).rejects.toMatchObject({ facts: { what: "finding" } });
    await judge("cannot-tell");

    expect(wordsOf(card)).toContain("数据不足");
    expect((await effectOf(idea.id)).idea).toMatchObject({
      state: "closed",
      verdict: "cannot-tell",
      awardReadyAt: null,
    });
  });

  it("of a metric that is imported is a person's to find", async () => {
    const { policy } = deps;
    const indicators = policy.indicators.map((each) =>
      each.id === "enrolments" ? { ...each, enabled: true } : each,
    );
    const enabled = { ...policy, indicators };
    const policyId = await opened.store.policies.keep(enabled, opened.secrets.sha256("enrolments"), NOW);
    const before = deps;
    deps = { ...deps, policy: enabled, policyId };

    const { idea, press } = await checked("enrolments");
    deps = before;
    const judge = (note: string) =>
      judgeEffect(then(DUE), { ...press, revision: 4, verdict: "effective", note });

    expect((await effectOf(idea.id)).effect!.finding).toBe("not-computable");
    await expect(judge("")).rejects.toMatchObject({ facts: { what: "finding" } });
    const card = await judge("报名表显示十二月多了三十人");
    expect(wordsOf(card)).toContain("报名表显示十二月多了三十人");
  });

  it("brings points to who was an author at the adoption, not to who joined later, and then the award is open", async () => {
    const { idea, press } = await practised();
    const late = await anIdeaOf(deps, team.colleague);
    await mergeIdea(deps, { ...late.press, into: idea.number });
    await checkEffects(then(DUE), { date: DUE });

    await judgeEffect(then(DUE), { ...press, revision: 4, verdict: "effective", note: "来电少了一成" });

    const { idea: closed, authors } = await effectOf(idea.id);
    const cause = (person: { id: string }) => `idea:${idea.number}:effective:${person.id}`;
    expect(authors.map(({ name }) => name)).toEqual(["李雷", "小红"]);
    expect(await opened.store.points.byCause(cause(team.author))).toMatchObject({ amount: 20 });
    expect(await opened.store.points.byCause(cause(team.colleague))).toBeNull();
    expect(closed.awardReadyAt).toEqual(new Date(`${DUE}T02:00:00Z`));
  });

  it("that is not effective brings nothing", async () => {
    const { idea, press } = await checked();

    await judgeEffect(then(DUE), { ...press, revision: 4, verdict: "not-effective", note: "没有人使用" });

    expect(await opened.store.points.byCause(`idea:${idea.number}:effective:${team.author.id}`)).toBeNull();
  });

  it("needs a verdict from the list", async () => {
    const { press } = await checked();

    const attempt = judgeEffect(then(DUE), { ...press, revision: 4, verdict: "great", note: "x" });

    await expect(attempt).rejects.toMatchObject({ facts: { what: "verdict" } });
  });
});

describe("the award", () => {
  it("is open from the adoption on where the policy does not wait for the effect", async () => {
    const policy = { ...deps.policy, ideas: { ...deps.policy.ideas!, awardNeedsEffect: false } };
    const policyId = await opened.store.policies.keep(policy, opened.secrets.sha256("no effect"), NOW);
    const soon = { ...deps, policy, policyId };
    const { idea, press } = await anIdeaOf(soon, team.author);

    await adoptIdea(soon, { ...press, metric: "satisfaction", scope: "team" });

    expect((await opened.store.ideas.byNumber(idea.number))!.awardReadyAt).toEqual(NOW);
  });
});

it("a metric that the policy does not know is refused", async () => {
  const { press } = await anIdeaOf(deps, team.author);

  const attempt = adoptIdea(deps, { ...press, metric: "weather", scope: "team" });

  await expect(attempt).rejects.toMatchObject({ code: "bad-input", facts: { what: "metric" } });
});
