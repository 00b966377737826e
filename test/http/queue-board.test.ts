import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hono } from "hono";
import { createQueueBoard, QUEUE_BOARD_PATH } from "#http/queue-board";
import type { Backend } from "#jobs/backend";
import { pglitePool } from "#jobs/pglite-pool";
import { postgresPool } from "#jobs/postgres-pool";
import { createQueue, type Queue } from "#jobs/queue";
import { testPostgres, testRedis } from "../support/services.ts";
import { openTestStore } from "../support/stores.ts";

const TOKEN = "token-for-the-tests-only";
const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const quiet = { warn: () => undefined, error: () => undefined };

type Opened = { readonly backend: Backend; readonly name: string; close(): Promise<void> };

async function embedded(): Promise<Opened> {
  const { database, close } = await openTestStore();
  return { backend: { kind: "postgres", pool: await pglitePool(database.pglite!) }, name: "xingping", close };
}
async function onPostgres(): Promise<Opened | undefined> {
  const postgres = await testPostgres();
  if (postgres === undefined) return undefined;
  return {
    backend: { kind: "postgres", pool: postgresPool(postgres.url) },
    name: "xingping",
    close: postgres.drop,
  };
}
async function onRedis(): Promise<Opened | undefined> {
  const redis = await testRedis();
  if (redis === undefined) return undefined;
  return {
    backend: { kind: "redis", url: redis.url, prefix: redis.prefix },
    name: "board",
    close: redis.drop,
  };
}

type Headers = Record<string, string>;
const ALLOWED: Headers = { authorization: basic("me", TOKEN) };
const ask = async (app: Hono, method: string, path: string, headers: Headers): Promise<Response> =>
  app.request(`${QUEUE_BOARD_PATH}${path}`, { method, headers });
const get = (app: Hono, path: string, headers = ALLOWED): Promise<Response> => ask(app, "GET", path, headers);

describe.each([
  ["the embedded database", embedded],
  ["PostgreSQL", onPostgres],
  ["Redis", onRedis],
])("the queue board on %s", (_, open) => {
  let opened: Opened | undefined;
  let queue: Queue;
  let app: Hono;

  beforeAll(async () => {
    opened = await open();
    if (opened === undefined) return;
    queue = await createQueue(opened.backend, { log: quiet, name: opened.name });
    app = createQueueBoard({ apiToken: TOKEN, openBoard: queue.openBoard });
    await queue.jobs.enqueue("tick", {}, { key: "one", delayMilliseconds: 3_600_000 });
  }, 180_000);
  afterAll(async () => {
    await queue?.close();
    await opened?.close();
  });

  it("shows the jobs, with everything from this host", async ({ skip }) => {
    skip(opened === undefined);

    const page = await get(app, "/");
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map((found) => found[1]!);
    const answers = await Promise.all(files.map((file) => get(app, `/${file}`)));
    const jobs = await get(
      app,
      `/api/queues?activeQueue=${opened!.name}&status=delayed&page=1&jobsPerPage=10`,
    );
    const { queues } = (await jobs.json()) as {
      queues: {
        name: string;
        readOnlyMode: boolean;
        counts: { delayed: number };
        jobs: { name: string }[];
      }[];
    };

    expect(page.status).toBe(200);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(files.length).toBeGreaterThan(2);
    expect(answers.map(({ status }) => status)).toEqual(files.map(() => 200));
    expect(queues).toMatchObject([
      { name: opened!.name, readOnlyMode: true, counts: { delayed: 1 }, jobs: [{ name: "tick" }] },
    ]);
    expect((await get(app, `/api/queues/${opened!.name}/metrics`)).status).toBeLessThan(500);
    expect((await get(app, "/api/redis/stats")).status).toBeLessThan(500);
  });

  it("changes nothing", async ({ skip }) => {
    skip(opened === undefined);

    const answers = await Promise.all(
      [
        `/api/queues/${opened!.name}/pause`,
        `/api/queues/${opened!.name}/clean/delayed`,
        "/api/queues/pause",
      ].map((path) => ask(app, "PUT", path, ALLOWED)),
    );

    expect(answers.map(({ status }) => status)).toEqual([405, 405, 405]);
    expect(await queue.counts()).toMatchObject({ delayed: 1 });
  });
});

describe("who may see the queue board", () => {
  let opened = 0;
  const boardOf = (apiToken: string | null) =>
    createQueueBoard({
      apiToken,
      openBoard: () => {
        opened += 1;
        return Promise.resolve(() => new Response("the board"));
      },
    });

  it.each([
    ["the token as password of any user", { authorization: basic("anybody", TOKEN) }, 200],
    ["the token as password of nobody", { authorization: basic("", TOKEN) }, 200],
    ["the token as a program sends it", { authorization: `Bearer ${TOKEN}` }, 200],
    ["nothing", {}, 401],
    ["another password", { authorization: basic("me", `${TOKEN}x`) }, 401],
    ["the token as user name", { authorization: basic(TOKEN, "") }, 401],
    ["no colon", { authorization: `Basic ${Buffer.from(TOKEN).toString("base64")}` }, 401],
    ["no base64", { authorization: "Basic ###" }, 401],
    ["another token", { authorization: "Bearer another" }, 401],
  ])("with %s", async (_, headers: Record<string, string>, status) => {
    const answer = await get(boardOf(TOKEN), "/", headers);

    expect(answer.status).toBe(status);
    expect(answer.headers.get("www-authenticate")).toBe(
      status === 200 ? null : 'Basic realm="Xingping", charset="UTF-8"',
    );
  });

  it("is nobody where no token is set", async () => {
    const answers = await Promise.all(
      ["", "null", TOKEN].map((password) =>
        get(boardOf(null), "/", { authorization: basic("me", password) }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it("opens it at the first look that is allowed, once, and again only when that failed", async () => {
    opened = 0;
    const app = boardOf(TOKEN);

    await get(app, "/", {});
    const before = opened;
    await Promise.all([get(app, "/"), get(app, "/api/queues"), get(app, "/")]);

    expect([before, opened]).toEqual([0, 1]);
  });

  it("has no page outside its folder", async () => {
    expect((await get(boardOf(TOKEN), "-elsewhere")).status).toBe(404);
  });
});
