import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import type { Person } from "#domain/person";
import { decideRedemption } from "#usecases/recognition/decide-redemption";
import type { IdeaDeps } from "#usecases/recognition/deps";
import { expirePoints } from "#usecases/recognition/expire-points";
import { openRedemption } from "#usecases/recognition/open-redemption";
import { reissueRedemptionCards } from "#usecases/recognition/reissue-redemption-cards";
import { redeemPoints } from "#usecases/recognition/redeem-points";
import { showCatalogue } from "#usecases/recognition/show-catalogue";
import { showMyPoints } from "#usecases/recognition/show-my-points";
import { actionsOf, wordsOf } from "../../cards/facts.ts";
import { givePoints } from "../../support/builders.ts";
import { ideaTeam, type IdeaTeam } from "../../support/idea-team.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T02:00:00Z");

let opened: TestStore;
let deps: IdeaDeps & Parameters<typeof on>[0];
let team: IdeaTeam;

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await ideaTeam(opened, NOW));
});
afterAll(() => opened.close());

const balance = ({ id }: Person) => opened.store.points.balance(id);
const give = (person: Person, amount: number, at = NOW) =>
  opened.store.points.add([givePoints(person, amount, at)]);
const ask = async (person: Person, itemId = "training-place") => {
  const request = opened.secrets.newId();
  return { request, card: await redeemPoints(deps, { person, itemId, request }) };
};
const approve = (redemptionId: string, by: Person) =>
  decideRedemption(deps, { redemptionId, by, decision: { isApproved: true } });
const refuse = (redemptionId: string, by: Person, reason: string) =>
  decideRedemption(deps, { redemptionId, by, decision: { isApproved: false, reason } });
const addressees = async (prefix: string): Promise<(string | null)[]> =>
  (
    await opened.database.sql.query<{ personId: string | null }>(
      `SELECT "personId" FROM "OutboxMessage" WHERE key LIKE $1`,
      `${prefix}%`,
    )
  ).map(({ personId }) => personId);
const patched = async (redemptionId: string): Promise<Card[]> =>
  (
    await opened.database.sql.query<{ card: Card }>(
      `SELECT card FROM "OutboxMessage" WHERE key LIKE $1`,
      `redemption:${redemptionId}:decided:%`,
    )
  ).map(({ card }) => card);

describe("the ledger", () => {
  it("adds one row for one cause", async () => {
    const entry = givePoints(team.author, 10, NOW);

    const added = [await opened.store.points.add([entry]), await opened.store.points.add([entry])];

    expect(added).toEqual([1, 0]);
    expect(await balance(team.author)).toBe(10);
  });

  it.each([
    [`UPDATE "PointEntry" SET amount = amount + 1`, "never changed"],
    [`DELETE FROM "PointEntry"`, "never changed"],
    [`TRUNCATE "PointEntry"`, "never changed"],
  ])("is not changed by %s, whoever tries", async (statement, words) => {
    await give(team.author, 1);

    await expect(opened.database.sql.run(statement)).rejects.toThrow(words);
  });

  it("brings nobody below zero, not even in several rows at once", async () => {
    await give(team.hr, 30);
    const spend = (amount: number) => ({ ...givePoints(team.hr, -amount, NOW), kind: "redemption" as const });

    await expect(opened.store.points.add([spend(31)])).rejects.toThrow("do not cover");
    await expect(opened.store.points.add([spend(20), spend(20)])).rejects.toThrow("do not cover");
    expect(await opened.store.points.add([spend(10), spend(20)])).toBe(2);
    expect(await balance(team.hr)).toBe(0);
  });
});

describe("a request", () => {
  it("sets the points aside at once and asks the item's approver", async () => {
    await give(team.colleague, 60);

    const { request, card } = await ask(team.colleague);

    expect(await balance(team.colleague)).toBe(10);
    expect(wordsOf(card)).toContain("50 积分已预扣");
    expect(await addressees(`redemption:${request}:ask:`)).toEqual([team.manager.id]);
  });

  it("that is approved is done; the approver's card says so, and nobody decides it again", async () => {
    await give(team.colleague, 60);
    const { request } = await ask(team.colleague);

    const card = await approve(request, team.manager);
    const again = refuse(request, team.manager, "不行");

    await expect(again).rejects.toMatchObject({ code: "already-done" });
    expect(actionsOf(card)).toEqual([]);
    expect((await patched(request)).map(({ tags }) => tags?.[0]?.text)).toEqual(["已同意"]);
    expect(await addressees(`redemption:${request}:told`)).toEqual([team.colleague.id]);
    const [last] = await opened.store.points.ofPerson(team.colleague.id, 1);
    expect(last).toMatchObject({ kind: "redemption" });
  });

  it("that nobody decides is put before its approver again before the card is too old to be pressed", async () => {
    await give(team.english, 80);
    const { request } = await ask(team.english, "paid-leave");

    await reissueRedemptionCards(on(deps, "2026-12-02T01:10:00Z"));
    const early = await addressees(`redemption:${request}:ask:`);
    await reissueRedemptionCards(on(deps, "2026-12-03T01:10:00Z"));
    await reissueRedemptionCards(on(deps, "2026-12-03T01:11:00Z"));
    const late = await addressees(`redemption:${request}:ask:`);
    await approve(request, team.hr);

    expect([early.length, late.length]).toEqual([1, 2]);
    const [patch] = await opened.database.sql.query<{ target: string }>(
      `SELECT target FROM "OutboxMessage" WHERE key LIKE $1`,
      `redemption:${request}:decided:%`,
    );
    expect(patch?.target).toBe(`redemption:${request}:ask:2:${team.hr.id}`);
  });

  it("that is refused gives the points back by a row that names the first one, once, and its place is free", async () => {
    await give(team.english, 50);
    const left = async () => wordsOf(await showCatalogue(deps, { person: team.english }));
    const before = await left();
    const { request } = await ask(team.english);

    await expect(refuse(request, team.manager, "  ")).rejects.toMatchObject({ facts: { what: "reason" } });
    await refuse(request, team.manager, "这个月名额留给新人");
    await expect(refuse(request, team.manager, "again")).rejects.toMatchObject({ code: "already-done" });

    const [refund, reserved] = await opened.store.points.ofPerson(team.english.id, 2);
    expect(refund).toMatchObject({ kind: "refund", amount: 50, refersToId: reserved!.id });
    expect(await balance(team.english)).toBe(50);
    expect(await left()).toBe(before);
  });

  it("pressed twice on one card is one", async () => {
    await give(team.colleague, 100);
    const { request } = await ask(team.colleague);
    const before = await balance(team.colleague);

    const again = redeemPoints(deps, { person: team.colleague, itemId: "training-place", request });

    await expect(again).rejects.toMatchObject({ code: "already-done" });
    expect(await balance(team.colleague)).toBe(before);
  });

  it("is decided by the role that the catalogue names, never by oneself", async () => {
    await give(team.author, 80);
    await give(team.manager, 50);
    const leave = await ask(team.author, "paid-leave");

    await expect(approve(leave.request, team.manager)).rejects.toMatchObject({ code: "not-allowed" });
    await approve(leave.request, team.hr);
    const own = ask(team.manager);

    // The only manager there is.
    await expect(own).rejects.toMatchObject({ code: "not-found", facts: { what: "approver" } });
    expect(await balance(team.manager)).toBe(50);
  });

  it("for more than there is, is refused with what is short, and nothing is taken", async () => {
    await give(team.reviewer, 30);

    const attempt = ask(team.reviewer);

    await expect(attempt).rejects.toMatchObject({
      code: "bad-input",
      facts: { what: "points", price: 50, balance: 30, missing: 20 },
    });
    expect(await balance(team.reviewer)).toBe(30);
  });

  it("for what is not in the catalogue is refused", async () => {
    await expect(ask(team.colleague, "car")).rejects.toMatchObject({
      code: "not-found",
      facts: { what: "item" },
    });
  });

  it("for what is sold out is refused, however many points there are", async () => {
    await give(team.other, 500);
    const asked: boolean[] = [];
    for (let times = 0; times < 5; times += 1)
      asked.push(
        await ask(team.other)
          .then(() => true)
          .catch(() => false),
      );

    await expect(ask(team.other)).rejects.toMatchObject({ code: "closed", facts: { what: "sold-out" } });

    const card = wordsOf(await showCatalogue(deps, { person: team.other }));
    expect(asked.at(-1)).toBe(false);
    expect(card).toContain("已兑完");
    expect(card).toContain("不限量");
  });

  it("is shown to who asked and who decides, to nobody else", async () => {
    await give(team.author, 80);
    const { request } = await ask(team.author, "paid-leave");

    expect(wordsOf(await openRedemption(deps, { redemptionId: request, reader: team.author }))).toContain(
      "李雷",
    );
    const stranger = openRedemption(deps, { redemptionId: request, reader: team.colleague });
    await expect(stranger).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("one's points", () => {
  it("stand with the rows that made them", async () => {
    const words = wordsOf(await showMyPoints(deps, { person: team.english }));

    expect(words).toContain("50 points");
    expect(words).toContain("Given back Training place");
  });

  it("are void after the policy's months, by a row for each earning, once", async () => {
    const long = new Date("2024-05-01T00:00:00Z");
    const before = await balance(team.other);
    await give(team.other, 7, long);
    const today = on(deps, "2026-11-20T02:00:00Z");

    const expired = [
      await expirePoints(today, { date: "2026-11-20" }),
      await expirePoints(today, { date: "2026-11-20" }),
      await expirePoints(today, { date: "2026-11-21" }),
    ];

    // What was spent came off these first.
    expect(expired).toEqual([0, 0, 0]);
    expect(await balance(team.other)).toBe(before + 7);
    await give(team.reviewer, 5, long);
    expect(await expirePoints(today, { date: "2026-11-20" })).toBe(1);
    expect(await expirePoints(today, { date: "2026-11-21" })).toBe(0);
    expect(await balance(team.reviewer)).toBe(30);
  });
});
