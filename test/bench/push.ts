import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testPostgres } from "../support/services.ts";
import { runChild, startChild } from "./child.ts";
import { ownRedis } from "./own-redis.ts";
import type { ProgramBuild } from "./program-build.ts";
import { fillWithCards } from "./push-data.ts";
import type { Line } from "./report.ts";
import { serverEnvironment } from "./server-environment.ts";

const CARDS = 10_000;
const WARM_UP = 2_000;
const RECEIVERS = 500;
const ROUNDS = 3;

export const title = `push: ${CARDS.toLocaleString("en")} task cards from the outbox (PostgreSQL, Redis), limiter off, to a server that looks at nothing, against a bare loop of posts of the same bodies to it, 60 at once each`;

type Sending = { readonly milliseconds: number; readonly computingMilliseconds: number };

const perSecond = ({ milliseconds }: Sending): number => CARDS / (milliseconds / 1000);
const computing = ({ computingMilliseconds }: Sending): number => computingMilliseconds / CARDS;

/** From the wake-up to the last stored message id; the peer from its first post to the last answer. */
export async function run({ server }: ProgramBuild): Promise<Line[]> {
  const postgres = await testPostgres();
  if (postgres === undefined) throw new Error("This bench needs PostgreSQL.");
  const redis = await ownRedis();
  const directory = mkdtempSync(join(tmpdir(), "xingping-bench-"));
  const [bodies, result] = [join(directory, "bodies"), join(directory, "result")];
  const lark = await startChild(server("cheap-lark"), []);
  try {
    writeFileSync(bodies, (await fillWithCards(postgres.url, CARDS, RECEIVERS)).join("\n"));
    const environment = serverEnvironment({
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      SECRET_KEY: randomBytes(32).toString("base64"),
      LARK_BASE_URL: lark.url,
    });
    const sendAll = async (name: string, args: readonly string[]): Promise<Sending> => {
      await runChild(server(name), [...args, String(WARM_UP), result], { environment });
      return JSON.parse(readFileSync(result, "utf8")) as Sending;
    };
    const [ours, bare]: [Sending[], Sending[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await sendAll("bare-push", [lark.url, bodies]));
      ours.push(await sendAll("ours-push", ["unlimited"]));
    }
    return [
      {
        what: "claimed, rendered, sent, message id stored",
        unit: "cards/s",
        ours: ours.map(perSecond),
        peer: { name: "bare posts", values: bare.map(perSecond) },
        limits: { better: "higher", floor: 0.5, aim: 0.8 },
      },
      {
        what: "computing time of the sending process",
        unit: "ms/card",
        ours: ours.map(computing),
        peer: { name: "bare posts", values: bare.map(computing) },
      },
    ];
  } finally {
    await lark.stop();
    await postgres.drop();
    await redis.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
