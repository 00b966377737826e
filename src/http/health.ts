import { Hono } from "hono";

export type HealthDeps = {
  /** Throws or answers false when it cannot be reached. */
  readonly isDatabaseReachable: () => Promise<boolean>;
  readonly isQueueReachable: () => Promise<boolean>;
};

const PATIENCE_MILLISECONDS = 2_000;

/** `/healthz`: the process answers. `/readyz`: database and queue answer too. */
export function createHealth(deps: HealthDeps): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const [database, queue] = await Promise.all([
      answersInTime(deps.isDatabaseReachable),
      answersInTime(deps.isQueueReachable),
    ]);
    const isReady = database && queue;
    return c.json({ status: isReady ? "ready" : "not ready", database, queue }, isReady ? 200 : 503);
  });
  return app;
}

async function answersInTime(ask: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MILLISECONDS);
  });
  try {
    return await Promise.race([ask().catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
