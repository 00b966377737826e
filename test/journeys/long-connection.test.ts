import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { exported, metric, post } from "../support/talk.ts";
import { conversation, openTeamTown, taskCards, OPENING_MILLISECONDS } from "../support/team.ts";
import {
  choicesOf,
  connectedEnvironment,
  LARK_APP,
  submitOf,
  type Card,
  type Town,
} from "../support/town.ts";

/** The program fetches its events itself: nothing of it need be reached from outside. */
describe("the program on a long connection", () => {
  let town: Town;
  const gateway = () => town.emulator.lark.gateway;
  const isConnected = () => town.emulator.until(() => gateway().state().heard === 1, { timeoutMs: 50_000 });
  const envelope = (eventId: string, change: Record<string, unknown> = {}) => ({
    schema: "2.0" as const,
    header: {
      event_id: eventId,
      event_type: "application.bot.menu_v6",
      create_time: String(Math.floor(town.emulator.clock.nowMs())),
      token: "",
      app_id: LARK_APP.appId,
      tenant_key: "tenant",
      ...change,
    },
    event: { operator: { operator_id: { open_id: "ou_agent" } }, event_key: "help" },
  });

  beforeAll(async () => {
    town = await openTeamTown({ environment: connectedEnvironment() });
  }, OPENING_MILLISECONDS);
  afterAll(() => town?.close());

  it("answers words, whole and in two frames, in every spelling", async () => {
    const before = town.cardsOf("ou_agent").length;
    const words = ["帮助", "help", "我的成绩", "帮助", "help", "帮助"];

    const typed = words.map((text) => town.emulator.lark.type("ou_agent", text));
    await town.settled();

    expect(typed.map(({ delivery }) => delivery?.state)).toEqual(words.map(() => "delivered"));
    expect(typed.map(({ delivery }) => delivery?.tries.length)).toEqual(words.map(() => 1));
    expect(town.cardsOf("ou_agent")).toHaveLength(before + words.length);
    expect(gateway().state().pings).toBeGreaterThan(0);
  });

  it("answers a mention in a group, since it knows which bot it is", async () => {
    const before = town.cardsOf("ou_agent").length;
    const group = town.emulator.lark.chats.addGroup({ name: "客服一组", members: ["ou_agent"], bot: true });

    town.emulator.lark.type("ou_agent", "帮助", { chat: group.chatId, mentions: ["bot"] });
    await town.settled();

    expect(town.cardsOf("ou_agent")).toHaveLength(before + 1);
  });

  it("keeps words that no database can hold as they are", async () => {
    const before = town.cardsOf("ou_agent").length;

    const { delivery } = town.emulator.lark.type("ou_agent", "帮助\u0000 \ud800");
    await town.settled();

    expect(delivery?.state).toBe("delivered");
    expect(town.cardsOf("ou_agent")).toHaveLength(before + 1);
  });

  it("takes a score from the card: the toast and the new card come back with the answer", async () => {
    await post(town, "/api/contacts", [conversation("C-1", "1001", "2026-11-19T10:00:00+08:00")]);
    await town.moveTo("2026-11-20T01:10:00Z");
    const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];
    const best = Object.fromEntries(choicesOf(card.content).map(({ name, options }) => [name, options[0]!]));

    const pressed = await town.emulator.lark.submit(scorer, card.messageId, submitOf(card.content), best);
    await town.settled();

    expect(pressed).toMatchObject({ status: 200, cardReplaced: true, toast: { type: "success" } });
    expect(town.cardsOf(scorer).find(({ messageId }) => messageId === card.messageId)?.title).toMatch(
      /· 已评分$/,
    );
    expect(await exported(town, "evaluations")).toHaveLength(1);
  });

  it("refuses an event of another app, and does not acknowledge it", async () => {
    const before = town.cardsOf("ou_agent").length;

    const { status } = await town.emulator.lark.deliveries.once(
      envelope("ev-other", { app_id: "cli_00000000000000bb" }),
    );
    await town.settled();

    expect(status).toBe(500);
    expect(town.cardsOf("ou_agent")).toHaveLength(before);
    expect(await metric(town, "xingping_refusals_total", { entrance: "lark", reason: "other-app" })).toBe(1);
  });

  it("acts once on an event that comes twice", async () => {
    const before = town.cardsOf("ou_agent").length;

    const { delivery } = town.emulator.lark.type("ou_agent", "帮助");
    await eventually(() => delivery?.state === "delivered");
    await town.emulator.lark.deliveries.redeliver(delivery!.eventId);
    await town.settled();

    expect(town.cardsOf("ou_agent")).toHaveLength(before + 1);
  });

  it("comes back when it is cut, and what was said in the meantime is answered", async () => {
    const before = town.cardsOf("ou_agent").length;
    town.emulator.faults.add({ path: "callback/ws/endpoint", down: true });
    expect(gateway().cut()).toBe(1);

    const { delivery } = town.emulator.lark.type("ou_agent", "帮助");
    await eventually(() => (delivery?.tries.length ?? 0) > 0);
    const missed = { ...delivery?.tries[0], state: delivery?.state };
    town.emulator.faults.clear();
    await isConnected();
    town.emulator.clock.forward(15);
    await eventually(() => delivery?.state === "delivered");
    await town.settled();

    expect(missed).toMatchObject({ status: null, failure: "connection", state: "pending" });
    expect(town.cardsOf("ou_agent")).toHaveLength(before + 1);
  });

  it("has no webhook: without secrets nothing could be verified there", async () => {
    const { url } = town.running().serving;

    const answer = await fetch(`${url}/webhooks/lark`, {
      method: "POST",
      body: JSON.stringify(envelope("ev-webhook")),
    });

    expect(answer.status).toBe(404);
  });

  it("starts although Lark cannot be reached, connects when it can, and hangs up when it stops", async () => {
    town.emulator.faults.add({ path: "callback/ws/endpoint", times: 1, down: true });
    town.emulator.faults.add({ path: "callback/ws/endpoint", times: 1, status: 503 });
    await town.restart();
    const connected = gateway().state().connections;

    await town.running().stop();
    await town.emulator.until(() => gateway().state().connections === 0);
    town.emulator.faults.clear();
    await town.restart();

    expect(connected).toBe(1);
    expect(gateway().state().connections).toBe(1);
  });

  it("has done nothing in all this that Lark forbids", () => {
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});
