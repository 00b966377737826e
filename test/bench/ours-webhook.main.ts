// The program's own Lark route with a storage that keeps nothing: what verifying, decrypting and reading cost.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createLarkWebhook } from "#http/lark";
import { createMetrics } from "#http/metrics";

const none = () => Promise.resolve({});
const [encryptKey = "", verificationToken = "", appId = ""] = process.argv.slice(2);
const webhook = createLarkWebhook({
  secrets: { appId, encryptKey, verificationToken },
  clock: { now: () => new Date() } as never,
  metrics: createMetrics({ outbox: none, inbox: none, queue: none }),
  language: "zh",
  keep: () => Promise.resolve(true),
  wake: () => undefined,
  press: () => Promise.resolve(null),
  log: { info: () => undefined, error: () => undefined },
});
const app = new Hono().route("/webhooks/lark", webhook);
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ msg: "ready", url: `http://127.0.0.1:${port}/webhooks/lark` })),
);
process.once("SIGTERM", () => server.close(() => process.exit(0)));
