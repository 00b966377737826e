import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import { createRhythmPauses } from "#jobs/rhythm-pauses";
import { tick } from "#jobs/tick";
import type { AwardDeps } from "#usecases/awards/deps";
import { giveToNobody } from "#usecases/awards/give-to-nobody";
import { releaseResult } from "#usecases/month/release-result";
import { ownMonth } from "#usecases/quality/own-month";
import type { AppError } from "#domain/error";
import { finishReview } from "#usecases/month/finish-review";
import { actionsOf, wordsOf } from "../cards/facts.ts";
import { closeMonth } from "#usecases/month/close-month";
import { publishMonth } from "#usecases/month/publish-month";
import { enterMarks } from "#usecases/month/enter-marks";
import { remarkResult } from "#usecases/month/remark-result";
import { measuredMonth, monthTeam, type MonthTeam } from "../support/month-team.ts";
import { on } from "../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../support/stores.ts";

/** A Wednesday, the second working day of December, 10:00 in Shanghai. */
const NOW = "2026-12-02T02:00:00Z";

let opened: TestStore;
let deps: Awaited<ReturnType<typeof monthTeam>>["deps"] & AwardDeps;
let team: MonthTeam;
const failed: string[] = [];

beforeAll(async () => {
  opened = await openTestStore();
  const found = await monthTeam(opened, new Date(NOW));
  deps = found.deps as typeof deps;
  ({ team } = found);
  for (const month of ["2026-10", "2026-11"])
    await measuredMonth(
      opened,
      { scorer: team.supervisor, agent: team.agent, month, policyId: deps.policyId },
      { csat: 4.5, scores: [90, 90, 90, 90, 95] },
    );
});
afterAll(() => opened.close());

const at = (now: string) =>
  tick({ ...on(deps, now), platforms: [], rhythmPauses: createRhythmPauses() }, (rhythm, error) =>
    failed.push(`${rhythm}: ${String(error)}`),
  );
const sent = async (prefix: string): Promise<{ key: string; card: Card }[]> =>
  opened.database.sql.query(
    `SELECT key, card FROM "OutboxMessage" WHERE key LIKE $1 ORDER BY "createdAt", id`,
    `${prefix}%`,
  );

describe("a published month", () => {
  it("is corrected at the next tick, also by what was asked while the corrections ran", async () => {
    const month = "2026-10";
    await closeMonth(deps, { month, by: team.manager });
    await publishMonth(deps, { of: { month }, by: team.manager, anyway: true });
    await at("2026-12-02T02:01:00Z");
    await enterMarks(deps, {
      by: team.trainer,
      month,
      person: team.agent.employeeNo,
      form: { knowledge: "80", attitude: "85" },
    });
    await opened.store.months.requestCorrection(
      { month, personId: team.agent.id, cause: "recount:1" },
      new Date(NOW),
    );
    // What the tick would write whose corrections were read just before.
    await opened.store.rhythms.start("month-corrections", "2026-12-02", new Date(NOW));

    await at("2026-12-02T02:02:00Z");

    expect(failed).toEqual([]);
    expect(await opened.store.months.standing(month)).toMatchObject({ version: 2, cause: "correction" });
    expect(await sent(`month:%:result:${team.agent.id}`)).toHaveLength(2);
  });
});

describe("who is held when the month is final", () => {
  const month = "2026-10";
  const release = async (personId: string, now = "2026-12-12T02:00:00Z") =>
    releaseResult(on(deps, now), {
      closeId: (await opened.store.months.standing(month))!.id,
      personId,
      by: team.manager,
      reason: "缺的成绩补上了",
    });

  it("is released by a manager when nothing is missing, alone, is told, and may appeal from then on", async () => {
    await at("2026-12-11T02:00:00Z");
    const held = team.colleague;
    const final = (await opened.store.months.standing(month))!;
    const early = release(held.id);
    await expect(early).rejects.toMatchObject({ code: "closed", facts: { what: "month-still-held" } });
    for (const person of [held, team.english])
      await opened.store.metrics.save(
        ["knowledge", "skill", "attitude", "satisfaction"].map((metric) => ({
          month,
          personId: person.id,
          metric,
          value: metric === "satisfaction" ? 4.5 : 80,
          count: 10,
          target: null,
          source: "test",
        })),
        new Date(NOW),
      );

    const view = await release(held.id);

    expect(final.state).toBe("final");
    expect(view.close).toMatchObject({ state: "final", version: final.version + 1 });
    const results = await opened.store.months.results(month);
    const heldOf = (id: string) => results.find(({ personId }) => personId === id)?.held;
    expect([heldOf(held.id), heldOf(team.english.id)]).toEqual([null, "nothing-measured"]);
    const told = await sent(`month:${view.close.id}:result:`);
    expect(told.map(({ key }) => key.split(":").at(-1))).toEqual([held.id]);
    expect(actionsOf(told[0]!.card)).toContainEqual({ do: "appeal.ask-month", month });
    expect(await release(held.id).catch((error: AppError) => error.code)).toBe("already-done");
    const window = await ownMonth(on(deps, "2026-12-14T02:00:00Z"), opened.store, { agent: held, month });
    expect(window.until).toBe("2026-12-18");
    const others = await ownMonth(on(deps, "2026-12-14T02:00:00Z"), opened.store, {
      agent: team.agent,
      month,
    });
    expect(others.until).toBe(final.appealUntil);
  });

  it("is not released by anybody else, and of a hold only by name", async () => {
    const closeId = (await opened.store.months.standing(month))!.id;
    const reason = "我觉得可以发了";
    const bySupervisor = releaseResult(deps, {
      closeId,
      personId: team.english.id,
      by: team.supervisor,
      reason,
    });
    await expect(bySupervisor).rejects.toMatchObject({ code: "not-allowed" });
    const again = closeMonth(deps, { month, by: team.manager });
    await expect(again).rejects.toMatchObject({ code: "closed", facts: { what: "month-final", held: 1 } });
  });
});

describe("cards that wait", () => {
  const ANEW = "%:again-1";

  it("of a draft are sent anew before they are too old to be pressed, once, and are the ones kept up to date", async () => {
    const { close } = await closeMonth(on(deps, "2026-12-03T02:00:00Z"), {
      month: "2026-11",
      by: team.manager,
    });
    await at("2026-12-15T02:00:00Z");
    const early = await sent(`month:${close.id}:${ANEW}`);
    for (const time of ["2026-12-16T02:00:00Z", "2026-12-16T02:01:00Z", "2026-12-17T02:00:00Z"])
      await at(time);
    const anew = await sent(`month:${close.id}:${ANEW}`);
    const later = on(deps, "2026-12-17T03:00:00Z");
    const review = { closeId: close.id, by: team.supervisor };
    const hold = { personId: team.agent.id, kind: "hold", text: "录音缺失，等复核" };
    await remarkResult(later, { ...review, ...hold, revision: 0 });
    await finishReview(later, { ...review, revision: 1 });

    expect(early).toEqual([]);
    expect(anew.map(({ key }) => key).sort()).toEqual(
      [`manager:${team.manager.id}`, `review:${team.supervisor.id}`, `review:${team.other.id}`]
        .map((whose) => `month:${close.id}:${whose}:again-1`)
        .sort(),
    );
    expect(wordsOf(anew.find(({ key }) => key.includes("manager"))!.card)).toContain("旧卡片即将失效");
    const patched = await opened.database.sql.query<{ target: string }>(
      `SELECT target FROM "OutboxMessage" WHERE verb = 'patch' AND key LIKE $1`,
      `month:${close.id}:%:again-1:draft:%`,
    );
    expect(patched).toHaveLength(4);
    expect(failed).toEqual([]);
  });

  it("for a decision about an award are sent anew as well, until it is made", async () => {
    const [award, ...others] = (await opened.store.awards.inState("shortlist")).filter(
      ({ cardIssuedAt }) => cardIssuedAt !== null,
    );
    for (const time of ["2026-12-29T02:00:00Z", "2026-12-30T02:00:00Z"]) await at(time);
    const by = team.manager;
    const reason = "这个月人手太少，没有可比的";
    await giveToNobody(deps, { awardId: award!.id, revision: award!.revision, by, reason });
    await at("2027-01-12T02:00:00Z");

    const keys = await sent(`award:${award!.id}:card:`);
    expect(others).toEqual([]);
    expect(keys.map(({ key }) => key.split(by.id)[1]).sort()).toEqual(["", ":again-1", ":again-1:1"]);
  });
});

describe("what a supervisor holds", () => {
  it("is released in the version after, although a ruling would leave it held", async () => {
    const month = "2026-11";
    const personId = team.agent.id;
    const later = on(deps, "2027-01-13T02:00:00Z");
    for (const metric of ["knowledge", "attitude"])
      await opened.store.metrics.save(
        [{ month, personId, metric, value: 80, count: null, target: null, source: "test" }],
        new Date(NOW),
      );
    const { close } = await publishMonth(later, { of: { month }, by: team.manager, anyway: true });
    await opened.store.months.requestCorrection({ month, personId, cause: "appeal:2" }, new Date(NOW));
    await at("2027-01-13T02:01:00Z");
    const ruled = (await opened.store.months.results(month)).find((one) => one.personId === personId);

    const view = await releaseResult(later, {
      closeId: close.id,
      personId,
      by: team.manager,
      reason: "复核完成",
    });

    expect(ruled).toMatchObject({ held: "supervisor", total: null });
    expect(view.outcomes.find((one) => one.personId === personId)).toMatchObject({
      held: null,
      grade: "good",
    });
    expect(view.close.state).toBe("published");
  });
});
