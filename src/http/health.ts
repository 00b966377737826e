import { Hono } from "hono";
import { inTime } from "./in-time.ts";

export type HealthDeps = {
  /** Throws or answers false when it cannot be reached. */
  readonly isDatabaseReachable: () => Promise<boolean>;
  readonly isQueueReachable: () => Promise<boolean>;
};

/** `/healthz`: the process answers. `/readyz`: database and queue answer too. */
export function createHealth(deps: HealthDeps): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const [database, queue] = await Promise.all([
      inTime(deps.isDatabaseReachable, false),
      inTime(deps.isQueueReachable, false),
    ]);
    const isReady = database && queue;
    return c.json({ status: isReady ? "ready" : "not ready", database, queue }, isReady ? 200 : 503);
  });
  return app;
}
