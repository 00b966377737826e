import { expect, it } from "vitest";
import { createLarkWebhook } from "#http/lark";
import { createMetrics } from "#http/metrics";
import { systemClock } from "#time/system-clock";
import { encrypt, envelope, NOW, SECRETS, signed } from "../platforms/lark/sealed.ts";

it("answers a type of event that it does not know with 200, keeps none, and logs each type once", async () => {
  const none = () => Promise.resolve({});
  const kept: unknown[] = [];
  const logged: unknown[] = [];
  const app = createLarkWebhook({
    secrets: SECRETS,
    ownId: { known: () => null, learn: () => Promise.resolve(null) },
    clock: { ...systemClock, now: () => NOW },
    metrics: createMetrics({ outbox: none, inbox: none, queue: none }),
    language: "zh",
    keep: async (event) => kept.push(event) > 0,
    wake: () => undefined,
    press: none,
    log: {
      info: (fields, words) => logged.push([fields, words]),
      error: (fields, words) => logged.push([fields, words]),
    },
  });
  const post = (type: string) => {
    const rawBody = JSON.stringify({ encrypt: encrypt(JSON.stringify(envelope(type, { text: "话" }))) });
    return app.request("/", { method: "POST", body: rawBody, headers: signed({ rawBody }) });
  };

  const answers = [];
  for (const type of ["im.chat.disbanded_v1", "im.chat.disbanded_v1", "im.chat.updated_v1"])
    answers.push(await post(type));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(kept).toEqual([]);
  expect(logged).toEqual(
    ["im.chat.disbanded_v1", "im.chat.updated_v1"].map((type) => [
      { type },
      "an event type that is not handled",
    ]),
  );
});
