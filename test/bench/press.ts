import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSettings } from "#data/database";
import { testPostgres } from "../support/services.ts";
import { startChild } from "./child.ts";
import { pressRequest, type ScorePress } from "./lark-requests.ts";
import type { PreparedRequest } from "./load.ts";
import { fillWithTasks } from "./press-data.ts";
import type { ProgramBuild } from "./program-build.ts";
import type { Line } from "./report.ts";
import { alternate, type Contestant, type Course } from "./rounds.ts";
import { serverEnvironment } from "./server-environment.ts";
import { percentile } from "./statistics.ts";

/** Warmed up until both sides' code is compiled by the engine, like that of a server that has been up for a minute. */
const COURSE: Course = {
  rounds: 7,
  warmUps: 4,
  connections: 50,
  isRightAnswer: (body) => body.includes('"success"'),
};
const TASKS = COURSE.connections * (COURSE.rounds + COURSE.warmUps);

export const title = `press: ${COURSE.connections} scores submitted at once, from the first press to the last answer`;

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
      {
        child: ours,
        url: `${ours.url}/webhooks/lark`,
        requests: (round) => slice(ourPresses, round).map(pressRequest),
      },
      { child: bare, url: bare.url, requests: (round) => slice(barePresses, round).map(bareRequest) },
    ]);
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}

async function measure(name: string, contestants: readonly Contestant[]): Promise<Line[]> {
  const [ours = [], bare = []] = await alternate(contestants, COURSE);
  return [
    {
      what: `${name}: all ${COURSE.connections} answered`,
      unit: "ms",
      ours: ours.map(({ seconds }) => seconds * 1000),
      peer: { name: "bare", values: bare.map(({ seconds }) => seconds * 1000) },
      limits: { better: "lower", aim: 1.5 },
    },
    {
      what: `${name}: half of them within`,
      unit: "ms",
      ours: ours.map(({ latenciesMilliseconds }) => percentile(latenciesMilliseconds, 0.5)),
      peer: {
        name: "bare",
        values: bare.map(({ latenciesMilliseconds }) => percentile(latenciesMilliseconds, 0.5)),
      },
    },
    {
      what: `${name}: computing a press in the server`,
      unit: "ms",
      ours: ours.map(({ computingMicroseconds }) => computingMicroseconds / 1000),
      peer: { name: "bare", values: bare.map(({ computingMicroseconds }) => computingMicroseconds / 1000) },
    },
  ];
}

const slice = (presses: readonly ScorePress[], round: number): readonly ScorePress[] =>
  presses.slice(round * COURSE.connections, (round + 1) * COURSE.connections);

const bareRequest = (press: ScorePress): PreparedRequest => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(press),
});
