// One count over the frame and one draw from it, in a process of its own, so that its peak of memory is the draw's.
import { openDatabase } from "#data/database";
import { createSecrets } from "#data/secrets";
import { createStore } from "#data/store";
import { loadPolicy } from "#policy/load";
import { canonicalPolicy } from "#policy/policy";
import type { Store } from "#ports/store";
import { chineseCalendar } from "#time/chinese-calendar";
import { systemClock } from "#time/system-clock";
import { drawDailySample } from "#usecases/quality/draw-daily-sample";
import { verifyDraw } from "#usecases/quality/verify-draw";
import { writeFileSync } from "node:fs";

const [url = "", resultPath = "", isChecked = ""] = process.argv.slice(2);
const DATE = "2026-11-23";
const NOW = new Date(`${DATE}T01:10:00Z`);
const COUNT = `
  SELECT c."agentId", count(*) FROM "Contact" c JOIN "Person" p ON p.id = c."agentId" AND p.status = 'active'
  WHERE c."localDate" BETWEEN '2026-11-16' AND '2026-11-22' AND c."drawnAt" IS NULL AND c."turnCount" >= 0
  GROUP BY c."agentId"`;

const database = await openDatabase({ kind: "postgres", url }, (error) => {
  throw error;
});
const secrets = createSecrets(new Uint8Array(32));
const store = createStore(database, secrets);
const policy = await loadPolicy("standard");
const policyId = await store.policies.keep(policy, secrets.sha256(canonicalPolicy(policy)), NOW);

const countStart = performance.now();
const { rowCount } = await database.pool!.query(COUNT);
const countMilliseconds = performance.now() - countStart;

let drawnAt = 0;
const drawStart = performance.now();
const deps = {
  store: tellingWhenDrawn(store, () => (drawnAt = performance.now())),
  secrets,
  clock: { ...systemClock, now: () => NOW },
  calendar: chineseCalendar(policy.calendar),
  policy,
  policyId,
  apps: [],
  transcriptUrl: () => null,
};
const draw = await drawDailySample(deps, { date: DATE });
const end = performance.now();
const result = {
  countMilliseconds,
  agents: rowCount,
  drawMilliseconds: drawnAt - drawStart,
  handOutMilliseconds: end - drawnAt,
  megabytes: process.resourceUsage().maxRSS / 1024,
  frameSize: draw.frameSize,
  selected: draw.selected.length,
  isValid: isChecked === "check" ? (await verifyDraw(deps, { id: draw.id })).checks : null,
};
writeFileSync(resultPath, JSON.stringify(result));
await database.close();

/** The same store; the draw is made when its frame and selection are stored, what follows hands it out. */
function tellingWhenDrawn(inner: Store, tell: () => void): Store {
  return {
    ...inner,
    transaction: (work) =>
      inner.transaction((tx) =>
        work({
          ...tx,
          draws: {
            ...tx.draws,
            add: async (made) => {
              await tx.draws.add(made);
              tell();
            },
          },
        }),
      ),
  };
}
