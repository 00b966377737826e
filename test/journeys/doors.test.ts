import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { post } from "../support/talk.ts";
import {
  conversation,
  newestCard,
  openTeamTown,
  pass,
  taskCards,
  OPENING_MILLISECONDS,
} from "../support/team.ts";
import { choicesOf, submitOf, type Card, type Town } from "../support/town.ts";

const TELLS_NOTHING = /\bat \S+ \(|node_modules|\.ts:\d|Error:|SELECT |INSERT /;
const MINUTE = 60_000;

describe("the doors of the program", () => {
  let town: Town;
  const urlOf = (path: string) => `${town.running().serving.url}${path}`;
  const kept = async () => {
    const states = await town.running().program.store.inbox.countByState();
    return Object.values(states).reduce((sum, count) => sum + count, 0);
  };
  const refused = async (): Promise<number> => {
    const text = await (await fetch(urlOf("/metrics"))).text();
    const lines = text
      .split("\n")
      .filter((line) => line.startsWith('xingping_refusals_total{entrance="lark"'));
    return lines.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
  };
  const message = {
    sender: { sender_id: { open_id: "ou_agent" }, sender_type: "user" },
    message: {
      message_id: "om_raw",
      chat_id: "oc_raw",
      chat_type: "p2p",
      message_type: "text",
      content: JSON.stringify({ text: "帮助" }),
    },
  };

  beforeAll(async () => {
    town = await openTeamTown();
  }, OPENING_MILLISECONDS);
  afterAll(() => town?.close());

  it("have no page at the address itself: one plain line, 404", async () => {
    const answer = await fetch(urlOf("/"));

    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(await answer.text()).toBe("404 Not Found");
  });

  describe("the webhook", () => {
    it.each([
      ["forged-signature", 401],
      ["missing-signature", 401],
      ["stale-timestamp", 401],
      ["wrong-token", 401],
      ["plain-body", 401],
      ["wrong-app", 403],
      ["wrong-key", 400],
      ["truncated", 400],
      ["not-json", 400],
      ["oversized", 413],
    ] as const)("refuses %s with %d, keeps nothing, says little and counts it", async (variant, status) => {
      const [keptBefore, refusedBefore] = [await kept(), await refused()];

      const answer = await town.emulator.lark.deliverRaw(variant, { event: message });

      expect(answer.status).toBe(status);
      expect(answer.body).not.toMatch(TELLS_NOTHING);
      expect(answer.body.length).toBeLessThan(200);
      expect(await kept()).toBe(keptBefore);
      expect(await refused()).toBe(refusedBefore + 1);
    });

    it("takes an event of seven hours ago, but no press of six minutes ago", async () => {
      const before = await kept();

      const event = await town.emulator.lark.deliverRaw("stale-timestamp", {
        event: message,
        staleMs: 7 * 60 * MINUTE,
      });
      const keptEvent = (await kept()) - before;
      const press = await town.emulator.lark.deliverRaw("stale-timestamp", {
        eventType: "card.action.trigger",
        event: { operator: { open_id: "ou_scorer" }, action: { tag: "button", value: { do: "tasks.mine" } } },
        staleMs: 6 * MINUTE,
      });
      await town.settled();

      expect([event.status, press.status]).toEqual([200, 401]);
      expect(keptEvent).toBe(1);
      expect(await kept()).toBe(before + 1);
    });

    it("answers a type of event that it does not handle, and keeps it not", async () => {
      const before = await kept();
      const { eventId } = town.emulator.lark.deliveries.event("im.chat.disbanded_v1", { chat_id: "oc_1" });
      await town.emulator.lark.deliveries.settled();

      const delivery = town.emulator.lark.deliveries.list().find((each) => each.eventId === eventId);
      expect(delivery?.tries.map(({ status }) => status)).toEqual([200]);
      expect(await kept()).toBe(before);
    });

    it.each([
      ["encrypted", true],
      ["plain", false],
    ])("answers the check of its address, %s", async (_, encrypted) => {
      const check = await town.emulator.lark.verifyUrl({ encrypted });

      expect(check).toMatchObject({ passed: true, answer: { status: 200 } });
    });

    it("answers no check with another token", async () => {
      const check = await town.emulator.lark.verifyUrl({ token: "another-token" });

      expect(check).toMatchObject({ passed: false, answer: { status: 401 } });
      expect(check.answer.body).not.toContain(check.challenge);
    });
  });

  describe("the transcript behind a card's link", () => {
    let link: URL;
    const changed = (name: string, value: string): URL => {
      const url = new URL(link);
      url.searchParams.set(name, value);
      return url;
    };

    beforeAll(async () => {
      await post(town, "/api/contacts", [conversation("C-1", "1001", "2026-11-19T10:00:00+08:00")]);
      await town.moveTo("2026-11-20T01:10:00Z");
      const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];
      const best = Object.fromEntries(
        choicesOf(card.content).map(({ name, options }) => [name, options[0]!]),
      );
      await town.emulator.lark.submit(scorer, card.messageId, submitOf(card.content), best);
      await pass(town, 10);
      const told = newestCard(town, "ou_agent", "质检结果");
      link = new URL(/http:\/\/[^"\\\s)]+\/contacts\/[^"\\\s)]+/.exec(JSON.stringify(told.content))![0]);
    });

    it("shows the conversation, masked, and is kept by nobody on the way", async () => {
      const answer = await fetch(link);
      const page = await answer.text();

      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toContain("no-store");
      expect(page).toContain("已经为您重新发送");
      expect(page).toContain("138****5678");
      expect(page).not.toContain("13812345678");
    });

    it("is refused when anything of it was changed", async () => {
      const signature = link.searchParams.get("signature")!;
      const flipped = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
      const elsewhere = new URL(link);
      elsewhere.pathname = "/contacts/00000000-0000-7000-8000-000000000000";
      const links = [
        changed("signature", flipped),
        changed("signature", ""),
        changed("expires", "9999999999"),
        elsewhere,
      ];

      const answers = await Promise.all(links.map((each) => fetch(each)));
      const bodies = await Promise.all(answers.map((answer) => answer.text()));

      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
      expect(bodies.join()).not.toContain("重新发送");
    });

    it("has expired when the card can no longer be pressed", async () => {
      await town.moveTo("2026-12-05T01:10:00Z");

      const answer = await fetch(link);

      expect(answer.status).toBe(410);
      expect(await answer.text()).not.toContain("重新发送");
    });
  });

  it("say that the program lives and is ready", async () => {
    const [alive, ready] = await Promise.all([fetch(urlOf("/healthz")), fetch(urlOf("/readyz"))]);

    expect([alive.status, ready.status]).toEqual([200, 200]);
    expect(await ready.json()).toMatchObject({ database: true, queue: true });
  });

  it.each(["/api/contacts", "/api/people"])(
    "%s takes nothing without the token, or with another",
    async (path) => {
      const ask = (headers: Record<string, string>) =>
        fetch(urlOf(path), {
          method: "POST",
          headers,
          body: JSON.stringify([{ employeeNo: "9", name: "谁" }]),
        });

      const answers = await Promise.all([
        ask({}),
        ask({ authorization: "Bearer another-token-of-some-length" }),
        ask({ authorization: "Basic token-for-the-tests-only" }),
      ]);

      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
      expect(await town.running().program.store.people.byEmployeeNo("9")).toBeNull();
    },
  );
});
