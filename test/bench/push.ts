import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

const CARDS = 10_000;
const WARM_UP = 2_000;
const RECEIVERS = 500;
const ROUNDS = 3;

export const title = `push: ${CARDS.toLocaleString("en")} task cards from the outbox (PostgreSQL, Redis), limiter off, against a bare loop of posts of the same bodies to the same server, 60 at once each; the server is the emulator, which checks each card as Lark does`;

type Sending = { readonly milliseconds: number; readonly computingMilliseconds: number };

const perSecond = ({ milliseconds }: Sending): number => CARDS / (milliseconds / 1000);
const computing = ({ computingMilliseconds }: Sending): number => computingMilliseconds / CARDS;

type Server = {
  readonly name: string;
  readonly url: string;
  readonly token: string;
  readonly laterUrl: string;
};

/** From the wake-up to the last stored message id; the peer from its first post to the last answer. */
export async function run({ server }: ProgramBuild): Promise<Line[]> {
  const postgres = await testPostgres();
  if (postgres === undefined) throw new Error("This bench needs PostgreSQL.");
  const redis = await ownRedis();
  const directory = mkdtempSync(join(tmpdir(), "xingping-bench-"));
  const [bodies, result] = [join(directory, "bodies"), join(directory, "result")];
  const { appId, appSecret, verificationToken, encryptKey } = LARK_APP;
  const emulated = await startChild(server("emulated-lark"), [
    String(RECEIVERS),
    appId,
    appSecret,
    verificationToken,
    encryptKey,
    "unlimited",
  ]);
  const cheap = await startChild(server("cheap-lark"), []);
  try {
    writeFileSync(bodies, (await fillWithCards(postgres.url, CARDS, RECEIVERS)).join("\n"));
    const run = async (name: string, url: string, args: readonly string[]): Promise<Sending> => {
      const environment = serverEnvironment({
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
        SECRET_KEY: randomBytes(32).toString("base64"),
        LARK_BASE_URL: url,
      });
      await runChild(server(name), args, { environment });
      return JSON.parse(readFileSync(result, "utf8")) as Sending;
    };
    const compare = async (lark: Server, rounds: number) => {
      const [ours, bare]: [Sending[], Sending[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        bare.push(await run("bare-push", lark.url, [lark.url, bodies, lark.token, String(WARM_UP), result]));
        if (lark.laterUrl !== "") await fetch(lark.laterUrl, { method: "POST" });
        ours.push(await run("ours-push", lark.url, ["unlimited", String(WARM_UP), result, lark.laterUrl]));
        if (lark.laterUrl !== "") await fetch(lark.laterUrl, { method: "POST" });
      }
      return { ours, bare };
    };
    const base = `${emulated.url}/emulator`;
    const checking = { name: "emulator", url: base, laterUrl: `${emulated.url}/two-hours-later` };
    const real = await compareFresh(checking, (lark) => compare(lark, 1));
    const blind = await compare({ name: "cheap", url: cheap.url, token: "t-bench", laterUrl: "" }, 1);
    return [
      {
        what: "claimed, rendered, sent, message id stored",
        unit: "cards/s",
        ours: real.ours.map(perSecond),
        peer: { name: "bare posts", values: real.bare.map(perSecond) },
        limits: { better: "higher", floor: 0.5, aim: 0.8 },
      },
      {
        what: "the same to a server that looks at nothing",
        unit: "cards/s",
        ours: blind.ours.map(perSecond),
        peer: { name: "bare posts", values: blind.bare.map(perSecond) },
      },
      {
        what: "computing time of the sending process",
        unit: "ms/card",
        ours: real.ours.map(computing),
        peer: { name: "bare posts", values: real.bare.map(computing) },
      },
    ];
  } finally {
    await emulated.stop();
    await cheap.stop();
    await postgres.drop();
    await redis.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Each round begins with a token of its own: two hours pass within one. */
async function compareFresh(
  lark: Omit<Server, "token">,
  compare: (lark: Server) => Promise<{ ours: Sending[]; bare: Sending[] }>,
): Promise<{ ours: Sending[]; bare: Sending[] }> {
  const all: { ours: Sending[]; bare: Sending[] } = { ours: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { ours, bare } = await compare({ ...lark, token: await fetchToken(lark.url) });
    all.ours.push(...ours);
    all.bare.push(...bare);
  }
  return all;
}

async function fetchToken(url: string): Promise<string> {
  const response = await fetch(`${url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ app_id: LARK_APP.appId, app_secret: LARK_APP.appSecret }),
  });
  return ((await response.json()) as { tenant_access_token: string }).tenant_access_token;
}
