import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { exported, metric, post } from "../support/talk.ts";
import {
  conversation,
  newestCard,
  openTeamTown,
  pass,
  taskCards,
  OPENING_MILLISECONDS,
} from "../support/team.ts";
import { choicesOf, submitOf, type Card, type Town } from "../support/town.ts";

const SEND = { path: "im/v1/messages", method: "POST" } as const;

describe("a message on its way out", () => {
  let town: Town;
  const outboxOf = async (employeeNo: string) =>
    (await exported(town, "outbox")).filter(({ person }) => person === employeeNo);
  const newestOf = async (openId: string) =>
    (await exported(town, "outbox")).findLast(({ destinationId }) => destinationId === openId);
  const sendsWith = (code: number) =>
    town.emulator.logs
      .requests()
      .filter(({ path, code: answered }) => path === SEND.path && answered === code);
  const countOf = (state: string) => metric(town, "xingping_outbox_messages", { state });
  /** Somebody asks for help while the platform is ordered to fail. */
  const askForHelp = (person: string) => town.emulator.lark.type(person, "帮助");

  beforeAll(async () => {
    town = await openTeamTown();
  }, OPENING_MILLISECONDS);
  afterAll(() => town?.close());

  it.each([
    [230_020, "the receiver's limit"],
    [11_232, "the group's limit"],
  ])("is tried again after %d, %s, and arrives once", async (code) => {
    const before = town.cardsOf("ou_scorer").length;
    town.emulator.faults.add({ ...SEND, code, times: 1 });

    askForHelp("ou_scorer");
    await town.settled();

    expect(town.cardsOf("ou_scorer")).toHaveLength(before + 1);
    expect(sendsWith(code)).toHaveLength(1);
    expect(await newestOf("ou_scorer")).toMatchObject({ state: "sent", attempts: 2 });
  });

  it("arrives once although the connection was cut after the platform had taken it", async () => {
    const before = town.cardsOf("ou_scorer").length;
    town.emulator.faults.add({ ...SEND, dropAfterAccept: true, times: 1 });

    askForHelp("ou_scorer");
    await town.settled();

    expect(town.cardsOf("ou_scorer")).toHaveLength(before + 1);
    expect(await newestOf("ou_scorer")).toMatchObject({ state: "sent", attempts: 2 });
  });

  it("waits as long as 99991400 asks for", async () => {
    const before = town.cardsOf("ou_scorer_2").length;
    town.emulator.faults.add({ ...SEND, rateLimitSeconds: 40, times: 1 });

    askForHelp("ou_scorer_2");
    const waiting = await eventually(async () => {
      const row = await newestOf("ou_scorer_2");
      expect(row).toMatchObject({ state: "waiting", lastCode: "99991400" });
      return row!;
    });
    await pass(town, 45);

    const waitSeconds =
      (Date.parse(String(waiting["dueAt"])) - Date.parse(String(waiting["lastTriedAt"]))) / 1_000;
    expect(waitSeconds).toBeGreaterThanOrEqual(40);
    expect(waitSeconds).toBeLessThan(50);
    expect(town.cardsOf("ou_scorer_2")).toHaveLength(before + 1);
    const [first] = sendsWith(99_991_400);
    const arrived = town.emulator.lark.messages.list({ receiver: "ou_scorer_2", sender: "bot" }).at(-1)!;
    expect(Date.parse(arrived.createdAt) - Date.parse(first!.at)).toBeGreaterThanOrEqual(40_000);
  });

  it("that the platform cannot draw is a dead letter: kept, shown, counted, never tried again", async () => {
    const before = town.cardsOf("ou_scorer_2").length;
    town.emulator.faults.add({ ...SEND, code: 230_099, times: 1 });

    askForHelp("ou_scorer_2");
    await town.settled();
    await pass(town, 900);

    expect(town.cardsOf("ou_scorer_2")).toHaveLength(before);
    expect(await newestOf("ou_scorer_2")).toMatchObject({ state: "dead", attempts: 1, lastCode: "230099" });
    expect(await countOf("dead")).toBe(1);
  });

  it("to somebody out of the app's reach is marked and not tried again, nor is the next one", async () => {
    await post(town, "/api/contacts", [conversation("C-1", "1001", "2026-11-19T10:00:00+08:00")]);
    await town.moveTo("2026-11-20T02:00:00Z");
    town.emulator.lark.people.change("ou_agent", { available: false });
    const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];

    await score(town, scorer, card);
    const correcting = town.cardsOf(scorer).find(({ messageId }) => messageId === card.messageId)!;
    await town.emulator.lark.press(scorer, correcting.messageId, { text: "更正评分" });
    await score(
      town,
      scorer,
      town.cardsOf(scorer).find(({ messageId }) => messageId === card.messageId)!,
    );

    const rows = await outboxOf("1001");
    expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual([
      ["unreachable", 1],
      ["unreachable", expect.any(Number)],
    ]);
    expect(String(rows[0]!["lastReason"])).not.toBe("null");
    expect(sendsWith(230_013)).toHaveLength(1);
    expect(await countOf("unreachable")).toBe(2);
    expect(town.cardsOf("ou_agent")).toEqual([]);
  });

  it("goes out again when that person has written", async () => {
    town.emulator.lark.people.change("ou_agent", { available: true });

    askForHelp("ou_agent");
    await town.settled();

    expect(newestCard(town, "ou_agent").title).toBe("星评能做什么");
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});

async function score(town: Town, scorer: string, card: Card): Promise<void> {
  const best = Object.fromEntries(choicesOf(card.content).map(({ name, options }) => [name, options[0]!]));
  await town.emulator.lark.submit(scorer, card.messageId, submitOf(card.content), best);
  await pass(town, 10);
}
