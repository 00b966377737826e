import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testPostgres } from "../support/services.ts";
import { runChild } from "./child.ts";
import { DRAW_AGENTS, DRAW_CONTACTS, fillForDraw, undoDraw } from "./draw-data.ts";
import type { ProgramBuild } from "./program-build.ts";
import type { Line } from "./report.ts";
import { serverEnvironment } from "./server-environment.ts";

const ROUNDS = 4;
const [CONTACTS, AGENTS] = [DRAW_CONTACTS, DRAW_AGENTS].map((count) => count.toLocaleString("en"));

export const title = `draw: from ${CONTACTS} contacts of ${AGENTS} agents in PostgreSQL, against one count by agent over the same frame`;

type Result = {
  readonly countMilliseconds: number;
  readonly drawMilliseconds: number;
  readonly handOutMilliseconds: number;
  readonly megabytes: number;
  readonly agents: number;
  readonly frameSize: number;
  readonly selected: number;
  readonly isValid: {
    readonly seedMatchesCommitment: boolean;
    readonly frameUnchanged: boolean;
    readonly sameContacts: boolean;
  } | null;
};

/** The first round warms the machine's cache, and its draw is run again by `draw verify`'s use case. */
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
    await fillForDraw(postgres.url);
    const results: Result[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const check = round === 0 ? ["check"] : [];
      await runChild(server("ours-draw"), [postgres.url, path, ...check]);
      const result = JSON.parse(readFileSync(path, "utf8")) as Result;
      requireWhole(result);
      if (round > 0) results.push(result);
      await undoDraw(postgres.url);
    }
    return linesOf(results);
  } finally {
    await postgres.drop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function requireWhole({ agents, frameSize, selected, isValid }: Result): void {
  const isWhole = agents === DRAW_AGENTS && frameSize === DRAW_CONTACTS && selected >= DRAW_AGENTS;
  const { seedMatchesCommitment = true, frameUnchanged = true, sameContacts = true } = isValid ?? {};
  if (isWhole && seedMatchesCommitment && frameUnchanged && sameContacts) return;
  throw new Error(`The draw is not right: ${JSON.stringify({ agents, frameSize, selected, isValid })}`);
}

function linesOf(results: readonly Result[]): Line[] {
  return [
    {
      what: "read, ranked, chosen, stored with frame, plan and seed",
      unit: "ms",
      ours: results.map(({ drawMilliseconds }) => drawMilliseconds),
      peer: { name: "count", values: results.map(({ countMilliseconds }) => countMilliseconds) },
      limits: { better: "lower", floor: 5, aim: 3 },
    },
    {
      what: "then: tasks, cards and outbox rows for all that was drawn",
      unit: "ms",
      ours: results.map(({ handOutMilliseconds }) => handOutMilliseconds),
    },
    {
      what: "most memory of the program in all of it",
      unit: "MB",
      ours: results.map(({ megabytes }) => megabytes),
      limits: { better: "lower", aim: 300 },
    },
  ];
}
