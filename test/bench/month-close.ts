import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testPostgres } from "../support/services.ts";
import { runChild } from "./child.ts";
import { FULL_MONTH, type MonthSize } from "./month-data.ts";
import type { ProgramBuild } from "./program-build.ts";
import type { Line } from "./report.ts";
import { serverEnvironment } from "./server-environment.ts";

/** A smaller month to try the bench with, such as 0.02; the limits are those of the whole one. */
const SHARE = Number(process.env["BENCH_SHARE"] ?? "1");
const SIZE: MonthSize = {
  people: Math.round(FULL_MONTH.people * SHARE),
  contacts: Math.round(FULL_MONTH.contacts * SHARE),
  evaluations: Math.round(FULL_MONTH.evaluations * SHARE),
};
const shown = (count: number): string => count.toLocaleString("en");

export const title = `month-close: ${shown(SIZE.people)} people, ${shown(SIZE.contacts)} contacts, ${shown(SIZE.evaluations)} evaluations in PostgreSQL, against one aggregate written by hand over the same tables`;

export type MonthCloseResult = {
  readonly people: number;
  readonly sameTotals: boolean;
  readonly rounds: readonly { readonly closeMilliseconds: number; readonly aggregateMilliseconds: number }[];
  readonly megabytes: number;
};

/** Frozen, computed, stored with its measures, reviewed cards and outbox rows for all supervisors: the whole of `月结`. */
export async function run({ command, server }: ProgramBuild): Promise<Line[]> {
  const postgres = await testPostgres();
  if (postgres === undefined) throw new Error("This bench needs PostgreSQL.");
  const directory = mkdtempSync(join(tmpdir(), "xingping-bench-"));
  const path = join(directory, "result.json");
  try {
    const environment = serverEnvironment({
      DATABASE_URL: postgres.url,
      SECRET_KEY: randomBytes(32).toString("base64"),
    });
    await runChild(command, ["migrate"], { environment });
    await runChild(server("ours-month"), [postgres.url, path, JSON.stringify(SIZE)]);
    return linesOf(JSON.parse(readFileSync(path, "utf8")) as MonthCloseResult);
  } finally {
    await postgres.drop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function linesOf({ people, sameTotals, rounds, megabytes }: MonthCloseResult): Line[] {
  if (people !== SIZE.people || !sameTotals)
    throw new Error(`The month is not right: ${people} people, totals ${sameTotals ? "agree" : "differ"}.`);
  return [
    {
      what: "closed: frozen, computed, stored, drafts for all supervisors",
      unit: "ms",
      ours: rounds.map(({ closeMilliseconds }) => closeMilliseconds),
      peer: { name: "aggregate", values: rounds.map(({ aggregateMilliseconds }) => aggregateMilliseconds) },
      limits: { better: "lower", floor: 2 },
    },
    { what: "most memory of the program in all of it", unit: "MB", ours: [megabytes] },
  ];
}
