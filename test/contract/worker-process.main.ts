import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";
import type { Backend } from "#jobs/backend";
import { defineJob } from "#jobs/define-job";
import { pglitePool } from "#jobs/pglite-pool";
import { postgresPool } from "#jobs/postgres-pool";
import { createQueue } from "#jobs/queue";
import type { KilledBackend } from "./worker-process.ts";

const [backendJson, queueName] = process.argv.slice(2);

async function openBackend(backend: KilledBackend): Promise<Backend> {
  if (backend.kind === "redis") return backend;
  const pool =
    backend.kind === "pglite"
      ? await pglitePool(await PGlite.create(backend.directory))
      : postgresPool(backend.url);
  return { kind: "postgres", pool };
}

const [work, woken] = ["work", "woken"].map((name) =>
  defineJob({
    name,
    schema: z.object({ item: z.string().optional() }),
    attempts: 1,
    backoffMilliseconds: 1,
    run: () => {
      console.log(`begun ${name}`);
      return new Promise(() => undefined);
    },
  }),
);

const queue = await createQueue(await openBackend(JSON.parse(backendJson!) as KilledBackend), {
  name: queueName!,
  log: { warn: console.error, error: console.error },
});
await queue.start([work!, woken!], undefined, { lockMilliseconds: 400, stalledCheckMilliseconds: 100 });
await queue.jobs.enqueue("work", { item: "begun" }, { key: "a" });
await queue.jobs.wake("woken");
