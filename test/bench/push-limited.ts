import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testPostgres } from "../support/services.ts";
import { runChild, startChild } from "./child.ts";
import { LARK_APP } from "./lark-requests.ts";
import { ownRedis } from "./own-redis.ts";
import type { ProgramBuild } from "./program-build.ts";
import { fillWithCards } from "./push-data.ts";
import type { Line } from "./report.ts";
import { serverEnvironment } from "./server-environment.ts";

const CARDS = 2_000;
const RECEIVERS = 200;
const MINUTES = 2;
const ALLOWED_A_MINUTE = 1_000;
const ALLOWED_A_SECOND = 50;
const MINUTE = 60_000;

export const title = `push-limited: ${CARDS.toLocaleString("en")} task cards to ${RECEIVERS} people within 50 a second, 1,000 a minute and 5 a second to one, counted by the emulator over ${MINUTES} real minutes`;

type Tally = { readonly takenAt: readonly number[]; readonly refusals: Readonly<Record<string, number>> };

/** The same worker as in `push`, its limiter as it is; nothing is said to it about the emulator but its address. */
export async function run({ server }: ProgramBuild): Promise<Line[]> {
  const postgres = await testPostgres();
  if (postgres === undefined) throw new Error("This bench needs PostgreSQL.");
  const redis = await ownRedis();
  const directory = mkdtempSync(join(tmpdir(), "xingping-bench-"));
  const { appId, appSecret, verificationToken, encryptKey } = LARK_APP;
  const settings = [String(RECEIVERS), appId, appSecret, verificationToken, encryptKey];
  const lark = await startChild(server("emulated-lark"), settings);
  try {
    await fillWithCards(postgres.url, CARDS, RECEIVERS);
    const environment = serverEnvironment({
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      SECRET_KEY: randomBytes(32).toString("base64"),
      LARK_BASE_URL: `${lark.url}/emulator`,
    });
    await runChild(server("ours-push"), ["limited", "0", join(directory, "result")], { environment });
    return linesOf((await (await fetch(`${lark.url}/tally`)).json()) as Tally);
  } finally {
    await lark.stop();
    await postgres.drop();
    await redis.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function linesOf({ takenAt, refusals }: Tally): Line[] {
  if (takenAt.length !== CARDS) throw new Error(`The emulator took ${takenAt.length} cards of ${CARDS}.`);
  const first = takenAt[0] ?? 0;
  const takenWithin = (from: number, to: number): number =>
    takenAt.filter((at) => at - first >= from && at - first < to).length;
  const minutes = Array.from({ length: MINUTES }, (_, minute) =>
    takenWithin(minute * MINUTE, (minute + 1) * MINUTE),
  );
  const fullSeconds = Math.floor(ALLOWED_A_MINUTE / ALLOWED_A_SECOND) - 1;
  const refused = Object.values(refusals).reduce((sum, count) => sum + count, 0);
  return [
    {
      what: "taken in each minute",
      unit: "cards",
      ours: minutes,
      peer: { name: "allowed", values: minutes.map(() => ALLOWED_A_MINUTE) },
      limits: { better: "higher", floor: 0.95, aim: 0.98 },
    },
    {
      what: "taken in a second, while the minute has room",
      unit: "cards",
      ours: [takenWithin(0, fullSeconds * 1_000) / fullSeconds],
      peer: { name: "allowed", values: [ALLOWED_A_SECOND] },
    },
    {
      what: "refused (429 or other)",
      unit: "cards",
      ours: [refused],
      limits: { better: "lower", floor: 0, aim: 0 },
    },
  ];
}
