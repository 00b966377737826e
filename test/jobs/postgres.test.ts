import { Client } from "pg";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { defineJob } from "#jobs/define-job";
import { postgresPool } from "#jobs/postgres-pool";
import { createQueue } from "#jobs/queue";
import { eventually } from "../support/eventually.ts";
import { testPostgres } from "../support/services.ts";

const postgres = await testPostgres();

afterAll(() => postgres?.drop());

test.skipIf(postgres === undefined)("works on after PostgreSQL has cut all connections", async () => {
  const runs: number[] = [];
  const log = { warn: () => undefined, error: () => undefined };
  const queue = await createQueue({ kind: "postgres", pool: postgresPool(postgres!.url) }, { log });
  const work = defineJob({
    name: "work",
    schema: z.object({ item: z.number() }),
    attempts: 1,
    backoffMilliseconds: 1,
    run: async (_deps: unknown, { item }) => void runs.push(item),
  });
  await queue.start([work], undefined);
  await queue.jobs.enqueue("work", { item: 1 }, { key: "a" });
  await eventually(() => runs.length === 1);

  await cutConnections(postgres!.url);

  await eventually(() => queue.isReachable());
  await queue.jobs.enqueue("work", { item: 2 }, { key: "b" });
  await eventually(() => runs.length === 2);
  await queue.close();
  expect(runs).toEqual([1, 2]);
});

test.skipIf(postgres === undefined)(
  "finds its schema when the address brings options of its own",
  async () => {
    const url = `${postgres!.url}?options=-c%20search_path%3Dpublic`;

    const queue = await createQueue({ kind: "postgres", pool: postgresPool(url) }, { log: console });

    await queue.jobs.wake("drain");
    expect(await queue.counts()).toMatchObject({ waiting: 1 });
    await queue.close();
  },
);

async function cutConnections(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  await client.end();
}
