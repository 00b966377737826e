// A month closed several times, and between them the aggregate that somebody would write by hand for the same totals.
import { openDatabase } from "#data/database";
import { createSecrets } from "#data/secrets";
import { createStore } from "#data/store";
import { loadPolicy } from "#policy/load";
import { canonicalPolicy } from "#policy/policy";
import { chineseCalendar } from "#time/chinese-calendar";
import { systemClock } from "#time/system-clock";
import { closeMonth } from "#usecases/month/close-month";
import { writeFileSync } from "node:fs";
import { BENCH_MONTH, fillMonth, type MonthSize, undoClose } from "./month-data.ts";

const ROUNDS = 4;
const TARGET = 4;
const NOW = new Date("2026-11-02T02:00:00Z");
const [url = "", resultPath = "", size = "{}"] = process.argv.slice(2);

/** Satisfaction from 1 to its target, resolution and first resolution of 100 %; first response has no target. */
const AGGREGATE = `
  WITH of_contacts AS (
    SELECT c."agentId", avg((c.metrics ->> 'csat')::float8) AS csat, count(c.metrics -> 'csat') AS rated,
      avg((c.metrics -> 'resolved')::boolean::int::float8) AS resolved,
      avg((c.metrics -> 'firstContactResolved')::boolean::int::float8) AS first,
      avg((c.metrics ->> 'firstResponseSeconds')::float8) AS response,
      avg((c.metrics ->> 'handleSeconds')::float8) AS handling
    FROM "Contact" c WHERE c."localDate" BETWEEN '${BENCH_MONTH}-01' AND '${BENCH_MONTH}-31' GROUP BY c."agentId"),
  of_evaluations AS (
    SELECT e."agentId", avg(e."ruledScore") AS skill, count(*) AS n
    FROM "Evaluation" e JOIN "Contact" c ON c.id = e."contactId"
    WHERE e."isCurrent" AND e.mark = 'random' AND c."localDate" BETWEEN '${BENCH_MONTH}-01' AND '${BENCH_MONTH}-31'
    GROUP BY e."agentId"),
  entered AS (
    SELECT "personId", max(value) FILTER (WHERE metric = 'knowledge') AS knowledge,
      max(value) FILTER (WHERE metric = 'attitude') AS attitude
    FROM "PersonMetric" WHERE month = '${BENCH_MONTH}' GROUP BY "personId")
  SELECT p."employeeNo", 0.2 * m.knowledge + 0.3 * e.skill + 0.2 * m.attitude
    + 0.3 * (40 * 100 * least(1, (c.csat - 1) / ${TARGET - 1}) + 30 * 100 * c.resolved + 20 * 100 * c.first) / 90 AS total
  FROM "Person" p JOIN of_contacts c ON c."agentId" = p.id JOIN of_evaluations e ON e."agentId" = p.id
    JOIN entered m ON m."personId" = p.id
  WHERE p.status = 'active' ORDER BY p."employeeNo"`;

const database = await openDatabase({ kind: "postgres", url }, (error) => {
  throw error;
});
const secrets = createSecrets(new Uint8Array(32));
const store = createStore(database, secrets);
const standard = await loadPolicy("standard");
const policy = {
  ...standard,
  indicators: standard.indicators.map((one) =>
    one.id === "satisfaction" ? { ...one, target: { required: true, value: TARGET } } : one,
  ),
};
const policyId = await store.policies.keep(policy, secrets.sha256(canonicalPolicy(policy)), NOW);
const calendar = chineseCalendar(policy.calendar);
const deps = { store, secrets, clock: { ...systemClock, now: () => NOW }, calendar, policy, policyId };
await fillMonth(database, JSON.parse(size) as MonthSize);
const by = (await store.people.byEmployeeNo("000251"))!;

const rounds: { closeMilliseconds: number; aggregateMilliseconds: number }[] = [];
let [people, sameTotals] = [0, true];
// The first round warms the machine's cache.
for (let round = 0; round <= ROUNDS; round += 1) {
  const aggregateStart = performance.now();
  const { rows } = await database.pool!.query<{ total: number }>(AGGREGATE);
  const closeStart = performance.now();
  const { outcomes } = await closeMonth(deps, { month: BENCH_MONTH, by });
  const end = performance.now();
  people = outcomes.length;
  sameTotals &&=
    rows.length === people && outcomes.every(({ total }, place) => isSame(total, rows[place]?.total));
  if (round > 0)
    rounds.push({ closeMilliseconds: end - closeStart, aggregateMilliseconds: closeStart - aggregateStart });
  await undoClose(database);
}
const megabytes = process.resourceUsage().maxRSS / 1024;
writeFileSync(resultPath, JSON.stringify({ people, sameTotals, rounds, megabytes }));
await database.close();

function isSame(ours: number | null, theirs: number | undefined): boolean {
  return ours !== null && theirs !== undefined && Math.abs(ours - theirs) < 1e-9;
}
