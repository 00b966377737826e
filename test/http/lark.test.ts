import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createLarkWebhook, type LarkWebhookDeps } from "#http/lark";
import type { Card } from "#cards/card";
import { createMetrics } from "#http/metrics";
import type { ChatEvent } from "#ports/chat";
import { systemClock } from "#time/system-clock";
import { encrypt, envelope, NOW, SECRETS, signed } from "../platforms/lark/sealed.ts";
import { gate } from "../support/gate.ts";

const none = () => Promise.resolve({});
const press = envelope("card.action.trigger", {
  operator: { open_id: "ou_li" },
  action: { value: { do: "score.open", task: "t1" }, tag: "button" },
  context: { open_message_id: "om_1", open_chat_id: "oc_1" },
});

function webhook(change: Partial<LarkWebhookDeps>) {
  const metrics = createMetrics({ outbox: none, inbox: none, queue: none });
  const logged: unknown[] = [];
  const app = createLarkWebhook({
    secrets: SECRETS,
    ownId: { known: () => null, learn: () => Promise.resolve(null) },
    clock: { ...systemClock, now: () => NOW },
    metrics,
    language: "zh",
    keep: () => Promise.resolve(true),
    wake: () => undefined,
    press: () => Promise.resolve({}),
    log: { info: (fields) => logged.push(fields), error: (fields) => logged.push(fields) },
    ...change,
  });
  const post = async (body: unknown) => {
    const rawBody = JSON.stringify({ encrypt: encrypt(JSON.stringify(body)) });
    const response = await app.request("/", { method: "POST", body: rawBody, headers: signed({ rawBody }) });
    const answer = (await response.json()) as { toast?: { type: string; content: string }; card?: unknown };
    return { status: response.status, answer };
  };
  return { post, metrics, logged };
}

describe("an answer whose card is too large for Lark", () => {
  const huge: Card = {
    language: "zh",
    title: "太大",
    tone: "blue",
    summary: "太大",
    blocks: Array.from({ length: 300 }, () => ({ kind: "divider" })),
  };

  it.each([
    ["its own toast", { kind: "success", text: "已跳过" } as const, "已跳过"],
    ["a toast that it cannot be shown", undefined, "暂时无法处理"],
  ])("is given with %s, and counted", async (_, toast, says) => {
    const answered = toast === undefined ? { card: huge } : { card: huge, toast };
    const { post, metrics } = webhook({ press: () => Promise.resolve(answered) });

    const { status, answer } = await post(press);

    expect(status).toBe(200);
    expect(answer.card).toBeUndefined();
    expect(answer.toast?.content).toContain(says);
    expect(await metrics.text()).toContain('xingping_failures_total{where="answer"} 1');
  });
});

describe("a group message that mentions a bot", () => {
  const ofBot = (openId: string) =>
    envelope("im.message.receive_v1", {
      sender: { sender_id: { open_id: "ou_li" }, sender_type: "user" },
      message: {
        message_id: "om_1",
        chat_id: "oc_1",
        chat_type: "group",
        message_type: "text",
        content: JSON.stringify({ text: "@_user_1 帮助" }),
        mentions: [{ key: "@_user_1", id: { open_id: openId }, mentioned_type: "bot", name: "某某" }],
      },
    });
  function keeping(ownId: LarkWebhookDeps["ownId"]) {
    const kept: ChatEvent[] = [];
    const { post } = webhook({ ownId, keep: (event) => Promise.resolve(kept.push(event) > 0) });
    return { post, kept };
  }
  function tells(id: string | null) {
    let known: string | null = null;
    let asked = 0;
    const learn = () => {
      asked += 1;
      known = id;
      return Promise.resolve(id);
    };
    return { known: () => known, learn, asked: () => asked };
  }

  it("is ours when the id is ours, which is asked for at the first of them only", async () => {
    const ownId = tells("ou_bot");
    const { post, kept } = keeping(ownId);

    for (const openId of ["ou_bot", "ou_other", "ou_bot"]) await post(ofBot(openId));

    expect(kept).toMatchObject([
      { isBotMentioned: true },
      { isBotMentioned: false },
      { isBotMentioned: true },
    ]);
    expect(ownId.asked()).toBe(1);
  });

  it("is taken for ours when Lark does not tell who we are", async () => {
    const { post, kept } = keeping(tells(null));

    await post(ofBot("ou_other"));

    expect(kept).toMatchObject([{ isBotMentioned: true }]);
  });

  it("waits a second for Lark to tell, not longer", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const asked = gate();
    const learn = () => {
      asked.open();
      return new Promise<null>(() => undefined);
    };
    const { post, kept } = keeping({ known: () => null, learn });

    const answering = post(ofBot("ou_bot"));
    await asked.opened;
    await vi.advanceTimersByTimeAsync(1_000);

    expect((await answering).status).toBe(200);
    expect(kept).toHaveLength(1);
  });
});

describe("a genuine event that cannot be read", () => {
  const unreadable = (type: string) => envelope(type, { operator: {} });

  it("is counted and logged on its own", async () => {
    const { post, metrics, logged } = webhook({});

    const { status, answer } = await post(unreadable("application.bot.menu_v6"));

    expect({ status, answer }).toEqual({ status: 200, answer: {} });
    expect(await metrics.text()).toContain(
      'xingping_events_total{platform="lark",kind="other",outcome="unreadable"} 1',
    );
    expect(logged).toEqual([{ type: "application.bot.menu_v6", event: "lark:event:ev-1" }]);
  });

  it("tells who pressed, when it is a press", async () => {
    const { post } = webhook({});

    const { answer } = await post(unreadable("card.action.trigger"));

    expect(answer.toast).toMatchObject({ type: "error", content: expect.stringContaining("无法使用") });
  });
});

describe("a press that is answered late", () => {
  it("hears within three seconds that it did not work out when it cannot even be kept", async () => {
    const kept = gate();
    const late: boolean[] = [];
    const { post } = webhook({
      keep: () => kept.opened.then(() => true),
      press: (_, isLate) => {
        late.push(isLate());
        return Promise.resolve({});
      },
    });
    const startedAt = performance.now();

    const { answer } = await post(press);
    const tookMilliseconds = performance.now() - startedAt;
    kept.open();
    await vi.waitFor(() => expect(late).toHaveLength(1));

    expect(tookMilliseconds).toBeLessThan(2_900);
    expect(answer.toast).toEqual({
      type: "error",
      content: "系统暂时无法处理。请几分钟后看一下卡片，没有变化再提交一次。",
    });
    expect(late).toEqual([true]);
  });

  it("is told that the card follows while it is worked on", async () => {
    const done = gate();
    const { post } = webhook({ press: () => done.opened.then(() => ({})) });

    const { answer } = await post(press);
    done.open();

    expect(answer.toast).toMatchObject({ type: "info", content: expect.stringContaining("处理中") });
  });

  it("is told so in the language of the card that answered the person's last press", async () => {
    const done = gate();
    const card: Card = { language: "en", title: "t", tone: "blue", summary: "t", blocks: [] };
    let presses = 0;
    const { post } = webhook({
      press: () => ((presses += 1) === 1 ? Promise.resolve({ card }) : done.opened.then(() => ({}))),
    });
    await post(press);

    const { answer } = await post(press);
    done.open();

    expect(answer.toast?.content).toBe("Working on it; the card will follow");
  });

  it("is waited for a little longer when the work has been promised that somebody waits", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const [begun, committed] = [gate(), gate()];
    const { post } = webhook({
      press: async (_, isLate) => {
        isLate();
        begun.open();
        await committed.opened;
        return { toast: { kind: "success", text: "已跳过" } };
      },
    });

    const answering = post(press);
    await begun.opened;
    await vi.advanceTimersByTimeAsync(2_200);
    committed.open();
    const { answer } = await answering;

    expect(answer.toast).toEqual({ type: "success", content: "已跳过" });
  });

  it("is promised no card when the work counts on somebody who waits, and does not end", async () => {
    const done = gate();
    const { post } = webhook({
      press: (_, isLate) => {
        isLate();
        return done.opened.then(() => ({}));
      },
    });

    const { answer } = await post(press);
    done.open();

    expect(answer.toast).toMatchObject({ type: "error", content: expect.stringContaining("暂时无法处理") });
  });
});
