import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSettings } from "#data/database";
import { testPostgres } from "../support/services.ts";
import { startChild } from "./child.ts";
import { pressRequest, type ScorePress } from "./lark-requests.ts";
import { sendLoad, type PreparedRequest } from "./load.ts";
import { fillWithTasks } from "./press-data.ts";
import type { ProgramBuild } from "./program-build.ts";
import type { Line } from "./report.ts";
import { serverEnvironment } from "./server-environment.ts";
import { percentile } from "./statistics.ts";
import { inTurns } from "./webhook.ts";

const AT_ONCE = 50;
const ROUNDS = 9;
/** Until both sides' code is compiled by the engine: what a server that has been up for a minute does. */
const WARM_UPS = 4;
const TASKS = AT_ONCE * (ROUNDS + WARM_UPS);
const AIM = { better: "lower", aim: 1.5 } as const;

export const title = `press: ${AT_ONCE} scores submitted at once, from the first press to the last answer`;

/** Our press against ten bare statements in a transaction, on each kind of database. */
export async function run(build: ProgramBuild): Promise<Line[]> {
  const lines = await onPglite(build);
  const postgres = await onPostgres(build);
  return [...lines, ...postgres];
}

async function onPglite(build: ProgramBuild): Promise<Line[]> {
  const directory = mkdtempSync(join(tmpdir(), "xingping-bench-"));
  const folders = ["ours", "bare"].map((name) => join(directory, name));
  for (const folder of folders) mkdirSync(folder);
  const [ours = "", bare = ""] = folders;
  try {
    return await compare(build, "PGlite", {
      ours: {
        settings: { kind: "embedded", directory: join(ours, "database") },
        environment: { DATA_DIR: ours },
      },
      bare: { settings: { kind: "embedded", directory: bare }, argument: bare },
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function onPostgres(build: ProgramBuild): Promise<Line[]> {
  const ours = await testPostgres();
  const bare = await testPostgres();
  if (ours === undefined || bare === undefined) throw new Error("This bench needs PostgreSQL.");
  try {
    return await compare(build, "PostgreSQL", {
      ours: { settings: { kind: "postgres", url: ours.url }, environment: { DATABASE_URL: ours.url } },
      bare: { settings: { kind: "postgres", url: bare.url }, argument: bare.url },
    });
  } finally {
    await ours.drop();
    await bare.drop();
  }
}

type Sides = {
  readonly ours: {
    readonly settings: DatabaseSettings;
    readonly environment: Readonly<Record<string, string>>;
  };
  readonly bare: { readonly settings: DatabaseSettings; readonly argument: string };
};

async function compare(build: ProgramBuild, name: string, sides: Sides): Promise<Line[]> {
  const secretKey = randomBytes(32);
  const ourPresses = await fillWithTasks(sides.ours.settings, secretKey, TASKS);
  const barePresses = await fillWithTasks(sides.bare.settings, secretKey, TASKS);
  const environment = serverEnvironment({
    SECRET_KEY: secretKey.toString("base64"),
    ...sides.ours.environment,
  });
  const ours = await startChild(build.command, ["server", "--no-worker"], { environment });
  const bare = await startChild(build.server("bare-press"), [sides.bare.argument]);
  try {
    return await measure(name, [
      { url: `${ours.url}/webhooks/lark`, requests: (round) => slice(ourPresses, round).map(pressRequest) },
      { url: bare.url, requests: (round) => slice(barePresses, round).map(bareRequest) },
    ]);
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}

type Side = { readonly url: string; readonly requests: (round: number) => PreparedRequest[] };

async function measure(name: string, sides: readonly Side[]): Promise<Line[]> {
  const times = sides.map((): number[] => []);
  const single: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UPS; round += 1) {
    for (const place of inTurns(sides.length, round)) {
      const side = sides[place];
      if (side === undefined) continue;
      const result = await sendLoad({
        url: side.url,
        connections: AT_ONCE,
        requests: side.requests(round),
        isRightAnswer: (body) => body.includes('"success"'),
      });
      if (round < WARM_UPS) continue;
      times[place]?.push(result.seconds * 1000);
      if (place === 0) single.push(percentile(result.latenciesMilliseconds, 0.5));
    }
  }
  const [ours = [], bare = []] = times;
  return [
    {
      what: `${name}: all ${AT_ONCE} answered`,
      unit: "ms",
      ours,
      peer: { name: "bare", values: bare },
      limits: AIM,
    },
    { what: `${name}: half of them within`, unit: "ms", ours: single },
  ];
}

const slice = (presses: readonly ScorePress[], round: number): readonly ScorePress[] =>
  presses.slice(round * AT_ONCE, (round + 1) * AT_ONCE);

const bareRequest = (press: ScorePress): PreparedRequest => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(press),
});
