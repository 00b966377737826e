import { Hono } from "hono";
import { createContactsApi } from "./contacts-api.ts";
import { errorResponse } from "./error-response.ts";
import { createHealth, type HealthDeps } from "./health.ts";
import { createLarkWebhook, type LarkWebhookDeps } from "./lark.ts";
import { createMetricsApi } from "./metrics-api.ts";
import { createPeopleApi } from "./people-api.ts";
import { createQueueBoard, QUEUE_BOARD_PATH, type QueueBoardDeps } from "./queue-board.ts";
import { createTranscriptPage, type TranscriptPageDeps } from "./transcript-page.ts";
import type { Metrics } from "./metrics.ts";

export type AppDeps = HealthDeps &
  TranscriptPageDeps &
  QueueBoardDeps &
  Parameters<typeof createContactsApi>[0] &
  Parameters<typeof createMetricsApi>[0] &
  Parameters<typeof createPeopleApi>[0] & {
    /** Null: Lark is not switched on. */
    readonly lark: LarkWebhookDeps | null;
    readonly metrics: Metrics;
  };

/** Where a token is asked for; what is refused there is counted. */
const GUARDED = [
  ["/api/*", "api"],
  [`${QUEUE_BOARD_PATH}/*`, "board"],
] as const;

/** Everything that is asked over HTTP. Needs no port: tests call `app.request`. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    deps.onError(error);
    return errorResponse(c, error);
  });
  for (const [path, entrance] of GUARDED)
    app.use(path, async (c, next) => {
      await next();
      if (c.res.status >= 400) deps.metrics.refused(entrance, String(c.res.status));
    });
  if (deps.lark !== null) app.route("/webhooks/lark", createLarkWebhook(deps.lark));
  app.route("/", createHealth(deps));
  app.get("/metrics", async (c) =>
    c.body(await deps.metrics.text(), 200, { "content-type": deps.metrics.contentType }),
  );
  app.route("/", createContactsApi(deps));
  app.route("/", createMetricsApi(deps));
  app.route("/", createPeopleApi(deps));
  app.route("/", createTranscriptPage(deps));
  app.route("/", createQueueBoard(deps));
  return app;
}
