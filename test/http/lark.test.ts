import { describe, expect, it, vi } from "vitest";
import { createLarkWebhook, type LarkWebhookDeps } from "#http/lark";
import { createMetrics } from "#http/metrics";
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
    expect(answer.toast).toMatchObject({ type: "error", content: expect.stringContaining("暂时无法处理") });
    expect(late).toEqual([true]);
  });

  it("is told that the card follows while it is worked on", async () => {
    const done = gate();
    const { post } = webhook({ press: () => done.opened.then(() => ({})) });

    const { answer } = await post(press);
    done.open();

    expect(answer.toast).toMatchObject({ type: "info", content: expect.stringContaining("处理中") });
  });

  it("is waited for a little longer when the work has been promised that somebody waits", async () => {
    const { post } = webhook({
      press: async (_, isLate) => {
        isLate();
        const commit = gate();
        setTimeout(commit.open, 2_200);
        await commit.opened;
        return { toast: { kind: "success", text: "已跳过" } };
      },
    });

    const { answer } = await post(press);

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
