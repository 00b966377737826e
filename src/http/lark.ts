import { Hono } from "hono";
import { readUnsealed } from "#platforms/lark/read-envelope";
import { prepareLark, readWebhook, type LarkSecrets } from "#platforms/lark/webhook";
import type { Clock } from "#ports/clock";
import { createLarkIntake, type LarkAnswer, type LarkIntakeDeps } from "./lark-intake.ts";
import { readLimitedBody } from "./limited-body.ts";

export const LARGEST_LARK_BYTES = 1024 * 1024;
const JSON_HEADERS = { "content-type": "application/json" };

export type LarkWebhookDeps = LarkIntakeDeps & { readonly secrets: LarkSecrets; readonly clock: Clock };
export type ReceiveLark = (
  rawBody: Uint8Array,
  header: (name: string) => string | undefined,
) => Promise<LarkAnswer>;

/** `POST /webhooks/lark` for any kind of server. */
export function createLarkWebhook(deps: LarkWebhookDeps): Hono {
  const receive = createLarkReceiver(deps);
  const app = new Hono();
  app.post("/", async (c) => {
    const rawBody = await readLimitedBody(c, LARGEST_LARK_BYTES);
    if (rawBody === null) {
      deps.metrics.refused("lark", "too-large");
      return c.json({ error: { code: "too-large", message: "A webhook body has at most 1 MB." } }, 413);
    }
    const { status, body } = await receive(rawBody, (name) => c.req.header(name));
    return c.body(body, status, JSON_HEADERS);
  });
  return app;
}

/** Verify, parse, keep, answer. Nothing is decided here. */
export function createLarkReceiver(deps: LarkWebhookDeps): ReceiveLark {
  const lark = prepareLark(deps.secrets);
  const take = createLarkIntake(deps);
  return (rawBody, header) =>
    take((ownId) => readWebhook(lark, { rawBody, header, now: deps.clock.now(), ownId }));
}

/** The same for what a long connection brings: Lark has proved who it is when the connection was opened. */
export function createConnectionReceiver(
  deps: LarkIntakeDeps & { readonly appId: string; readonly clock: Clock },
): (envelope: unknown) => Promise<LarkAnswer> {
  const take = createLarkIntake(deps);
  return (envelope) => take((ownId) => readUnsealed(deps.appId, envelope, { now: deps.clock.now(), ownId }));
}
