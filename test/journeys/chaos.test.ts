import { expect, it } from "vitest";
import { runChaos } from "../support/chaos.ts";
import { testPostgres } from "../support/services.ts";
import { numbersFrom } from "../support/scripted-scorer.ts";

const PLAN = { agents: 6, scorers: 2, contactsPerAgent: 2 };
const KILLS = 6;

const postgres = await testPostgres();
await postgres?.drop();

it.skipIf(postgres === undefined)(
  "a day in which the program is killed six times ends like a day in peace",
  { timeout: 180_000 },
  async () => {
    const seed = Math.floor(Math.random() * 1_000_000);
    const said: string[] = [`seed ${seed}`];

    const report = await runChaos(postgres!.serverUrl, PLAN, {
      kills: KILLS,
      chance: numbersFrom(seed),
      say: (words) => said.push(words),
    });

    expect(report.differences, said.join("\n")).toEqual([]);
    expect(report.evaluations).toBeGreaterThan(0);
    expect(report.messages).toBeGreaterThan(PLAN.agents);
  },
);
