import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { testPostgres } from "../support/services.ts";
import { runChild, startChild, type Child } from "./child.ts";
import { EVENT_BYTES, LARK_APP, messageRequests } from "./lark-requests.ts";
import type { ProgramBuild } from "./program-build.ts";
import { serverEnvironment } from "./server-environment.ts";
import type { Line } from "./report.ts";
import { alternate, sharedRequests, type Course } from "./rounds.ts";
import { percentile } from "./statistics.ts";

const EVENTS = 5_000;
const COURSE: Course = { rounds: 5, warmUps: 1, connections: 50, isRightAnswer: (body) => body === "{}" };

export const title = `webhook-stored: the same ${EVENT_BYTES}-byte messages, each durable in PostgreSQL before its 200; worker off`;

/** Events a second of the real server, with the SDK's dispatcher, which stores nothing, beside it. */
export async function run({ command, server }: ProgramBuild): Promise<Line[]> {
  const postgres = await testPostgres();
  if (postgres === undefined) throw new Error("This bench needs PostgreSQL.");
  const directory = mkdtempSync(join(tmpdir(), "xingping-bench-"));
  const environment = serverEnvironment({
    DATA_DIR: directory,
    DATABASE_URL: postgres.url,
    SECRET_KEY: randomBytes(32).toString("base64"),
  });
  try {
    await runChild(command, ["migrate"], { environment });
    const ours = await startChild(command, ["server", "--no-worker"], { environment });
    const sdk = await startChild(server("sdk-webhook"), [LARK_APP.encryptKey, LARK_APP.verificationToken]);
    try {
      const lines = await measure(ours, sdk);
      await requireStored(postgres.url, EVENTS * (COURSE.warmUps + COURSE.rounds));
      return lines;
    } finally {
      await Promise.all([ours.stop(), sdk.stop()]);
    }
  } finally {
    await postgres.drop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(ours: Child, sdk: Child): Promise<Line[]> {
  const requests = sharedRequests(() => messageRequests(EVENTS));
  const [ourRounds = [], sdkRounds = []] = await alternate(
    [
      { child: ours, url: `${ours.url}/webhooks/lark`, requests },
      { child: sdk, url: sdk.url, requests },
    ],
    COURSE,
  );
  return [
    {
      what: "against the SDK's dispatcher, which stores nothing",
      unit: "events/s",
      ours: ourRounds.map(({ perSecond }) => perSecond),
      peer: { name: "SDK", values: sdkRounds.map(({ perSecond }) => perSecond) },
      limits: { better: "higher", floor: 0.9, aim: 1.1 },
    },
    {
      what: "99 of 100 are answered within",
      unit: "ms",
      ours: ourRounds.map(({ latenciesMilliseconds }) => percentile(latenciesMilliseconds, 0.99)),
      limits: { better: "lower", aim: 50 },
    },
    {
      what: "computing an event, without PostgreSQL's part",
      unit: "µs",
      ours: ourRounds.map(({ computingMicroseconds }) => computingMicroseconds),
      peer: { name: "SDK", values: sdkRounds.map(({ computingMicroseconds }) => computingMicroseconds) },
    },
  ];
}

/** Every answer of 200 must stand for a row; anything else would be a fast way to lose events. */
async function requireStored(url: string, expected: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "InboxEvent"`);
    const stored = rows[0]?.count ?? 0;
    if (stored !== expected) throw new Error(`${expected} events were answered, ${stored} are stored.`);
    console.log(`  ${stored} events answered, ${stored} rows stored`);
  } finally {
    await client.end();
  }
}
