// The program's own Lark route with a storage that keeps nothing: what verifying, decrypting and reading cost.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { createLarkReceiver, createLarkWebhook, type LarkWebhookDeps } from "#http/lark";
import { createMetrics } from "#http/metrics";
import { createNodeListener } from "#http/node-listener";
import { systemClock } from "#time/system-clock";

const none = () => Promise.resolve({});
const [encryptKey = "", verificationToken = "", appId = ""] = process.argv.slice(2);
const deps: LarkWebhookDeps = {
  secrets: { appId, encryptKey, verificationToken },
  ownId: { known: () => null, learn: () => Promise.resolve(null) },
  clock: systemClock,
  metrics: createMetrics({ outbox: none, inbox: none, queue: none }),
  language: "zh",
  keep: () => Promise.resolve(true),
  wake: () => undefined,
  press: () => Promise.resolve(null),
  log: { info: () => undefined, error: () => undefined },
};
const listener = createNodeListener({
  app: new Hono().route("/webhooks/lark", createLarkWebhook(deps)),
  receiveLark: createLarkReceiver(deps),
  onError: (error) => console.error(error),
});
const server = createServer(listener);
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ msg: "ready", url: `http://127.0.0.1:${port}/webhooks/lark` }));
});
process.once("SIGTERM", () => server.close(() => process.exit(0)));
