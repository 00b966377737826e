import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exported, post } from "../support/talk.ts";
import { conversation, openTeamTown, taskCards, OPENING_MILLISECONDS } from "../support/team.ts";
import { choicesOf, submitOf, type Card, type Town } from "../support/town.ts";

/** From the evening of Friday, 18 September 2026: the Sunday after it is worked for the National Day holiday. */
describe("the days of the official calendar", () => {
  let town: Town;
  let issued: { scorer: string; card: Card };
  const drawDates = async () => (await exported(town, "draws")).map(({ localDate }) => localDate);
  /** 09:10 in Shanghai of that day. */
  const morningOf = (date: string, time = "09:10:00") =>
    town.moveTo(new Date(`${date}T${time}+08:00`).toISOString());

  beforeAll(async () => {
    town = await openTeamTown({ startAt: new Date("2026-09-18T10:30:00Z") });
    await post(town, "/api/contacts", [
      conversation("C-1", "1001", "2026-09-17T10:00:00+08:00"),
      conversation("C-2", "1001", "2026-09-29T10:00:00+08:00"),
    ]);
  }, OPENING_MILLISECONDS);
  afterAll(() => town?.close());

  it("draws nothing on a Saturday that is no working day", async () => {
    await morningOf("2026-09-19");
    await morningOf("2026-09-19", "16:30:00");
    await morningOf("2026-09-19", "18:10:00");

    expect(await drawDates()).toEqual([]);
    expect(town.emulator.lark.messages.list({ sender: "bot" })).toEqual([]);
  });

  it("draws on the Sunday that is worked in place of a holiday", async () => {
    await morningOf("2026-09-20");

    expect(await drawDates()).toEqual(["2026-09-20"]);
    expect(taskCards(town)).toHaveLength(1);
    issued = taskCards(town)[0]!;
  });

  it("promises the seed of the next working day, not of the next day", async () => {
    await morningOf("2026-09-30");

    const manager = town.cardsOf("ou_manager").findLast(({ title }) => title === "今日质检抽样 2026-09-30");
    expect(manager?.text).toContain("2026-10-08 种子的承诺值");
  });

  it("draws nothing on the National Day, though it is a Thursday", async () => {
    const before = await drawDates();

    await morningOf("2026-10-01");
    await morningOf("2026-10-02");

    expect(await drawDates()).toEqual(before);
  });

  it("sends a fresh card for open work on day 13, also in the holidays, and closes the old one", async () => {
    const before = taskCards(town).length;

    await morningOf("2026-10-03", "09:09:00");
    const early = taskCards(town).map(({ card }) => card.messageId);
    await morningOf("2026-10-03", "09:10:00");

    expect(early).toContain(issued.card.messageId);
    expect(taskCards(town)).toHaveLength(before);
    const old = town.cardsOf(issued.scorer).find(({ messageId }) => messageId === issued.card.messageId);
    expect(choicesOf(old?.content)).toEqual([]);
    expect(old?.text).toContain("已发送新卡片");
  });

  it("takes the score from the fresh card when the first one can no longer be pressed", async () => {
    await morningOf("2026-10-08");
    const fresh = taskCards(town).find(({ scorer, card }) => scorer === issued.scorer && isOf(card, issued))!;

    const tooOld = await town.emulator.lark
      .press(issued.scorer, issued.card.messageId, { text: "跳过" })
      .catch((error: Error) => error.message);
    const answers = Object.fromEntries(
      choicesOf(fresh.card.content).map(({ name, options }) => [name, options[0]!]),
    );
    const scored = await town.emulator.lark.submit(
      fresh.scorer,
      fresh.card.messageId,
      submitOf(fresh.card.content),
      answers,
    );
    await town.moveTo(new Date(town.emulator.clock.nowMs() + 10_000).toISOString());

    expect(tooOld).toMatchObject({ ignored: "too-old" });
    expect(scored).toMatchObject({ toast: { type: "success" }, cardReplaced: true });
    expect(await exported(town, "evaluations")).toHaveLength(1);
    expect(town.emulator.logs.violations()).toEqual([]);
  });

  it("draws again on the first day after the holidays", async () => {
    expect(await drawDates()).toEqual(["2026-09-20", "2026-09-30", "2026-10-08"]);
  });
});

const taskOf = (card: Card): string | undefined =>
  /"do":"score\.submit","task":"([0-9a-f-]+)"/.exec(JSON.stringify(card.content))?.[1];
const isOf = (card: Card, first: { readonly card: Card }): boolean => taskOf(card) === taskOf(first.card);
