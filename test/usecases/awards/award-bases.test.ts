import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import type { MonthResult } from "#domain/month-result";
import type { Person } from "#domain/person";
import { chaseAwards } from "#usecases/awards/chase-awards";
import { openAward } from "#usecases/awards/open-award";
import { pickWinners } from "#usecases/awards/pick-winners";
import { previewAward } from "#usecases/awards/preview-award";
import { wordsOf } from "../../cards/facts.ts";
import { type AwardTeam, type AwardTestDeps, awardTeam, evaluated, names } from "../../support/award-team.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

/** Friday, 20 November 2026, 10:00 in Shanghai. */
const NOW = new Date("2026-11-20T02:00:00Z");

let opened: TestStore;
let deps: AwardTestDeps;
let december: AwardTestDeps;
let team: AwardTeam;

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await awardTeam(opened, NOW));
  december = on(deps, "2026-12-01T02:00:00Z");
  for (const [agent, scores] of [
    [team.lei, [90, 92, 88, 91, 89, 90, 92, 88, 91, 89]],
    [team.hong, [91, 90, 89, 92, 88, 91, 90, 89, 92, 88]],
    [team.ann, [60, 61, 62, 61, 60, 60, 61, 62, 61, 60]],
    [team.wangB, [62, 61, 60, 61, 62, 62, 61, 60, 61, 62]],
  ] as const)
    await evaluated(opened, { agent, scorer: team.supervisor, day: "2026-11-16", scores });
});
afterAll(() => opened.close());

const resultOf = (person: Person, change: Partial<MonthResult>): MonthResult => ({
  personId: person.id,
  team: person.team,
  reviewerId: null,
  presence: 1,
  measures: [],
  parts: [],
  total: null,
  grade: null,
  factor: null,
  held: null,
  heldReason: null,
  ...change,
});
async function published(month: string, results: readonly MonthResult[]): Promise<void> {
  await opened.store.months.add(
    {
      id: opened.secrets.newId(),
      month,
      version: 1,
      state: "published",
      policyId: deps.policyId,
      closedById: null,
      frozenAt: NOW,
      publishedById: null,
      publishedAt: NOW,
      appealUntil: null,
      finalAt: null,
      cause: null,
    },
    results,
    [],
  );
}
const wordsFor = async (which: string, at = december): Promise<string> =>
  wordsOf(await openAward(at, { reader: team.manager, which }));
const cardsOf = async (awardId: string) =>
  opened.database.sql.query<{ card: Card }>(
    `SELECT card FROM "OutboxMessage" WHERE key LIKE $1`,
    `award:${awardId}:card:%`,
  );

describe("awards that look at a closed month", () => {
  it("come on the first working day once it is published, with totals, best group before more votes", async () => {
    await names(deps, team.supervisor, team.ann);
    await names(deps, team.lei, team.ann);
    await names(deps, team.supervisor, team.hong);
    const waiting = await chaseAwards(december, { date: "2026-12-01" });
    const satisfaction = { metric: "satisfaction", count: 40, source: "contacts" } as const;
    await published("2026-11", [
      resultOf(team.hong, { total: 91.26, measures: [{ ...satisfaction, value: 96, target: 80 }] }),
      resultOf(team.lei, { total: 90, measures: [{ ...satisfaction, value: 81, target: 80 }] }),
      resultOf(team.ann, {
        total: null,
        held: "supervisor",
        measures: [{ ...satisfaction, value: 99, target: null }],
      }),
    ]);

    const opening = await chaseAwards(december, { date: "2026-12-01" });

    expect([waiting, opening > 0]).toEqual([0, true]);
    const award = (await opened.store.awards.find("service-star", "2026-11"))!;
    const words = wordsOf((await cardsOf(award.id))[0]!.card);
    expect(words).toContain("月度总分 91.3");
    // Ann has more votes, but her evaluations can be told from the best.
    expect(words).toMatch(/小红[^]*李雷[^]*Ann/);
    // Nobody named 王芳, who is in no best group either.
    expect(words).not.toContain("王芳");
  });

  it("are over a target by the margin alone, with value, target and percent", async () => {
    const words = await wordsFor("超额完成奖");

    expect(words).toContain("客户满意度 96，目标 80（超出 20%）");
    expect(words).not.toContain("李雷");
    expect(words).not.toContain("Ann");
  });
});

describe("a team award", () => {
  it("looks at whole teams, told apart as people are, and goes to everybody of it", async () => {
    const january = on(deps, "2027-01-04T02:00:00Z");
    const words = await wordsFor("优秀团队奖", january);
    const award = (await opened.store.awards.find("team", "2026Q4"))!;

    const card = await pickWinners(january, {
      awardId: award.id,
      revision: award.revision,
      by: team.manager,
      picks: ["team:一组"],
      praise: "",
    });

    expect(words).toMatch(
      /一组\n1 人提名\n月度总分 90.6\n质检 20 次，平均 90 分[^]*二组\n2 人提名\n质检 20 次，平均 61 分/,
    );
    expect(words).not.toContain("难分先后");
    expect(wordsOf(card)).toMatch(/一组[^]*XP-202612-/);
    expect(await opened.store.awards.winners(award.id)).toMatchObject([{ team: "一组", personId: null }]);
  });
});

describe("awards for ideas", () => {
  const anIdea = async (author: Person, change: { category?: string } & Record<string, unknown>) => {
    const { category = "process", ...rest } = change;
    const idea = await opened.store.ideas.add(
      {
        id: opened.secrets.newId(),
        authorId: author.id,
        text: `把第 ${author.employeeNo} 号流程改成自动完成`,
        links: [],
        category,
        state: "reviewing",
        policyId: deps.policyId,
        reviewerId: null,
        reviewSince: NOW,
      },
      NOW,
    );
    await opened.store.ideas.change(idea, rest, {
      at: NOW,
      byId: null,
      did: "adopt",
      fromState: "reviewing",
      toState: "adopted",
      note: null,
      detail: {},
    });
    return idea.number;
  };

  it("come as soon as one has shown its effect, each by itself, and never again", async () => {
    const number = await anIdea(team.lei, {
      state: "closed",
      adoptedOn: "2026-09-01",
      verdict: "effective",
      awardReadyAt: NOW,
    });
    await anIdea(team.hong, { state: "adopted", adoptedOn: "2026-11-02" });

    const opening = await chaseAwards(deps, { date: "2026-11-20" });
    const again = await chaseAwards(deps, { date: "2026-11-23" });

    const award = (await opened.store.awards.find("golden-idea", `#${number}`))!;
    expect([opening, again]).toEqual([1, 0]);
    expect(award.announceBy).toBe("2026-12-01");
    expect(wordsOf((await cardsOf(award.id))[0]!.card)).toMatch(
      new RegExp(`李雷 · 一组\\n金点子 #${number}，有效`),
    );
    const press = { awardId: award.id, revision: award.revision, by: team.manager };
    await pickWinners(deps, { ...press, picks: [`idea:${number}`], praise: "" });
    const preview = await previewAward(deps, { ...press, revision: press.revision + 1 });
    expect(wordsOf(preview)).toContain(`金点子奖 · 金点子 #${number}`);
  });

  it("of innovation need the adoption alone, in their own categories and quarter", async () => {
    const product = await anIdea(team.ann, {
      category: "product",
      state: "adopted",
      adoptedOn: "2026-11-03",
    });
    const words = await wordsFor("服务创新奖", on(deps, "2027-01-04T02:00:00Z"));

    expect(words).toMatch(/小红 · 一组\n金点子 #/);
    expect(words).not.toContain(`#${product}`);
    // Adopted in the quarter before.
    expect(words).not.toContain("李雷");
  });
});
