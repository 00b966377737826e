import { parseArgs } from "node:util";
import { runChaos } from "../support/chaos.ts";
import { numbersFrom } from "../support/scripted-scorer.ts";

const PLAN = { agents: 40, scorers: 6, contactsPerAgent: 2 };
const MOST_DIFFERENCES = 40;
const MOST_CHARACTERS = 600;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    seed: { type: "string" },
    database: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const kills = Number(values.kills);
if (values.help || !Number.isInteger(kills) || kills < 0) {
  console.log(`npm run chaos -- [--kills 50] [--seed S] [--database URL]

Lives one day twice, once undisturbed and once with the program killed at random moments, and compares what is left.
--database names a PostgreSQL server where databases may be created (default TEST_DATABASE_URL, or 127.0.0.1:5432).`);
  process.exit(values.help ? 0 : 2);
}
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const database =
  values.database ?? process.env["TEST_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";

const startedAt = performance.now();
const seconds = (): string => ((performance.now() - startedAt) / 1000).toFixed(0).padStart(4);
const say = (words: string): void => console.log(`${seconds()} s  ${words}`);

say(`${kills} kills, seed ${seed}`);
const report = await runChaos(database, PLAN, { kills, chance: numbersFrom(seed), say });
say(
  `${report.evaluations} evaluations, ${report.messages} messages; presses: ${JSON.stringify(report.presses)}`,
);

if (report.differences.length === 0) {
  console.log(`${kills} kills: same state as the undisturbed run`);
} else {
  const shown = report.differences.slice(0, MOST_DIFFERENCES).map((line) => line.slice(0, MOST_CHARACTERS));
  console.log(`${shown.join("\n")}\n${kills} kills: ${report.differences.length} differences (seed ${seed})`);
  process.exitCode = 1;
}
