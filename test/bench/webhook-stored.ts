import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { testPostgres } from "../support/services.ts";
import { runChild, startChild } from "./child.ts";
import { EVENT_BYTES, LARK_APP, messageRequests } from "./lark-requests.ts";
import type { ProgramBuild } from "./program-build.ts";
import { serverEnvironment } from "./server-environment.ts";
import type { Line } from "./report.ts";
import { percentile } from "./statistics.ts";
import { inTurns, sendEvents } from "./webhook.ts";

const EVENTS = 6_000;
const ROUNDS = 7;

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
      const lines = await measure(`${ours.url}/webhooks/lark`, sdk.url);
      await requireStored(postgres.url, EVENTS * (ROUNDS + 1));
      return lines;
    } finally {
      await Promise.all([ours.stop(), sdk.stop()]);
    }
  } finally {
    await postgres.drop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(ourUrl: string, sdkUrl: string): Promise<Line[]> {
  const urls = [ourUrl, sdkUrl];
  const rates = urls.map((): number[] => []);
  const slowest: number[] = [];
  // The first round warms up and does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const requests = messageRequests(EVENTS);
    for (const place of inTurns(urls.length, round)) {
      const { perSecond, latenciesMilliseconds } = await sendEvents(urls[place] ?? "", requests);
      if (round === 0) continue;
      rates[place]?.push(perSecond);
      if (place === 0) slowest.push(percentile(latenciesMilliseconds, 0.99));
    }
  }
  const [ours = [], sdk = []] = rates;
  return [
    {
      what: "against the SDK's dispatcher, which stores nothing",
      unit: "events/s",
      ours,
      peer: { name: "SDK", values: sdk },
      limits: { better: "higher", floor: 0.9, aim: 1.1 },
    },
    {
      what: "99 of 100 are answered within",
      unit: "ms",
      ours: slowest,
      limits: { better: "lower", aim: 50 },
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
