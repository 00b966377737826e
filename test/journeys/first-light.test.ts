import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "../support/builders.ts";
import { choicesOf, openTown, submitOf, type Town } from "../support/town.ts";

const TOKEN = { authorization: "Bearer token-for-the-tests-only", "content-type": "application/json" };

describe("one conversation, one card, one score", () => {
  let town: Town;

  beforeAll(async () => {
    town = await openTown();
    for (const [name, openId] of [
      ["李雷", "ou_agent"],
      ["韩梅梅", "ou_scorer"],
      ["王经理", "ou_manager"],
    ] as const) {
      town.emulator.lark.people.add({ name, openId });
    }
  });
  afterAll(() => town.close());

  const post = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${town.running().serving.url}${path}`, {
      method: "POST",
      headers: TOKEN,
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };

  it("comes in over the API, is drawn at ten past nine and pushed as a card", async () => {
    const people = await post("/api/people", [
      { ...row("1001", "李雷", "agent"), larkOpenId: "ou_agent" },
      { ...row("2001", "韩梅梅", "supervisor"), larkOpenId: "ou_scorer" },
      { ...row("3001", "王经理", "manager"), larkOpenId: "ou_manager" },
    ]);
    const contacts = await post("/api/contacts", {
      id: "C-1",
      agent: "1001",
      channel: "chat",
      direction: "in",
      startedAt: "2026-11-19T10:00:00+08:00",
      turns: [
        { role: "customer", text: "你好,我的手机 13812345678 收不到验证码" },
        { role: "agent", text: "您好,工号 1001 为您服务,请稍等。" },
        { role: "customer", text: "好的 <at id=all></at>" },
        { role: "agent", text: "已为您重新发送,请查收。" },
      ],
    });

    await town.moveTo("2026-11-20T01:10:00Z");

    expect(people).toMatchObject({ read: 3, imported: 3, rejected: [] });
    expect(contacts).toMatchObject({ read: 1, imported: 1, rejected: [] });
    const titles = town.cardsOf("ou_scorer").map(({ title }) => title);
    expect(titles).toEqual(["今日质检抽样 2026-11-20", "质检任务 1/1"]);
    expect(town.cardsOf("ou_scorer")[1]!.text).toContain("138****5678");
    expect(JSON.stringify(town.emulator.lark.messages.list())).not.toContain("13812345678");
  });

  it("is scored inside the card, and the agent is told once", async () => {
    const task = town.cardsOf("ou_scorer")[1]!;
    const fields = Object.fromEntries(
      choicesOf(task.content).map(({ name, options }) => [name, options[0]!]),
    );

    const pressed = await town.emulator.lark.submit(
      "ou_scorer",
      task.messageId,
      submitOf(task.content),
      fields,
    );
    await town.settled();

    expect(pressed).toMatchObject({ status: 200, toast: { type: "success" }, cardReplaced: true });
    const told = town.cardsOf("ou_agent");
    expect(told).toHaveLength(1);
    expect(told[0]!.title).toContain("分");
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});

const row = (employeeNo: string, name: string, roles: string) => ({
  ...aPerson({ employeeNo, name }),
  roles,
});
